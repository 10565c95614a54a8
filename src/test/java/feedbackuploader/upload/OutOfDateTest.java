package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the moment a row leaves, no file in the run folder tells what was true before it. */
class OutOfDateTest {

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;
    private Path runFolder;

    /** What was in the run folder whenever a row arrived. */
    private final List<List<String>> seen = new CopyOnWriteArrayList<>();

    private final List<String> summaries = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        input = Files.writeString(
                folder.resolve("ratings.csv"), UploadTest.HEADER + row(1, "1") + row(2, "1") + row(3, "x"));
        runFolder = UploadRun.folder(input).path();
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private static String row(int number, String value) {
        return new UUID(4, number) + ",quality," + value + "\n";
    }

    private void look() {
        try (Stream<Path> files = Files.list(runFolder)) {
            seen.add(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("results") || name.startsWith("failed"))
                    .sorted()
                    .toList());
            Path summary = runFolder.resolve("summary.json");
            summaries.add(Files.exists(summary) ? Files.readString(summary) : "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Summary run() throws Exception {
        return new UploadRun(deployment.url(), input).run();
    }

    @Test
    void the_reports_of_the_run_before_say_so_while_rows_are_sent() throws Exception {
        deployment.answersFeedbackWith(ScriptedDeployment.REFUSED_KEY);
        run();
        assertThat(Files.readString(runFolder.resolve("results.csv"))).contains("not_sent");
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
        deployment.runsWhenFeedbackArrives(this::look);

        Summary second = run();

        assertThat(seen).isNotEmpty().containsOnly(List.of("failed.out-of-date.csv", "results.out-of-date.csv"));
        assertThat(summaries)
                .allSatisfy(
                        summary -> assertThat(summary).contains("out_of_date").doesNotContain("not_sent", "exit_code"));
        assertThat(second.statuses()).isEqualTo(Map.of("recorded", 2L, "invalid", 1L));
        look();
        assertThat(seen.get(seen.size() - 1)).containsExactly("failed.csv", "results.csv");
        assertThat(summaries.get(summaries.size() - 1)).contains("\"exit_code\" : 1");
    }

    @Test
    void a_run_that_sends_nothing_leaves_them() throws Exception {
        run();
        String before = Files.readString(runFolder.resolve("results.csv"));

        run();

        assertThat(runFolder.resolve("results.csv")).hasContent(before);
    }

    @Test
    void rows_that_someone_is_mending_are_neither_moved_nor_lost() throws Exception {
        run();
        Path failed = runFolder.resolve("failed.csv");
        String mended = Files.readString(failed).replace(",x,", ",4,");
        Files.writeString(failed, mended);
        Files.writeString(input, Files.readString(input) + row(4, "1"));
        deployment.runsWhenFeedbackArrives(this::look);

        Summary second = run();

        assertThat(seen).isNotEmpty().containsOnly(List.of("failed.csv", "results.out-of-date.csv"));
        assertThat(runFolder.resolve("failed.edited.csv")).hasContent(mended);
        assertThat(second.notices())
                .anySatisfy(notice ->
                        assertThat(notice).contains("The file of rows to fix was edited", "failed.edited.csv"));
        assertThat(failed).content().contains(",x,");
    }
}
