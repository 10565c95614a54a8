package feedbackuploader.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import feedbackuploader.feedback.Status;
import feedbackuploader.upload.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Java program is refused, and how it is told. */
class FeedbackUploadRefusalsTest extends UploadCase {

    private static final String RETRY = "jdk.httpclient.enableAllMethodRetry";

    @Test
    void of_two_at_the_same_file_one_is_refused() throws Exception {
        Path file = ratings("ratings.csv", 3);
        FeedbackUpload first = upload(file);

        first.run(new UploadObserver() {
            @Override
            public void planned(Map<Status, Long> feedback, long sentBefore) {
                assertThatThrownBy(() -> upload(file).run())
                        .asInstanceOf(type(UploadException.class))
                        .satisfies(e -> assertThat(e.status()).isEqualTo(ExitStatus.STOPPED));
            }
        });

        assertThat(deployment.recordedCount()).isEqualTo(3);
    }

    @Test
    void a_deployment_that_is_down_stops_it_and_no_row_is_known_yet() throws Exception {
        deployment.close();
        FeedbackUpload upload = upload(ratings("ratings.csv", 3));

        UploadResult result = upload.run();

        assertThat(result.status()).isEqualTo(ExitStatus.STOPPED);
        assertThat(result.stopped()).contains("refused the connection");
        assertThat(result.nextSteps())
                .singleElement()
                .asString()
                .startsWith("To continue once the server can be reached");
        assertThat(result.results()).isNull();
        assertThat(rows(upload)).isEmpty();
    }

