package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An input that goes away or becomes another at any time of a run. What was planned is what is sent, what is said of it
 * stays true, and once the file is as it was, nothing is left to do but what was left.
 */
@DisabledOnOs(OS.WINDOWS) // which lets nobody take away a file that is read
class ChangingInputTest {

    private static final int ROWS = 12;
    private static final String HEADER = "completion_id,metric,value,notes\n";

    /** Read before the rest, which is too long for any buffer. */
    private static final String INVALID = UploadTest.ID + ",quality,x,\n";

    private static final String NOTES = "n".repeat(30_000);

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;
    private Path original;

    @FunctionalInterface
    interface Change {
        void happensTo(Path file) throws IOException;
    }

    enum When {
        AFTER_THE_FIRST_LOOK,
        WHILE_IT_IS_READ,
        WHILE_ROWS_ARE_SENT,
        BEFORE_THE_REPORT
    }

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        original = Files.writeString(folder.resolve("original.csv"), HEADER + INVALID + rows(ROWS, 1));
        input = Files.copy(original, folder.resolve("ratings.csv"));
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private static String rows(int count, int value) {
        return IntStream.range(0, count)
                .mapToObj(i -> new UUID(7, i) + ",quality," + value + "," + NOTES + "\n")
                .collect(Collectors.joining());
    }

    static Stream<Arguments> changes() {
        Map<String, Change> changes = new TreeMap<>(Map.of(
                "is deleted", Files::delete,
                "becomes a folder",
                        file -> {
                            Files.delete(file);
                            Files.createDirectory(file);
                        },
                "is emptied", file -> Files.write(file, new byte[0]),
                "is cut in the middle of a row",
                        file -> {
                            byte[] bytes = Files.readAllBytes(file);
                            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2 + 3));
                        },
                "grows", file -> Files.writeString(file, rows(3, 2), StandardOpenOption.APPEND),
                "is replaced by another",
                        file -> {
                            Path other = Files.writeString(file.resolveSibling("other.csv"), HEADER + rows(9, 3));
                            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
                        }));
        return changes.entrySet().stream()
                .flatMap(change ->
                        Stream.of(When.values()).map(when -> Arguments.of(change.getKey(), when, change.getValue())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("changes")
    void no_row_is_lost_sent_twice_or_lied_about(String name, When when, Change change) throws Exception {
        AtomicInteger changed = new AtomicInteger();
        Change once = file -> {
            if (changed.getAndIncrement() == 0) {
                change.happensTo(file);
            }
        };
        UploadRun run = run();
        switch (when) {
            case AFTER_THE_FIRST_LOOK -> deployment.runsWhenAskedForTheCatalogue(() -> now(once));
            case WHILE_IT_IS_READ -> run.beforeEachRow(() -> now(once));
            case WHILE_ROWS_ARE_SENT -> deployment.runsWhenFeedbackArrives(() -> now(once));
            case BEFORE_THE_REPORT -> run.beforeReport(upload -> once.happensTo(input));
        }

        try {
            Summary summary = run.run();
            assertThat(summary.statuses().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(summary.rows());
            assertThat(summary.statuses().getOrDefault("recorded", 0L)).isEqualTo(deployment.distinctFeedback());
            assertThat(run.heard.notices.stream().anyMatch(notice -> notice.startsWith("The input file changed")))
                    .as("told that the report lacks the rows' own text: %s", run.heard.notices)
                    .isEqualTo(!Files.isRegularFile(input)
                            || !InputFile.of(input, InputOptions.none())
                                    .sha256()
                                    .equals(summary.sha256()));
        } catch (UnusableException e) {
            assertThat(when).isIn(When.AFTER_THE_FIRST_LOOK, When.WHILE_IT_IS_READ);
            assertThat(e.getMessage()).contains(input.getFileName().toString());
            assertThat(deployment.distinctFeedback()).isZero();
        }
        assertThat(changed.get()).as("changes").isPositive();

        deployment.runsWhenAskedForTheCatalogue(() -> {});
        deployment.runsWhenFeedbackArrives(() -> {});
        Files.deleteIfExists(input);
        Files.copy(original, input);
        Summary last = run().run();

        assertThat(last.statuses()).isEqualTo(Map.of("recorded", (long) ROWS, "invalid", 1L));
        List<String> sent = deployment.takeFeedback();
        assertThat(sent).as("every row once").doesNotHaveDuplicates();
        assertThat(sent.stream().filter(body -> body.contains("\"value\":1"))).hasSize(ROWS);
    }

    private void now(Change change) {
        try {
            change.happensTo(input);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private UploadRun run() {
        return new UploadRun(deployment.url(), input);
    }
}
