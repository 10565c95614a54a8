package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.delivery.DeliveryOptions;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.Outbox;
import feedbackuploader.ledger.Owner;
import feedbackuploader.report.Summary;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.StopReason;
import feedbackuploader.upload.RecordingDeployment.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivering and settling in turn, against a server that keeps what it is sent and can be read back. */
class RoundsTest {

    private static final String A = "ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce";
    private static final String B = "b605d837-febe-5144-bd12-933e4d206daa";
    private static final String C = "11111111-2222-4333-8444-555555555555";
    private static final Duration SETTLE_WAIT = Duration.ofSeconds(60);
    private static final String READ_BACK =
            "Checked the rows whose answer was lost: %d recorded, %d not recorded, %d unknown.";

    @TempDir
    Path folder;

    private final SkippingTime time = new SkippingTime();
    private RecordingDeployment deployment;
    private Path input;

    @BeforeEach
    void start() throws IOException {
        deployment = new RecordingDeployment(time);
        input = folder.resolve("ratings.csv");
        write(3);
    }

    @AfterEach
    void stop() throws IOException {
        deployment.close();
    }

    @Test
    void a_row_that_is_there_although_its_answer_was_lost_gets_its_id() throws Exception {
        deployment.treats(body -> isValue(body, 2) ? Fate.RECORDED_BUT_LOST : Fate.RECORDED);
        UploadRun run = run();

        assertThat(run.run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(deployment.sent()).hasSize(3);
        assertThat(run.heard.notices).contains(READ_BACK.formatted(1, 0, 0));
        assertThat(results().get(2)).contains("recorded,00000000-0000-0000-0000-00000000000");
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
                .anyMatch(notice -> notice.matches("Waiting (1 min|59 s|1 min \\d s), then checking 1 row"
                        + " whose answer was lost: the server may still be working on it\\."));
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
            return isValue(body, 2) ? Fate.RECORDED_BUT_LOST : Fate.RECORDED;
        });
        UploadRun run = run().delivery(new DeliveryOptions(1, 3, Duration.ofSeconds(30)));

        assertThat(run.run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(deployment.kept()).hasSize(3).doesNotHaveDuplicates();
        assertThat(time.now())
                .isBetween(SkippingTime.START.plus(SETTLE_WAIT), SkippingTime.START.plus(SETTLE_WAIT.plusSeconds(30)));
    }