    @Test
    void a_refused_key_is_told_in_the_result_and_a_url_that_is_none_is_thrown() throws Exception {
        Path file = ratings("ratings.csv", 3);
        Map<String, String> state =
                Map.of("XDG_STATE_HOME", folder.resolve("state").toString());
        String other = "sk-of-somebody-else-1234";

        UploadResult refused = FeedbackUpload.toDeployment(
                        deployment.root().toString(), other, file, state, "--metric", "quality")
                .run();
        assertThat(refused.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(refused.stopped()).contains("key").doesNotContain(other);

        FeedbackUpload nowhere = FeedbackUpload.toDeployment("nowhere", other, file, state, "--metric", "quality");
        assertThatThrownBy(nowhere::run)
                .asInstanceOf(type(UploadException.class))
                .satisfies(e -> assertThat(e.status()).isEqualTo(ExitStatus.UNUSABLE))
                .satisfies(e -> assertThat(e).hasMessageNotContaining(other));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void a_key_that_is_not_set_is_told_at_once(@Nullable String key) throws Exception {
        Path file = ratings("ratings.csv", 1);

        assertThatThrownBy(() -> FeedbackUpload.toDeployment(deployment.root().toString(), key, file))
                .asInstanceOf(type(UploadException.class))
                .satisfies(e -> assertThat(e.status()).isEqualTo(ExitStatus.UNUSABLE))
                .satisfies(e -> assertThat(e).hasMessageContaining("key is missing"));
    }

    @Test
    void an_interrupted_thread_gets_an_interrupted_exception_and_no_word_of_a_disk() throws Exception {
        FeedbackUpload upload = upload(ratings("ratings.csv", 3));
        Thread.currentThread().interrupt();

        assertThatThrownBy(upload::run).isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted())
                .as("left to the caller of a later step")
                .isFalse();
        assertThat(upload(folder.resolve("ratings.csv")).run().count(Status.RECORDED))
                .isEqualTo(3);
    }

    @Test
    void one_object_is_one_run() throws Exception {
        FeedbackUpload upload = upload(ratings("ratings.csv", 1));
        upload.run();

        assertThatThrownBy(upload::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one run");
    }

    @ParameterizedTest
    @CsvSource({
        "--json, --json has no place here. Leave it out.",
        "--yes, --yes has no place here. Leave it out.",
        "--sandbox, --sandbox has no place here. Leave it out.",
        "--api-key-file=key.txt, --api-key-file has no place here. Leave it out.",
        "--url=https://two.example, --url stands there twice. Give it once.",
        "--concurency=3, 'There is no option ''--concurency'' here. Did you mean --concurrency?'",
        "another.csv, 'One file at a time, and another.csv is another one'",
        "@/etc/hostname, 'One file at a time, and @/etc/hostname is another one'"
    })
    void a_wrong_option_is_told_at_once(String option, String why) throws Exception {
        Path file = ratings("ratings.csv", 1);

        assertThatThrownBy(() -> upload(file, option))
                .asInstanceOf(type(UploadException.class))
                .satisfies(e -> assertThat(e.status()).isEqualTo(ExitStatus.UNUSABLE))
                .satisfies(e -> assertThat(e).hasMessageStartingWith(why));
        assertThat(folder.resolve("ratings.csv.upload")).doesNotExist();
    }

    @Test
    void what_cannot_be_uploaded_is_told_without_the_key() throws Exception {
        assertThatThrownBy(() -> upload(folder.resolve("absent.csv")).run())
                .asInstanceOf(type(UploadException.class))
                .satisfies(e -> assertThat(e.status()).isEqualTo(ExitStatus.UNUSABLE))
                .satisfies(e -> assertThat(e).hasMessageContaining("absent.csv").hasMessageNotContaining(KEY));
        assertThatThrownBy(() -> rows(upload(folder.resolve("absent.csv")))).isInstanceOf(UploadException.class);
    }

    @Test
    void a_java_that_repeats_posts_is_refused() throws Exception {
        String before = System.getProperty(RETRY);
        Path file = ratings("ratings.csv", 1);
        System.setProperty(RETRY, "true");
        try {
            assertThatThrownBy(() -> upload(file))
                    .isInstanceOf(UploadException.class)
                    .hasMessageContaining("twice");
        } finally {
            if (before == null) {
                System.clearProperty(RETRY);
            } else {
                System.setProperty(RETRY, before);
            }
        }
    }

    static Stream<Throwable> thrown() {
        return Stream.of(new IllegalStateException("the caller's own"), new AssertionError("the caller's own"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void what_an_observer_throws_is_called_so_in_the_history(Throwable its) throws Exception {
        Path file = ratings("observed.csv", 2);
        FeedbackUpload upload = upload(file);

        assertThatThrownBy(() -> upload.run(new UploadObserver() {
                    @Override
                    public void planned(Map<Status, Long> feedback, long sentBefore) {
                        if (its instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) its;
                    }
                }))
                .isSameAs(its);

        assertThat(Files.readString(upload.folder().resolve("history.jsonl")))
                .contains(
                        "\"exit_code\":3",
                        "The observer of the Java program that uploads threw "
                                + its.getClass().getName())
                .doesNotContain("bug");
        assertThat(Files.readString(upload.folder().resolve("upload.log")))
                .contains("ended with exit code 3: The observer")
                .doesNotContain("ended with exit code 5", "bug");
    }

    @Test
    void without_a_run_there_are_no_rows_to_go_on_with() throws Exception {
        assertThatThrownBy(() -> rows(upload(ratings("none.csv", 2))))
                .isInstanceOfSatisfying(UploadException.class, e -> {
                    assertThat(e.status()).isEqualTo(ExitStatus.UNUSABLE);
                    assertThat(e).hasMessageContaining("There was no run yet");
                });
    }

    @Test
    void a_second_upload_in_the_same_program_is_not_called_another_process() throws Exception {
        Path file = ratings("twice.csv", 2);
        List<String> told = new ArrayList<>();

        upload(file).run(new UploadObserver() {
            @Override
            public void planned(Map<Status, Long> feedback, long sentBefore) {
                try {
                    upload(file).run();
                } catch (UploadException | InterruptedException e) {
                    told.add(String.valueOf(e.getMessage()));
                }
            }
        });

        assertThat(told).singleElement().asString().contains("in use by another upload in this process");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong key", "key in the url", "key in the words"})
    void nothing_is_advised_that_only_the_command_line_has(String mistake) throws Exception {
        Path file = ratings("advice.csv", 2);
        String said;
        try {
            FeedbackUpload upload = switch (mistake) {
                case "wrong key" ->
                    FeedbackUpload.toDeployment(deployment.root().toString(), "sk-wrong", file, "--metric=quality");
                case "key in the url" ->
                    FeedbackUpload.toDeployment("https://" + KEY + "@example.com", KEY, file, "--metric=quality");
                default -> upload(file, "--set", "details=" + KEY);
            };
            said = String.valueOf(upload.run().stopped());
        } catch (UploadException e) {
            said = String.valueOf(e.getMessage());
        }

        assertThat(said).containsIgnoringCase("key").doesNotContain("ADAPTIVE_API_KEY", "--api-key-file", "JAVA_OPTS");
    }
}
