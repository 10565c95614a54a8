package feedbackuploader.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.cli.Typed;
import feedbackuploader.feedback.Status;
import feedbackuploader.upload.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Uploads of another Java program. */
class FeedbackUploadTest extends UploadCase {

    @Test
    void every_row_has_its_outcome() throws Exception {
        Path file = ratings("ratings.csv", 3);
        Files.writeString(file, Files.readString(file) + new UUID(7, 4) + ",much\n");
        List<Map<Status, Long>> planned = new ArrayList<>();

        FeedbackUpload upload = upload(file);
        UploadResult result = upload.run(new UploadObserver() {
            @Override
            public void planned(Map<Status, Long> feedback, long sentBefore) {
                planned.add(feedback);
            }
        });

        assertThat(planned).containsExactly(Map.of(Status.NOT_SENT, 3L, Status.INVALID, 1L));
        assertThat(result.status()).isEqualTo(ExitStatus.SOME_FAILED);
        assertThat(result.rows()).isEqualTo(Map.of(Status.RECORDED, 3L, Status.INVALID, 1L));
        assertThat(result.results()).isEqualTo(folder.resolve("ratings.csv.upload/results.csv"));
        assertThat(result.failed()).exists();
        assertThat(result.problems()).singleElement().asString().contains("much");
        assertThat(rows(upload)).extracting(RowResult::row).containsExactly(2L, 3L, 4L, 5L);
        assertThat(rows(upload).get(0).ids()).isNotNull();
        assertThat(rows(upload).get(3).status()).isEqualTo(Status.INVALID);
        assertThat(rows(upload).get(3).reason()).contains("much");
        assertThat(upload.progress())
                .hasValueSatisfying(seen -> assertThat(seen.recorded()).isEqualTo(3));
        assertThat(deployment.recordedCount()).isEqualTo(3);
    }

    @Test
    void an_interrupted_one_reports_and_the_command_line_continues_it() throws Exception {
        Path file = ratings("ratings.csv", 60);
        FeedbackUpload upload = upload(file, "--concurrency", "1");
        CompletableFuture<UploadResult> end = running(upload);
        while (upload.progress().map(seen -> seen.recorded()).orElse(0L) < 5) {
            Thread.onSpinWait();
        }
        upload.interrupt();

        UploadResult result = end.get();
        assertThat(result.status()).isEqualTo(ExitStatus.INTERRUPTED);
        assertThat(result.count(Status.RECORDED)).isBetween(5L, 59L).isEqualTo(deployment.recordedCount());
        assertThat(result.count(Status.RECORDED) + result.count(Status.NOT_SENT))
                .isEqualTo(60);

        Typed typed = Typed.in(
                folder.resolve("state"),
                Map.of("ADAPTIVE_API_KEY", KEY),
                "upload",
                file.toString(),
                "--url=" + deployment.root(),
                "--metric",
                "quality",
                "--use-case",
                "support");
        assertThat(typed.exitCode()).as(typed.err()).isZero();
        assertThat(deployment.recordedCount()).isEqualTo(60);
    }

    private static CompletableFuture<UploadResult> running(FeedbackUpload upload) {
        return CompletableFuture.supplyAsync(() -> ran(upload), task -> new Thread(task).start());
    }

    private static UploadResult ran(FeedbackUpload upload) {
        try {
            return upload.run();
        } catch (UploadException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** What a crash leaves: rows marked as being sent, and no report. */
    @Test
    void after_the_thread_was_interrupted_the_next_run_sends_each_row_once() throws Exception {
        Path file = ratings("ratings.csv", 60);
        FeedbackUpload upload = upload(file, "--concurrency", "4");
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                end.completeExceptionally(new AssertionError("ended as " + upload.run()));
            } catch (UploadException | InterruptedException e) {
                end.complete(e);
            }
        });
        thread.start();
        while (upload.progress().map(seen -> seen.recorded()).orElse(0L) < 5) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        assertThat(end.get()).isInstanceOf(InterruptedException.class);

        UploadResult result = upload(file, "--settle-wait", "1s").run();

        assertThat(result.status()).isEqualTo(ExitStatus.DONE);
        assertThat(result.rows()).isEqualTo(Map.of(Status.RECORDED, 60L));
        assertThat(deployment.recordedCount()).isEqualTo(60);
    }

    @Test
    void what_an_observer_throws_reaches_the_caller_and_the_next_run_goes_on() throws Exception {
        Path file = ratings("ratings.csv", 3);
        FeedbackUpload upload = upload(file);

        assertThatThrownBy(() -> upload.run(new UploadObserver() {
                    @Override
                    public void planned(Map<Status, Long> feedback, long sentBefore) {
                        throw new IllegalStateException("of the caller");
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of the caller");

        assertThat(upload(file).run().count(Status.RECORDED)).isEqualTo(3);
    }

    @Test
    void an_observer_may_end_it_before_anything_is_sent() throws Exception {
        FeedbackUpload upload = upload(ratings("ratings.csv", 3));

        UploadResult result = upload.run(new UploadObserver() {
            @Override
            public void planned(Map<Status, Long> feedback, long sentBefore) {
                upload.interrupt();
            }
        });

        assertThat(result.status()).isEqualTo(ExitStatus.INTERRUPTED);
        assertThat(deployment.recordedCount()).isZero();
    }

    @Test
    void rows_that_another_file_sent_stop_it_until_an_option_decides() throws Exception {
        upload(ratings("january.csv", 3)).run();
        Path february = ratings("february.csv", 4);

        UploadResult stopped = upload(february).run();
        assertThat(stopped.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(stopped.stopped()).contains("3 of 4 rows were sent", "january.csv");
        assertThat(stopped.nextSteps()).anyMatch(step -> step.endsWith(" --skip-recorded"));
        assertThat(deployment.recordedCount()).isEqualTo(3);

        assertThat(upload(february, "--skip-recorded").run().status()).isEqualTo(ExitStatus.DONE);
        assertThat(deployment.recordedCount()).isEqualTo(4);
    }

    @Test
    void two_may_run_at_once() throws Exception {
        List<CompletableFuture<UploadResult>> both = new ArrayList<>();
        for (String name : List.of("one.csv", "two.csv")) {
            Path file = Files.writeString(folder.resolve(name), "completion_id,value\n" + UUID.randomUUID() + ",1\n");
            FeedbackUpload upload = upload(file);
            both.add(running(upload));
        }
        for (CompletableFuture<UploadResult> each : both) {
            assertThat(each.get().status()).isEqualTo(ExitStatus.DONE);
        }
        assertThat(deployment.recordedCount()).isEqualTo(2);
    }
}
