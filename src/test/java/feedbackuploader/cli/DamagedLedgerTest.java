package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.endtoend.StubServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A ledger that is not what it was: nothing is sent, and what to do stands in one line. */
class DamagedLedgerTest {

    private static final int ROWS = 100;

    @TempDir
    private Path folder;

    private StubServer server;
    private Path file;
    private Path ledger;

    @BeforeEach
    void upload() throws IOException {
        server = StubServer.recording();
        file = Files.writeString(
                folder.resolve("ratings.csv"),
                IntStream.range(0, ROWS)
                        .mapToObj(i -> new UUID(3, i) + ",quality,1\n")
                        .collect(Collectors.joining("", "completion_id,metric,value\n", "")));
        ledger = folder.resolve("ratings.csv.upload/ledger.db");
        assertThat(typed("upload").exitCode()).isZero();
        assertThat(server.rows()).isEqualTo(ROWS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Typed typed(String command) {
        return Typed.in(
                folder.resolve("state"),
                Map.of("ADAPTIVE_API_KEY", "key", "ADAPTIVE_URL", server.root().toString()),
                command,
                file.toString());
    }

    static Stream<Arguments> damages() {
        String damaged = ", so nothing more is sent. Restore its complete folder";
        return Stream.of(
                damage(
                        "no SQLite",
                        bytes -> "row,score\n".repeat(900).getBytes(StandardCharsets.US_ASCII),
                        5,
                        damaged,
                        5,
                        damaged),
                damage("cut to half", bytes -> Arrays.copyOf(bytes, bytes.length / 2), 5, damaged, 5, damaged),
                damage(
                        "cut within a page",
                        bytes -> Arrays.copyOf(bytes, bytes.length / 2 + 99),
                        5,
                        damaged,
                        5,
                        damaged),
                damage("its first page alone", bytes -> Arrays.copyOf(bytes, 4096), 5, damaged, 5, damaged),
                damage("its head alone", bytes -> Arrays.copyOf(bytes, 100), 5, damaged, 5, damaged),
                damage("overwritten behind its head", DamagedLedgerTest::overwritten, 5, damaged, 5, damaged),
                damage("zero bytes", bytes -> new byte[0], 5, damaged, 5, damaged));
    }

    private static byte[] overwritten(byte[] bytes) {
        byte[] changed = bytes.clone();
        Arrays.fill(changed, 4096, changed.length, (byte) 0x55);
        return changed;
    }

    private static Arguments damage(
            String name, UnaryOperator<byte[]> damage, int exit, String words, int statusExit, String statusWords) {
        return Arguments.of(name, damage, exit, words, statusExit, statusWords);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void sends_nothing_and_is_told(
            String name, UnaryOperator<byte[]> damage, int exit, String words, int statusExit, String statusWords)
            throws IOException {
        byte[] sound = Files.readAllBytes(ledger);
        Files.write(ledger, damage.apply(sound));

        for (String command : new String[] {"status", "report"}) {
            Typed looked = typed(command);
            assertThat(looked.err()).hasLineCount(1).contains(statusWords);
            assertThat(looked.exitCode()).isEqualTo(statusExit);
        }
        Typed again = typed("upload");

        assertThat(again.err()).hasLineCount(1).contains(words);
        assertThat(again.exitCode()).isEqualTo(exit);
        assertThat(server.rows()).isEqualTo(ROWS);

        Files.write(ledger, sound);
        assertThat(typed("upload").exitCode()).isZero();
        assertThat(server.rows()).isEqualTo(ROWS);
    }

    /** What it says to type is typed: the report stands in for the ledger. */
    @Test
    void is_done_without_as_it_says() throws Exception {
        Files.write(ledger, new byte[0]);
        Matcher advice = Pattern.compile(": mv (\\S+) (\\S+) && feedback-uploader upload (\\S+)\\R")
                .matcher(typed("upload").err());
        assertThat(advice.find()).isTrue();

        Files.move(Path.of(advice.group(1)), Path.of(advice.group(2)));
        Typed again = Typed.in(
                folder.resolve("state"),
                Map.of("ADAPTIVE_API_KEY", "key", "ADAPTIVE_URL", server.root().toString()),
                "upload",
                advice.group(3));

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains(ROWS + " skipped");
        assertThat(server.rows()).isEqualTo(ROWS);
    }
}
