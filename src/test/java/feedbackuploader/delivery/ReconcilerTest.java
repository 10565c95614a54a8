package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.InDoubtRows;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.MemoryFolder;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.ServerClock;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.StopReason;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settling with hand-set time: when completions are asked for, when their answers count, and what is left at the end. */
class ReconcilerTest {

    private static final Ending FINISHED = new Ending.Finished();
    private static final Duration ROUND_TRIP = Duration.ofMillis(20);

    /**
     * What is answered when a completion is asked for; {@code time} is how often it was asked for, from 1. Null breaks the
     * request down.
     */
    @FunctionalInterface
    private interface Script {
        ReadBack.@Nullable Answer answer(String completion, int time);
    }

    private final HandSetTime time = HandSetTime.startingAt(Long.MAX_VALUE - 1_000_000_000);
    private final Path folder;
    private final Ledger ledger;
    private final List<String> asked = new ArrayList<>();
    private final List<Duration> askedAt = new ArrayList<>();
    private final Map<UUID, String> names = new HashMap<>();
    private DeliveryOptions options = new DeliveryOptions(4, 3, Duration.ofSeconds(30));
    private ServerClock serverClock = time;
    private Duration roundTrip = ROUND_TRIP;
    private final Set<String> never = new HashSet<>();
    private int mostInFlight;
    private int inFlight;
    private boolean hasControl;
    private @Nullable Reconciler running;

    ReconcilerTest(@TempDir(factory = MemoryFolder.class) Path folder) throws LedgerException {
        this.folder = folder;
        this.ledger = Ledger.open(folder, WordFile.OWNER);
    }

    @AfterEach
    void close() throws LedgerException {
        ledger.close();
    }

    @Test
    void each_row_becomes_what_its_completion_shows() throws Exception {
        lost("a:good", "b:good", "c:good");

        assertThat(settle(quietNow(), (completion, n) -> switch (completion) {
                    case "a" -> shown("7", "good");
                    case "b" -> shown();
                    default -> new ReadBack.Answer.Hidden("It is hidden.");
                }))
                .isEqualTo(FINISHED);

        assertThat(states()).containsExactly(State.RECORDED, State.PLANNED, State.UNKNOWN);
        assertThat(entry(0).uploadId()).isEqualTo("7");
        assertThat(entry(2).reason()).isEqualTo("It is hidden.");
        assertThat(tally()).isEqualTo(new Reconciler.Tally(1, 1, 1, 0));
        assertThat(running().obstacle()).isNull();
    }

