package feedbackuploader.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.cli.Conversions;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class UploadArgumentsTest {

    @Command
    private static final class Typed {
        @Mixin
        private final UploadArguments how = new UploadArguments();
    }

    /** How long a server may go on with a request has nothing to do with how long we wait for its answer. */
    @ParameterizedTest(name = "{0}, sandbox {1}, time-out {2}: {3}")
    @CsvSource({
        "'',                 false, PT3S,   PT1M30S",
        "'',                 false, PT1M30S, PT1M30S",
        "'',                 false, PT5M,   PT5M",
        "'',                 true,  PT5M,   PT1S",
        "--settle-wait=2s,   false, PT5M,   PT2S",
        "--settle-wait=2s,   true,  PT5M,   PT2S"
    })
    void the_settle_wait_is_as_long_as_the_vendors_client_waits_or_longer(
            String typed, boolean sandbox, Duration timeout, Duration wait) {
        Typed command = new Typed();
        CommandLine line = new CommandLine(command);
        Conversions.register(line);
        var unused = line.parseArgs(typed.isEmpty() ? new String[0] : new String[] {typed});

        assertThat(command.how.settleWait(sandbox, timeout)).isEqualTo(wait);
    }
}
