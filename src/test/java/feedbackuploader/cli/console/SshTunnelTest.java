package feedbackuploader.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.cli.Typed;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshTunnelTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.9 50522 10.0.0.5 22, ana, ssh -N -L 40123:127.0.0.1:40123 ana@10.0.0.5",
        "10.0.0.9 50522 10.0.0.5 2222, ana, ssh -N -L 40123:127.0.0.1:40123 -p 2222 ana@10.0.0.5",
        "10.0.0.9 50522 10.0.0.5 22, '', ssh -N -L 40123:127.0.0.1:40123 10.0.0.5",
        "strange, ana, ssh -N -L 40123:127.0.0.1:40123 ana@THIS-COMPUTER"
    })
    void brings_the_port_to_the_computer_that_someone_is_logged_in_from(
            String connection, String user, String command) {
        assertThat(SshTunnel.to(40_123, surroundings(Map.of("SSH_CONNECTION", connection, "USER", user))))
                .contains(command);
    }

    @Test
    void is_not_needed_at_the_computer_itself() {
        assertThat(SshTunnel.to(40_123, surroundings(Map.of("USER", "ana")))).isEmpty();
    }

    private static Surroundings surroundings(Map<String, String> environment) {
        return Typed.surroundings(environment, new ByteArrayOutputStream(), new ByteArrayOutputStream());
    }
}
