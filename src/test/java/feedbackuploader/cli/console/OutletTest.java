package feedbackuploader.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutletTest {

    /** Takes nothing more, and says so in the language of its system. */
    private static final class Closed extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Datenübergabe unterbrochen");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_failure_to_write_is_one_unless_a_reader_may_have_left(boolean isPipe) {
        PrintStream out = new PrintStream(new Outlet(new Closed(), () -> isPipe), true, StandardCharsets.UTF_8);

        out.println("a line");

        assertThat(out.checkError()).isEqualTo(!isPipe);
    }
}
