package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.test");
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z";

    @TempDir
    private Path folder;

    private List<String> logged(Consumer<System.Logger> what) throws IOException {
        RunLog.silenceConsole();
        Path file = folder.resolve("upload.log");
        try (RunLog log = RunLog.open(file)) {
            what.accept(LOG);
            assertThat(log.failure()).isEmpty();
        }
        return Files.readAllLines(file);
    }

    @Test
    void a_record_is_one_line_whatever_stands_in_it() throws IOException {
        List<String> lines = logged(log -> log.log(
                System.Logger.Level.INFO,
                "{0} to {1}",
                "a\n2026-01-01T00:00:00Z info b",
                "c\r\u001b[2J\u0085\u2028\u202ed"));

        assertThat(lines).singleElement().asString().matches(TIME + " info a 2026-01-01T00:00:00Z info b to c \\[2J d");
    }

    @Test
    void no_line_of_a_stack_trace_can_pass_for_a_record() throws IOException {
        List<String> lines = logged(log -> log.log(
                System.Logger.Level.ERROR,
                "failed",
                new IllegalStateException("a\n2026-01-01T00:00:00Z info b\u001b[m")));

        assertThat(lines.get(0)).matches(TIME + " severe failed");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.startsWith("    "))
                .contains("    2026-01-01T00:00:00Z info b[m")
                .anyMatch(line -> line.contains("RunLogTest.java"));
    }

    /** With {@code -Djdk.httpclient.HttpClient.log=headers} it would tell the headers of each request, key and all. */
    @Test
    void what_the_http_client_has_to_say_is_not_heard() throws IOException {
        List<String> lines = logged(log -> System.getLogger("jdk.httpclient.HttpClient")
                .log(System.Logger.Level.ERROR, "HEADERS: Authorization: Bearer sk-1"));

        assertThat(lines).isEmpty();
    }

    /** A program that calls this one may have it on. */
    @Test
    void it_is_not_heard_either_where_another_program_hears_it() throws IOException {
        Logger http = Logger.getLogger("jdk.httpclient.HttpClient");
        http.setLevel(Level.ALL);
        try {
            List<String> lines = logged(log -> http.info("HEADERS: Authorization: Bearer sk-1"));

            assertThat(lines).isEmpty();
        } finally {
            http.setLevel(null);
        }
    }

    @Test
    void a_full_disk_is_told_and_stops_nothing() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a system with a file that is always full");
        RunLog.silenceConsole();
        try (RunLog log = RunLog.open(full)) {
            LOG.log(System.Logger.Level.INFO, "one");
            LOG.log(System.Logger.Level.INFO, "two");

            assertThat(log.failure())
                    .contains(
                            "The log /dev/full cannot be written (the disk is full). The upload continues without it.");
        }
    }
}
