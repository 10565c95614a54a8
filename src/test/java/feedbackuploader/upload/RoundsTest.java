package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.delivery.DeliveryOptions;
import feedbackuploader.report.Summary;
import feedbackuploader.upload.RecordingDeployment.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending and reconciling in turn, against a server that keeps what it is sent and can be read back. */
class RoundsTest extends RoundsCase {

    private static final String B = "b605d837-febe-5144-bd12-933e4d206daa";

    private static final String C = "11111111-2222-4333-8444-555555555555";

    @Test
    void a_row_that_is_there_although_its_answer_was_lost_gets_its_id() throws Exception {
        deployment.treats(body -> isValue(body, 2) ? Fate.RECORDED_BUT_LOST : Fate.RECORDED);
        UploadRun run = run();

        assertThat(run.run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(deployment.sent()).hasSize(3);
        assertThat(run.heard.notices).contains(READ_BACK.formatted(1, 0, 0));
        assertThat(results().get(2)).contains("recorded,00000000-0000-0000-0000-00000000000");
    }

    /** What the server shows is there, however long its slowest request may take. */
    @Test
    void a_row_that_is_there_is_not_waited_for() throws Exception {
        deployment.treats(body -> isValue(body, 2) ? Fate.RECORDED_BUT_LOST : Fate.RECORDED);

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(time.now()).isBefore(SkippingTime.START.plusSeconds(5));
    }

    @Test
    void a_row_that_is_not_there_is_sent_again() throws Exception {
        deployment.treats(onceEach(body -> isValue(body, 2) ? Fate.LOST : Fate.RECORDED));
        UploadRun run = run();

        assertThat(run.run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(deployment.sent()).hasSize(4);
        assertThat(deployment.kept()).hasSize(3).doesNotHaveDuplicates();
        assertThat(run.heard.notices).contains(READ_BACK.formatted(0, 1, 0));
    }

    @Test
    void a_row_that_comes_in_late_is_waited_for() throws Exception {
        deployment.treats(body -> isValue(body, 2) ? Fate.LOST_AND_RECORDED_LATE : Fate.RECORDED);
        UploadRun run = run();

        assertThat(run.run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(deployment.kept()).hasSize(3).doesNotHaveDuplicates();
        assertThat(run.heard.notices)
                .anyMatch(notice ->
                        notice.matches("Checking 1 row whose answer was lost: the server may still be working on it,"
                                + " so the last check is in (1 min|59 s|1 min \\d s)\\."));
    }

    /** Without the server's time it cannot be told whose it is; asked any sooner, the server would deny it. */
    @Test
    void a_row_that_comes_in_late_is_waited_for_by_this_computers_clock_alone() throws Exception {
        deployment.tellsNoTime();
        deployment.treats(body -> isValue(body, 2) ? Fate.LOST_AND_RECORDED_LATE : Fate.RECORDED);

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 2L, "unknown", 1L));

        assertThat(deployment.kept()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void a_row_that_is_never_there_is_given_up_after_the_last_attempt() throws Exception {
        deployment.treats(body -> isValue(body, 2) ? Fate.LOST : Fate.RECORDED);

        Summary summary = run().run();

        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 2L, "not_sent", 1L));
        assertThat(deployment.sent()).hasSize(5); // three attempts of one row
    }

    /** Twice it is asked to wait for others and once its answer is lost, again and again. */
    @Test
    void the_rounds_of_a_run_together_send_a_row_no_more_often_than_allowed() throws Exception {
        AtomicInteger sends = new AtomicInteger();
        deployment.treats(body ->
                !isValue(body, 2) ? Fate.RECORDED : sends.incrementAndGet() % 3 == 0 ? Fate.LOST : Fate.OVERLOADED);

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 2L, "not_sent", 1L));
        assertThat(sends).hasValue(3);

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 2L, "not_sent", 1L));
        assertThat(sends).as("another run counts anew").hasValue(6);
    }

    /** While the second row's answer is lost, and not before the third's or with it. */
    @ParameterizedTest
    @ValueSource(strings = {"P40D", "-P40D", "PT2H", "-PT2H"})
    void a_server_whose_clock_is_set_for_a_while_makes_no_wait_longer(String off) throws Exception {
        deployment.treats(body -> {
            deployment.setsItsClock(isValue(body, 2) ? Duration.parse(off) : Duration.ZERO);
            return isValue(body, 2) ? Fate.LOST_AND_RECORDED_LATE : Fate.RECORDED;
        });
        UploadRun run = run().delivery(new DeliveryOptions(1, 3, Duration.ofSeconds(30)));

        assertThat(run.run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(deployment.kept()).hasSize(3).doesNotHaveDuplicates();
        assertThat(time.now())
                .isBetween(SkippingTime.START.plus(SETTLE_WAIT), SkippingTime.START.plus(SETTLE_WAIT.plusSeconds(30)));
    }

    @Test
    void where_nothing_shows_that_the_servers_clock_was_set_the_wait_ends_and_the_row_is_unknown() throws Exception {
        deployment.treats(onceEach(body -> {
            deployment.setsItsClock(isValue(body, 3) ? Duration.ofDays(40) : Duration.ZERO);
            return isValue(body, 3) ? Fate.LOST : Fate.RECORDED;
        }));
        deployment.answersReadBacksWith(() -> {
            deployment.setsItsClock(Duration.ZERO);
            return null;
        });
        UploadRun run = run().delivery(new DeliveryOptions(1, 3, Duration.ofSeconds(30)));

        assertThat(run.run().statuses()).isEqualTo(Map.of("recorded", 2L, "unknown", 1L));

        assertThat(time.now())
                .isBefore(SkippingTime.START
                        .plus(SETTLE_WAIT)
                        .plus(DeliveryOptions.ANSWER_WITHIN)
                        .plusSeconds(30));
        time.skip(SETTLE_WAIT.plusSeconds(5));
        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.kept()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void preferences_are_read_back_by_the_preferred_completion() throws Exception {
        preferences(A, B);
        deployment.treats(onceEach(body -> Fate.RECORDED_BUT_LOST));
        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 1L));
        assertThat(deployment.readBack()).contains(A).doesNotContain(B);

        preferences(B, A);
        Files.writeString(input, "quality," + B + "," + C + "\n", StandardOpenOption.APPEND);
        deployment.treats(onceEach(body -> body.contains(C) ? Fate.RECORDED : Fate.LOST));
        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(deployment.kept()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void a_lost_preference_for_a_text_is_unknown_and_says_why() throws Exception {
        input = folder.resolve("preferences.csv");
        Files.writeString(
                input,
                "metric,preferred_completion_text,preferred_completion_model,other_completion,prompt\n"
                        + "quality,Hello,gpt," + B + ",Hi\n");
        deployment.treats(body -> Fate.RECORDED_BUT_LOST);

        assertThat(run().run().statuses()).isEqualTo(Map.of("unknown", 1L));

        assertThat(deployment.readBack()).isEmpty();
        assertThat(results().get(1)).contains("The row gives its preferred completion as text");
    }

    @Test
    void a_lost_preference_over_a_text_is_found() throws Exception {
        input = folder.resolve("preferences.csv");
        Files.writeString(
                input,
                "metric,preferred_completion,other_completion_text,other_completion_model,prompt\n" + "quality," + A
                        + ",Hello,gpt,Hi\n");
        deployment.treats(body -> Fate.RECORDED_BUT_LOST);

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 1L));
        assertThat(deployment.sent()).hasSize(1);
    }

    /** The second time, each is recorded. */
    private static Function<String, Fate> onceEach(Function<String, Fate> first) {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return body -> seen.add(body) ? first.apply(body) : Fate.RECORDED;
    }

    private void preferences(String preferred, String other) throws IOException {
        Files.writeString(
                input, "metric,preferred_completion,other_completion\nquality," + preferred + "," + other + "\n");
    }
}