    @Test
    void what_other_rows_own_is_left_out() throws Exception {
        WordFile.plan(ledger, "a:good", "a:good");
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "7") : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> shown("7", "good"));

        assertThat(states()).containsExactly(State.RECORDED, State.PLANNED);
    }

    @Test
    void rows_of_one_completion_are_asked_for_once_and_no_more_at_a_time_than_allowed() throws Exception {
        String[] words =
                IntStream.range(0, 60).mapToObj(i -> "c" + i / 2 + ":good").toArray(String[]::new);
        lost(words);

        settle(quietNow(), (completion, n) -> shown());

        assertThat(asked).hasSize(30).doesNotHaveDuplicates();
        assertThat(mostInFlight).isEqualTo(4);
        assertThat(states()).containsOnly(State.PLANNED);
    }

    @Test
    void nothing_is_judged_before_the_quiet_time_by_this_computers_clock() throws Exception {
        lost("a:good");
        Quiet quiet = new Quiet(time.nanos() + seconds(60), time.now().earliest());
        Duration recordedAt = Duration.ofSeconds(59);

        settle(quiet, (completion, n) -> time.elapsed().compareTo(recordedAt) < 0 ? shown() : shown("7", "good"));

        assertThat(states()).containsExactly(State.RECORDED);
        assertThat(askedAt.get(0)).as("whether it can be read at all").isZero();
        assertThat(askedAt.get(askedAt.size() - 1)).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void nothing_is_judged_before_the_quiet_time_by_the_servers_clock() throws Exception {
        lost("a:good");
        serverClock = serverClock(0.9); // slow
        Quiet quiet = new Quiet(
                time.nanos(),
                Objects.requireNonNull(serverClock.now().earliest()).plusSeconds(60));
        Duration recordedAt = Duration.ofSeconds(66);

        settle(quiet, (completion, n) -> time.elapsed().compareTo(recordedAt) < 0 ? shown() : shown("7", "good"));

        assertThat(states()).containsExactly(State.RECORDED);
        assertThat(askedAt.get(askedAt.size() - 1)).isGreaterThanOrEqualTo(Duration.ofSeconds(66));
    }

    /** The server looked before the row came in, and its answer was long on the way. */
    @Test
    void an_answer_to_a_question_before_the_quiet_time_proves_nothing_however_late_it_comes() throws Exception {
        lost("a:good");
        roundTrip = Duration.ofSeconds(90);
        Quiet quiet = new Quiet(time.nanos() + seconds(60), null);

        settle(quiet, (completion, n) -> n == 1 ? shown() : shown("7", "good"));

        assertThat(asked).hasSize(2);
        assertThat(states()).containsExactly(State.RECORDED);
    }

    /** The answer shows that the clock was thought to be later than it is. */
    @Test
    void an_answer_that_sets_the_servers_clock_back_before_the_quiet_time_proves_nothing() throws Exception {
        lost("a:good");
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        serverClock = () -> {
            boolean isSetBack = asked.size() == 1 && time.elapsed().compareTo(Duration.ofSeconds(5)) < 0;
            Instant now = isSetBack ? noon : noon.plusSeconds(10);
            return new ServerTime(now, now);
        };

        settle(new Quiet(time.nanos(), noon.plusSeconds(5)), (completion, n) -> n == 1 ? shown() : shown("7", "good"));

        assertThat(asked).hasSize(2);
        assertThat(states()).containsExactly(State.RECORDED);
    }

    @Test
    void a_server_clock_that_stands_still_leaves_rows_unknown_at_last() throws Exception {
        lost("a:good");
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        serverClock = () -> new ServerTime(noon, noon);

        assertThat(settle(new Quiet(time.nanos(), noon.plusSeconds(5)), (completion, n) -> shown()))
                .isEqualTo(FINISHED);

        assertThat(asked).hasSize(11);
        assertThat(states()).containsExactly(State.UNKNOWN);
        assertThat(entry(0).reason()).startsWith("The server's clock stands still");
    }

    @Test
    void a_server_that_does_not_answer_now_is_asked_again_with_growing_waits() throws Exception {
        lost("a:good");

        settle(quietNow(), (completion, n) -> n < 3 ? new ReadBack.Answer.NotNow("It is busy.") : shown());

        assertThat(states()).containsExactly(State.PLANNED);
        assertThat(askedAt)
                .containsExactly(
                        Duration.ZERO,
                        ROUND_TRIP.plusSeconds(1),
                        ROUND_TRIP.multipliedBy(2).plusSeconds(3));
    }

    @Test
    void a_server_that_never_answers_is_given_up_and_the_rest_is_left_for_later() throws Exception {
        options = new DeliveryOptions(1, 3, Duration.ZERO);
        lost("a:good", "b:good");

        assertThat(settle(quietNow(), (completion, n) -> new ReadBack.Answer.NotNow("It is busy.")))
                .isEqualTo(FINISHED);

        assertThat(asked).hasSize(8);
        assertThat(states()).containsExactly(State.AMBIGUOUS, State.AMBIGUOUS);
        assertThat(tally()).isEqualTo(new Reconciler.Tally(0, 0, 0, 2));
        assertThat(running().obstacle()).isEqualTo("It is busy.");
    }

    @Test
    void a_server_that_cannot_be_read_back_leaves_all_unknown_without_waiting_for_the_quiet_time() throws Exception {
        lost("a:good", "b:good", "c:good");
        Quiet quiet = new Quiet(time.nanos() + seconds(60), null);

        assertThat(settle(quiet, (completion, n) -> new ReadBack.Answer.Unavailable("It knows no completions.")))
                .isEqualTo(FINISHED);

        assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(1));
        assertThat(states()).containsOnly(State.UNKNOWN);
        assertThat(entry(2).reason()).isEqualTo("It knows no completions.");
        assertThat(tally()).isEqualTo(new Reconciler.Tally(0, 0, 3, 0));
        assertThat(running().obstacle()).isEqualTo("It knows no completions.");
    }

    @Test
    void a_refused_key_ends_it_and_what_was_settled_stays_so() throws Exception {
        options = new DeliveryOptions(1, 3, Duration.ZERO);
        lost("a:good", "b:good", "c:good");

        assertThat(settle(
                        quietNow(),
                        (completion, n) -> asked.size() == 1
                                ? shown()
                                : new ReadBack.Answer.Stopped(
                                        new Outcome.Stopped(401, StopReason.KEY_REFUSED, "refused"))))
                .isEqualTo(new Ending.Stopped(StopReason.KEY_REFUSED, "refused"));

        assertThat(states()).containsOnlyOnce(State.PLANNED).contains(State.AMBIGUOUS);
        assertThat(tally()).isEqualTo(new Reconciler.Tally(0, 1, 0, 2));
    }

    @Test
    void an_interrupt_ends_the_waiting_and_leaves_the_rest_for_later() throws Exception {
        lost("a:good");
        time.after(Duration.ofSeconds(10), () -> running().interrupt());

        assertThat(settle(new Quiet(time.nanos() + seconds(60), null), (completion, n) -> shown()))
                .isEqualTo(new Ending.Interrupted());

        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(10));
        assertThat(states()).containsExactly(State.AMBIGUOUS);
    }

    @Test
    void it_is_given_up_in_time_though_no_answer_comes() throws Exception {
        lost("a:good");
        roundTrip = Duration.ofSeconds(90);
        Reconciler reconciler = reconciler((completion, n) -> shown(), ledger.inDoubtRows(WordFile::trace, null));
        reconciler.giveUpAt(time.nanos() + seconds(30));

        assertThat(reconciler.run(quietNow())).isEqualTo(new Ending.Interrupted());

        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(30));
        assertThat(states()).containsExactly(State.AMBIGUOUS);
    }

    @Test
    void a_read_back_that_never_comes_to_its_end_is_asked_for_again_and_then_left_for_later() throws Exception {
        options = options.answeringWithin(Duration.ofSeconds(40));
        lost("a:good", "b:good");
        never.add("b");

        assertThat(settle(quietNow(), (completion, n) -> shown())).isEqualTo(FINISHED);

        assertThat(states()).containsExactly(State.PLANNED, State.AMBIGUOUS);
        assertThat(running().obstacle()).isEqualTo("No answer came.");
        assertThat(time.elapsed()).isBetween(Duration.ofMinutes(2), Duration.ofHours(1));
    }

    @Test
    void a_read_back_that_breaks_down_proves_nothing_and_holds_nobody() throws Exception {
        lost("a:good", "b:good", "c:good");

        assertThat(settle(quietNow(), (completion, n) -> switch (completion) {
                    case "a" -> throw new IllegalStateException("thrown");
                    case "b" -> null;
                    default -> shown();
                }))
                .isEqualTo(FINISHED);

        assertThat(states()).containsExactly(State.AMBIGUOUS, State.AMBIGUOUS, State.PLANNED);
        assertThat(running().obstacle()).startsWith("The check failed unexpectedly: ");
    }

    @ParameterizedTest(name = "the server''s clock is set by {0} when the first answer is asked for")
    @ValueSource(strings = {"P40D", "-P40D", "PT1H", "-PT1H", "PT-5S"})
    void a_server_clock_that_jumps_prolongs_no_wait_and_proves_nothing_too_early(String jump) throws Exception {
        lost("a:good");
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        serverClock = () -> {
            Duration off = asked.isEmpty() ? Duration.ZERO : Duration.parse(jump);
            Instant now = noon.plus(time.elapsed()).plus(off);
            return new ServerTime(now, now);
        };
        Duration recordedAt = Duration.ofSeconds(59);
        Quiet quiet = Quiet.within(Duration.ofMinutes(4), time, time.nanos() + seconds(60), noon.plusSeconds(60));

        assertThat(settle(
                        quiet,
                        (completion, n) -> time.elapsed().compareTo(recordedAt) < 0 ? shown() : shown("7", "good")))
                .isEqualTo(FINISHED);

        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(241));
        assertThat(states()).doesNotContain(State.PLANNED);
    }

    @Test
    void what_a_server_does_not_show_whose_clock_was_set_back_may_be_there_under_an_earlier_date() throws Exception {
        lost("a:good", "b:good");
        serverClock = new ServerClock() {
            @Override
            public ServerTime now() {
                return time.now();
            }

            @Override
            public boolean wasSetBack() {
                return true;
            }
        };

        settle(quietNow(), (completion, n) -> completion.equals("a") ? shown("7", "good") : shown());

        assertThat(states()).containsExactly(State.RECORDED, State.UNKNOWN);
        assertThat(entry(1).reason()).startsWith("The server's clock was set back during the run");
    }

    @Test
    void where_the_wait_has_its_end_before_the_servers_clock_is_there_nothing_is_proved() throws Exception {
        lost("a:good");
        Instant believed = Objects.requireNonNull(time.now().latest()).plus(Duration.ofDays(40));
        Quiet quiet = Quiet.within(Duration.ofMinutes(4), time, time.nanos() + seconds(60), believed);

        assertThat(settle(quiet, (completion, n) -> shown())).isEqualTo(FINISHED);

        assertThat(states()).containsExactly(State.UNKNOWN);
        assertThat(entry(0).reason()).contains("or was changed");
        assertThat(time.elapsed()).isBetween(Duration.ofMinutes(4), Duration.ofSeconds(241));
    }

    @Test
    void whatever_is_answered_a_settling_ends() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            options = new DeliveryOptions(1 + random.nextInt(4), 1 + random.nextInt(3), Duration.ofSeconds(30))
                    .answeringWithin(Duration.ofSeconds(1 + random.nextInt(60)));
            String[] words = IntStream.range(0, 1 + random.nextInt(20))
                    .mapToObj(i -> "c" + random.nextInt(9) + ":good")
                    .toArray(String[]::new);
            lost(words);
            never.clear();
            IntStream.range(0, random.nextInt(3)).forEach(i -> never.add("c" + random.nextInt(9)));
            Instant noon = Instant.parse("2026-03-01T12:00:00Z");
            serverClock = () -> {
                Instant now = noon.plusSeconds(random.nextInt(4_000_000) - 2_000_000);
                return random.nextInt(4) == 0 ? ServerTime.UNKNOWN : new ServerTime(now, now);
            };
            Duration begun = time.elapsed();
            Quiet quiet = Quiet.within(Duration.ofMinutes(4), time, time.nanos() + seconds(60), noon);

            Ending ending = settle(quiet, (completion, n) -> anyAnswer(random));

            assertThat(ending).as("seed %d", seed).isInstanceOfAny(Ending.Finished.class, Ending.Stopped.class);
            assertThat(time.elapsed().minus(begun)).as("seed %d", seed).isLessThan(Duration.ofHours(1));
        }
    }

    private ReadBack.@Nullable Answer anyAnswer(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> throw new IllegalStateException("a bug");
            case 1 -> null;
            case 2, 3 -> new ReadBack.Answer.NotNow("It is busy.");
            case 4 -> new ReadBack.Answer.Hidden("It is hidden.");
            case 5 ->
                random.nextInt(9) == 0
                        ? new ReadBack.Answer.Stopped(new Outcome.Stopped(401, StopReason.KEY_REFUSED, "refused"))
                        : shown();
            case 6 -> shown("" + random.nextInt(99), "good");
            default -> shown();
        };
    }

    /** What a crash would lose is bounded, and the disk is asked seldom. */
    @Test
    void verdicts_are_committed_in_groups() throws Exception {
        lost(IntStream.range(0, 1_000).mapToObj(i -> "c" + i + ":good").toArray(String[]::new));
        List<Long> committed = new ArrayList<>();
        try (Ledger reader = Ledger.openToRead(folder)) {
            settle(quietNow(), (completion, n) -> {
                long now = count(reader);
                if (committed.isEmpty() || committed.get(committed.size() - 1) != now) {
                    committed.add(now);
                }
                return shown();
            });
        }

        assertThat(committed).hasSizeBetween(5, 260);
        assertThat(states()).containsOnly(State.PLANNED);
    }

    private static long count(Ledger ledger) {
        try {
            return ledger.counts().of(State.PLANNED);
        } catch (LedgerException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"planned", "recorded"})
    void a_ledger_that_cannot_be_written_ends_it(String verdict) throws Exception {
        lost("a:good");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TRIGGER disk_full BEFORE UPDATE ON feedback WHEN NEW.state = '" + verdict
                    + "' BEGIN SELECT raise(ABORT, 'disk full'); END");
        }

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() ->
                        settle(quietNow(), (completion, n) -> verdict.equals("planned") ? shown() : shown("7", "good")))
                .withMessageContaining("disk full");

        assertThat(states()).containsExactly(State.AMBIGUOUS);
    }

    @Test
    void a_server_that_does_not_show_what_it_recorded_proves_nothing_by_what_it_does_not_show() throws Exception {
        WordFile.plan(ledger, "known:good", "a:good");
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "5") : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> shown());

        assertThat(asked).containsExactly("known");
        assertThat(states()).containsExactly(State.RECORDED, State.UNKNOWN);
        assertThat(entry(1).reason()).contains("does not show feedback that it has recorded (id 5)");
    }

    @Test
    void the_same_feedback_under_another_id_is_not_what_it_recorded() throws Exception {
        WordFile.plan(ledger, "known:good", "a:good");
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "5") : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> completion.equals("known") ? shown("6", "good") : shown());

        assertThat(states()).containsExactly(State.RECORDED, State.UNKNOWN);
    }

    @Test
    void one_that_does_is_believed() throws Exception {
        WordFile.plan(ledger, "known:good", "a:good");
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "5") : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> completion.equals("known") ? shown("5", "good") : shown());

        assertThat(asked).containsExactly("known", "a");
        assertThat(states()).containsExactly(State.RECORDED, State.PLANNED);
    }

    @Test
    void dates_of_another_clock_than_the_answers_show_tell_nothing_of_what_is_ours() throws Exception {
        WordFile.plan(ledger, "known:good", "a:good", "b:good");
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "5") : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> switch (completion) {
            case "known" -> shownAt("5", "good", Duration.ofHours(-5));
            case "a" -> shownAt("7", "good", Duration.ofHours(-5));
            default -> shown();
        });

        assertThat(states()).containsExactly(State.RECORDED, State.UNKNOWN, State.PLANNED);
    }

    @Test
    void without_anything_known_to_be_recorded_an_empty_list_proves_nothing() throws Exception {
        WordFile.plan(ledger, "a:good", "b:good");
        deliver(n -> new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> completion.equals("a") ? shown() : shown("7", "good"));

        assertThat(states()).containsExactly(State.UNKNOWN, State.RECORDED);
        assertThat(entry(0).reason())
                .startsWith("The server has not yet shown any feedback that it certainly recorded");
    }

    @Test
    void one_that_was_recorded_long_before_proves_nothing_of_a_server_that_may_show_rows_late() throws Exception {
        WordFile.plan(ledger, "known:good");
        deliver(n -> new Outcome.Recorded(201, "5"));
        time.pass(Duration.ofMinutes(11));
        WordFile.plan(ledger, "known:good", "a:good");
        deliver(n -> new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> completion.equals("known") ? shown("5", "good") : shown());

        assertThat(states()).containsExactly(State.RECORDED, State.UNKNOWN);
        assertThat(entry(1).reason()).startsWith("The latest feedback that the server shows was sent at ");
    }

    @Test
    void one_that_is_shown_otherwise_leaves_only_empty_lists_to_prove_anything() throws Exception {
        WordFile.plan(ledger, "known:a<b", "a:good", "b:good");
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "5") : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> switch (completion) {
            case "known" -> shown("5", "a&lt;b");
            case "a" -> shown("7", "good");
            default -> shown();
        });

        assertThat(states()).containsExactly(State.RECORDED, State.UNKNOWN, State.PLANNED);
    }

    /** The server may take its time with what it shows, as with what it records. */
    @Test
    void one_that_is_not_there_yet_is_looked_for_again_when_it_must_be() throws Exception {
        WordFile.plan(ledger, "known:good", "a:good");
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "5") : new Outcome.Ambiguous(504, "gateway"));
        Quiet quiet = new Quiet(time.nanos() + seconds(60), null);

        settle(quiet, (completion, n) -> completion.equals("known") && n > 1 ? shown("5", "good") : shown());

        assertThat(asked).containsExactly("known", "known", "a");
        assertThat(states()).containsExactly(State.RECORDED, State.PLANNED);
    }

    @Test
    void every_control_must_be_there() throws Exception {
        WordFile.plan(ledger, "known:good", "too:good", "a:good");
        deliver(n -> n < 3 ? new Outcome.Recorded(201, "5" + n) : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> completion.equals("too") ? shown("52", "good") : shown());

        assertThat(asked).containsExactly("too", "known");
        assertThat(states()).containsExactly(State.RECORDED, State.RECORDED, State.UNKNOWN);
    }

    @Test
    void one_whose_completion_is_hidden_says_nothing_of_others() throws Exception {
        WordFile.plan(ledger, "known:good", "too:good", "a:good");
        deliver(n -> n < 3 ? new Outcome.Recorded(201, "5" + n) : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> switch (completion) {
            case "too" -> shown("52", "good");
            case "known" -> new ReadBack.Answer.Hidden("It is hidden.");
            default -> shown();
        });

        assertThat(states()).containsExactly(State.RECORDED, State.RECORDED, State.PLANNED);
    }

    @Test
    void a_list_without_what_it_is_known_to_hold_is_cut_off() throws Exception {
        WordFile.plan(ledger, "known:good", "a:fine", "b:good", "a:good");
        time.pass(Duration.ofSeconds(1));
        deliver(n -> n < 3 ? new Outcome.Recorded(201, "5" + n) : new Outcome.Ambiguous(504, "gateway"));
        WordFile.plan(ledger, "known:good", "a:fine", "b:good", "a:good", "c:1", "c:2", "c:3", "d:4");
        time.pass(Duration.ofSeconds(1));
        deliver(n -> n < 4 ? new Outcome.Recorded(201, "6" + n) : new Outcome.Ambiguous(504, "gateway"));

        settle(
                quietNow(),
                (completion, n) -> completion.equals("c")
                        ? new ReadBack.Answer.Shown(IntStream.rangeClosed(1, 3)
                                .mapToObj(i -> new ObservedFeedback(
                                        "6" + i, time.clock().instant(), WordFile.matchKey("" + i)))
                                .toList())
                        : shown());

        assertThat(states().subList(2, 4)).containsExactly(State.PLANNED, State.UNKNOWN);
        assertThat(entry(3).reason()).startsWith("The server shows 0 of 1 pieces of feedback that it has recorded");
    }

    @Test
    void a_list_as_long_as_a_page_may_be_cut_off_until_a_longer_one_is_shown() throws Exception {
        lost("a:good", "b:good");

        settle(
                quietNow(),
                (completion, n) -> new ReadBack.Answer.Shown(IntStream.range(0, completion.equals("a") ? 25 : 26)
                        .mapToObj(i -> new ObservedFeedback(
                                "other" + i, Instant.EPOCH.minusSeconds(9_999), WordFile.matchKey("" + i)))
                        .toList()));

        assertThat(states()).containsExactly(State.UNKNOWN, State.PLANNED);
        assertThat(entry(0).reason()).startsWith("The server shows 25 pieces of feedback on this completion");
    }

    @Test
    void feedback_from_the_future_shows_that_the_dates_are_another_clocks() throws Exception {
        lost("a:good", "b:good");

        settle(
                quietNow(),
                (completion, n) -> completion.equals("a") ? shownAt("7", "good", Duration.ofMinutes(9)) : shown());

        assertThat(states()).containsExactly(State.UNKNOWN, State.PLANNED);
    }

    /** Of these rows nothing is known. Before them one was recorded, which the server shows at once. */
    private void lost(String... words) throws LedgerException {
        hasControl = true;
        WordFile.plan(
                ledger,
                Stream.concat(Stream.of("control:good"), Stream.of(words)).toArray(String[]::new));
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "0") : new Outcome.Ambiguous(504, "gateway"));
    }

    /** @param answers to the first row, the second, … */
    private void deliver(IntFunction<Outcome> answers) throws LedgerException {
        int[] n = {0};
        var unused = WordFile.deliver(
                ledger,
                word -> {
                    String name = word.replaceAll(":.*", "");
                    names.put(WordFile.completion(name), name);
                    return answers.apply(++n[0]);
                },
                time.now(),
                time.now());
    }

    private Quiet quietNow() {
        return new Quiet(time.nanos(), null);
    }

    private Ending settle(Quiet quiet, Script script) throws LedgerException, InterruptedException {
        try (InDoubtRows inDoubtRows = ledger.inDoubtRows(WordFile::trace, null)) {
            return reconciler(script, inDoubtRows).run(quiet);
        }
    }

    private Reconciler reconciler(Script script, InDoubtRows inDoubtRows) {
        Reconciler reconciler = new Reconciler(
                inDoubtRows,
                new ScriptedReadBack(script),
                serverClock,
                options,
                new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), new Run.Highest()),
                time);
        running = reconciler;
        return reconciler;
    }

    private Reconciler running() {
        Reconciler reconciler = running;
        if (reconciler == null) {
            throw new AssertionError("nothing runs");
        }
        return reconciler;
    }

    private Reconciler.Tally tally() {
        return running().tally();
    }

    private List<State> states() throws LedgerException {
        return entries().stream().map(Entry::state).toList();
    }

    private Entry entry(int index) throws LedgerException {
        return entries().get(index);
    }

    private List<Entry> entries() throws LedgerException {
        List<Entry> all = WordFile.entries(ledger);
        return hasControl ? all.subList(1, all.size()) : all;
    }

    private ServerClock serverClock(double speed) {
        return () -> {
            Instant now = Instant.ofEpochMilli((long) (time.elapsed().toMillis() * speed));
            return new ServerTime(now, now);
        };
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    /** @param idsAndDetails in turn, given just now */
    private ReadBack.Answer shown(String... idsAndDetails) {
        return idsAndDetails.length == 0
                ? new ReadBack.Answer.Shown(List.of())
                : shownAt(idsAndDetails[0], idsAndDetails[1], Duration.ZERO);
    }

    private ReadBack.Answer shownAt(String id, String details, Duration later) {
        Instant firstClaim = Instant.EPOCH;
        return new ReadBack.Answer.Shown(
                List.of(new ObservedFeedback(id, firstClaim.plus(later), WordFile.matchKey(details))));
    }

    /** Answers by the script as it stands when it is asked; the answer takes a round trip. */
    private final class ScriptedReadBack implements ReadBack {

        private final Script script;

        ScriptedReadBack(Script script) {
            this.script = script;
        }

        @Override
        public Trace traceOf(Submission submission) {
            return WordFile.trace(submission);
        }

        @Override
        public CompletableFuture<Answer> read(Kind kind, UUID completion) {
            String name = names.getOrDefault(completion, "?");
            if (name.equals("control")) {
                return CompletableFuture.completedFuture(shown("0", "good"));
            }
            asked.add(name);
            askedAt.add(time.elapsed());
            mostInFlight = Math.max(mostInFlight, ++inFlight);
            @Nullable Answer answer = script.answer(name, Collections.frequency(asked, name));
            CompletableFuture<Answer> future = new CompletableFuture<>();
            time.after(roundTrip, () -> {
                inFlight--;
                if (answer == null) {
                    future.completeExceptionally(new IllegalStateException("a bug"));
                } else if (!never.contains(name)) {
                    future.complete(answer);
                }
            });
            return future;
        }
    }
}
