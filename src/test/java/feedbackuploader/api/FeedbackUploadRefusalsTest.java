package feedbackuploader.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import feedbackuploader.feedback.Status;
import feedbackuploader.upload.ExitStatus;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
}