    @Test
    void where_nothing_shows_that_the_servers_clock_was_set_the_wait_ends_and_the_row_is_unknown() throws Exception {
        deployment.treats(body -> {
            deployment.setsItsClock(isValue(body, 3) ? Duration.ofDays(40) : Duration.ZERO);
            return isValue(body, 3) ? Fate.RECORDED_BUT_LOST : Fate.RECORDED;
        });
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
    void a_success_without_an_id_gets_it_by_reading_back() throws Exception {
        deployment.treats(body -> Fate.RECORDED_WITHOUT_ID);

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(deployment.sent()).hasSize(3);
        assertThat(results()).filteredOn(line -> line.contains("recorded,0000")).hasSize(3);
    }

    @Test
    void a_success_without_an_id_is_never_sent_again_though_the_server_does_not_show_it() throws Exception {
        deployment.treats(body -> Fate.RECORDED_WITHOUT_ID);
        deployment.answersReadBacksWith(() -> new RecordingDeployment.Answer(
                200, "{\"data\":{\"completion\":{\"id\":\"" + A + "\",\"directFeedbacks\":[]}}}"));

        assertThat(run().run().statuses()).isEqualTo(Map.of("unknown", 3L));
        assertThat(run().run().statuses()).isEqualTo(Map.of("unknown", 3L));

        assertThat(deployment.sent()).hasSize(3);
        assertThat(results())
                .filteredOn(line -> line.contains("without the id of the feedback"))
                .hasSize(3);
    }

    /** Behind a login page there may be the deployment: an earlier run got ids from it. */
    @Test
    void a_row_that_a_redirect_answers_in_a_later_run_is_read_back_and_not_sent_again() throws Exception {
        write(1);
        run().run();
        write(2);
        deployment.treats(body -> Fate.RECORDED_BEHIND_A_LOGIN);

        Summary stopped = run().run();

        assertThat(stopped.stopCause()).isEqualTo(StopReason.WRONG_ADDRESS);
        deployment.treats(body -> Fate.RECORDED);
        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(deployment.kept()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void a_service_that_gives_no_ids_stops_the_run_and_what_it_has_is_read_back() throws Exception {
        write(40);
        deployment.treats(body -> Fate.RECORDED_WITHOUT_ID);

        Summary stopped = run().run();

        assertThat(stopped.stopCause()).isEqualTo(StopReason.WRONG_ADDRESS);
        assertThat(stopped.stopped()).contains("does not answer like an Adaptive Engine");
        assertThat(stopped.exitCode()).isEqualTo(3);
        assertThat(deployment.sent()).as("three that go alone, and four").hasSizeBetween(4, 10);
        long sent = deployment.sent().size();
        assertThat(stopped.statuses()).isEqualTo(Map.of("recorded", sent, "not_sent", 40 - sent));
    }

    @Test
    void one_that_comes_in_the_middle_of_a_run_is_read_back() throws Exception {
        write(40);
        AtomicInteger answers = new AtomicInteger();
        deployment.treats(body -> {
            int number = answers.incrementAndGet();
            return number > 20 && number <= 25 ? Fate.RECORDED_WITHOUT_ID : Fate.RECORDED;
        });

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 40L));

        assertThat(deployment.kept()).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void after_an_outage_one_row_goes_first_and_then_the_others() throws Exception {
        write(40);
        AtomicInteger lost = new AtomicInteger();
        deployment.treats(body -> lost.incrementAndGet() <= 19 ? Fate.LOST : Fate.RECORDED);
        UploadRun run = run().delivery(new DeliveryOptions(1, 2, Duration.ofSeconds(20)));

        assertThat(run.run().statuses()).isEqualTo(Map.of("recorded", 40L));

        assertThat(deployment.kept()).hasSize(40).doesNotHaveDuplicates();
        assertThat(run.heard.notices)
                .anyMatch(notice -> notice.matches("The last 16 requests got no answer that shows whether the"
                        + " row was recorded\\..* Pausing, and checking whether the server answers\\."))
                .contains("The server answers. Continuing with one row.");
    }

    @Test
    void an_outage_that_is_not_over_stops_the_run_after_one_row_more() throws Exception {
        write(40);
        deployment.treats(body -> Fate.RECORDED_BUT_LOST);

        Summary stopped = run().run();

        assertThat(stopped.stopCause()).isEqualTo(StopReason.TOO_MANY_AMBIGUOUS);
        assertThat(stopped.exitCode()).isEqualTo(3);
        assertThat(deployment.sent()).hasSizeBetween(17, 23);
        assertThat(stopped.statuses())
                .as("what was sent is settled all the same")
                .isEqualTo(Map.of(
                        "recorded",
                        (long) deployment.sent().size(),
                        "not_sent",
                        40L - deployment.sent().size()));
    }

    @Test
    void a_server_that_does_not_recover_is_down() throws Exception {
        write(40);
        deployment.treats(body -> Fate.LOST);
        deployment.answersTheCatalogueWith(new FirstThen(RecordingDeployment.BUSY));

        Summary stopped = run().run();

        assertThat(stopped.stopCause()).isEqualTo(StopReason.SERVER_DOWN);
        assertThat(stopped.stopped()).startsWith("The server does not recover: ");
        assertThat(deployment.sent()).hasSizeBetween(16, 22);
        assertThat(stopped.statuses().get("unknown"))
                .isEqualTo(deployment.sent().size());
    }

    @Test
    void a_key_that_is_refused_after_an_outage_stops_the_run() throws Exception {
        write(40);
        deployment.treats(body -> Fate.LOST);
        deployment.answersTheCatalogueWith(new FirstThen(RecordingDeployment.REFUSED_KEY));

        assertThat(run().run().stopCause()).isEqualTo(StopReason.KEY_REFUSED);
    }

    @Test
    void the_next_run_settles_at_its_start_what_is_quiet_by_the_servers_clock() throws Exception {
        leavesOneUnknown(Fate.RECORDED_BUT_LOST);
        time.skip(SETTLE_WAIT.plusSeconds(5));
        write(4);
        UploadRun second = run();

        assertThat(second.run().statuses()).isEqualTo(Map.of("recorded", 4L));

        assertThat(deployment.sent()).hasSize(4);
        assertThat(second.heard.notices)
                .contains(READ_BACK.formatted(1, 0, 0))
                .noneMatch(notice -> notice.startsWith("Checking "));
    }

    /** Nothing is planned when it begins, and something is once that is settled. */
    @Test
    void a_run_that_has_nothing_but_open_rows_sends_those_that_are_not_there() throws Exception {
        leavesOneUnknown(Fate.LOST);

        Summary next = run().run();

        assertThat(next.stopped()).isNull();
        assertThat(next.statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.kept()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void and_at_its_end_what_is_not() throws Exception {
        leavesOneUnknown(Fate.LOST_AND_RECORDED_LATE);
        write(4);
        UploadRun second = run();

        assertThat(second.run().statuses()).isEqualTo(Map.of("recorded", 4L));

        assertThat(deployment.sent()).hasSize(4);
        assertThat(second.heard.notices).anyMatch(notice -> notice.contains("then checking 1 row"));
    }

    /** The dead process may have sent it a moment ago, whatever its ledger knows. */
    @Test
    void rows_of_a_killed_run_are_given_the_whole_settle_wait() throws Exception {
        run().dry().run();
        try (Ledger ledger = Ledger.open(
                        UploadRun.folder(input).path(), new Owner(input, deployment.url(), UploadRun.PROJECT));
                Outbox outbox = ledger.outbox()) {
            ServerTime now = new ServerTime(time.now(), time.now());
            assertThat(outbox.exchange(List.of(), List.of(), 1, Long.MAX_VALUE, now))
                    .singleElement()
                    .satisfies(claim -> {
                        deployment.treats(body -> Fate.LOST_AND_RECORDED_LATE);
                        deployment.receives(claim.submission().body());
                    });
        }
        deployment.treats(body -> Fate.RECORDED);

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(deployment.kept()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void after_ctrl_c_what_can_be_settled_within_the_grace_is_settled() throws Exception {
        UploadRun run = run().settleWait(Duration.ofSeconds(10));
        interruptAndLoseTheAnswer(run);

        Summary summary = run.run();

        assertThat(summary.exitCode()).isEqualTo(130);
        assertThat(summary.statuses().get("recorded"))
                .isEqualTo(deployment.sent().size());
        assertThat(summary.statuses()).doesNotContainKey("unknown");
    }

    @Test
    void and_what_cannot_is_left_for_the_next_run() throws Exception {
        UploadRun run = run();
        interruptAndLoseTheAnswer(run);

        Summary summary = run.run();

        assertThat(summary.exitCode()).isEqualTo(130);
        assertThat(summary.statuses().get("unknown")).isPositive();
        assertThat(deployment.readBack()).isEmpty();
        assertThat(time.now()).isBefore(SkippingTime.START.plus(SETTLE_WAIT));
    }

    @Test
    void a_settling_that_does_not_come_to_an_end_ends_with_the_grace() throws Exception {
        UploadRun run = run().settleWait(Duration.ZERO);
        interruptAndLoseTheAnswer(run);
        deployment.answersReadBacksWith(() -> {
            time.skip(Duration.ofSeconds(20)); // the server is slow, too
            return RecordingDeployment.BUSY;
        });

        Summary summary = run.run();

        assertThat(summary.exitCode()).isEqualTo(130);
        assertThat(summary.statuses().get("unknown")).isPositive();
        assertThat(time.now()).isBefore(SkippingTime.START.plusSeconds(90));
    }

    @Test
    void resend_unknown_sends_nothing_that_can_be_settled() throws Exception {
        leavesOneUnknown(Fate.RECORDED_BUT_LOST);
        UploadRun second = run().resendingUnknown();

        assertThat(second.run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(deployment.sent()).hasSize(3);
        assertThat(second.heard.notices).noneMatch(notice -> notice.startsWith("--resend-unknown"));
    }

    @Test
    void resend_unknown_sends_again_what_cannot_be_settled_and_says_so() throws Exception {
        leavesOneUnknown(Fate.RECORDED_BUT_LOST);
        deployment.answersReadBacksWith(() -> RecordingDeployment.HIDDEN);

        UploadRun second = run();
        assertThat(second.run().statuses()).isEqualTo(Map.of("recorded", 2L, "unknown", 1L));
        assertThat(deployment.sent()).as("never by itself").hasSize(3);

        UploadRun third = run().resendingUnknown();
        assertThat(third.run().statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.sent()).hasSize(4);
        assertThat(third.heard.notices)
                .contains("--resend-unknown sends 1 unknown row again. The server may then have it twice.");
    }

    @Test
    void a_lost_row_that_is_no_longer_in_the_file_is_settled_and_not_sent() throws Exception {
        deployment.treats(body -> isValue(body, 3) ? Fate.LOST : Fate.RECORDED);
        deployment.answersReadBacksWith(() -> RecordingDeployment.BUSY);
        run().run();
        deployment.answersReadBacksWith(() -> null);
        write(2);
        Files.writeString(input, A + ",quality,9,\n", StandardOpenOption.APPEND);
        deployment.treats(body -> Fate.RECORDED);

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.kept()).hasSize(3).noneMatch(body -> isValue(body, 3));

        write(3);
        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.kept()).filteredOn(body -> isValue(body, 3)).hasSize(1);
    }

    /** Its row is not in the plan when the run begins to look for what is open. */
    @Test
    void a_lost_row_that_comes_back_into_the_file_is_settled_by_the_run_that_finds_it_there() throws Exception {
        leavesOneUnknown(Fate.RECORDED_BUT_LOST);
        deployment.answersReadBacksWith(() -> RecordingDeployment.BUSY);
        write(1);
        run().run();
        deployment.answersReadBacksWith(() -> null);
        write(3);

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.sent()).hasSize(3);
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
        assertThat(results().get(1)).contains("Its preferred completion is given as text");
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

    private UploadRun run() {
        return new UploadRun(deployment, input)
                .settleWait(SETTLE_WAIT)
                .delivery(new DeliveryOptions(4, 3, Duration.ofSeconds(30)));
    }

    /** A first run of three rows, in which the second row's answer is lost and the server cannot be read back. */
    private void leavesOneUnknown(Fate fate) throws Exception {
        deployment.treats(body -> isValue(body, 2) ? fate : Fate.RECORDED);
        deployment.answersReadBacksWith(() -> RecordingDeployment.HIDDEN);
        assertThat(run().settleWait(Duration.ZERO).run().statuses()).isEqualTo(Map.of("recorded", 2L, "unknown", 1L));
        assertThat(deployment.sent()).hasSize(3);
        deployment.treats(body -> Fate.RECORDED);
        deployment.answersReadBacksWith(() -> null);
    }

    private void interruptAndLoseTheAnswer(UploadRun run) {
        run.beforePlan(upload -> deployment.treats(body -> {
            upload.interrupt();
            return Fate.RECORDED_BUT_LOST;
        }));
    }

    /** The second time, each is recorded. */
    private static Function<String, Fate> onceEach(Function<String, Fate> first) {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return body -> seen.add(body) ? first.apply(body) : Fate.RECORDED;
    }

    private static boolean isValue(String body, int value) {
        return body.contains("\"value\":" + value + ",");
    }

    private List<String> results() throws IOException {
        return Files.readAllLines(UploadRun.folder(input).path().resolve("results.csv"));
    }

    private void write(int rows) throws IOException {
        Files.writeString(
                input,
                "completion_id,metric,value,details\n"
                        + String.join(
                                "",
                                IntStream.rangeClosed(1, rows)
                                        .mapToObj(i -> A + ",quality," + i + ",\n")
                                        .toList()));
    }

    private void preferences(String preferred, String other) throws IOException {
        Files.writeString(
                input, "metric,preferred_completion,other_completion\nquality," + preferred + "," + other + "\n");
    }

    /** The first answer is as it should be: it comes before the first row. */
    private static final class FirstThen implements Supplier<RecordingDeployment.@Nullable Answer> {

        private final RecordingDeployment.Answer then;
        private boolean asked;

        FirstThen(RecordingDeployment.Answer then) {
            this.then = then;
        }

        @Override
        public synchronized RecordingDeployment.@Nullable Answer get() {
            boolean first = !asked;
            asked = true;
            return first ? null : then;
        }
    }
}
