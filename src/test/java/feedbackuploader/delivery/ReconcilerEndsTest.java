package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.StopReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reconciler comes to its end, whatever is answered, and leaves the rest for later. */
class ReconcilerEndsTest extends ReconcilerCase {

    ReconcilerEndsTest(@TempDir Path folder) throws LedgerException {
        super(folder);
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
    void a_server_that_asks_for_a_pause_gets_one_from_every_read_back() throws Exception {
        options = new DeliveryOptions(1, 3, Duration.ofSeconds(30));
        lost("a:good", "b:good");

        settle(
                quietNow(),
                (completion, n) -> completion.equals("a") && n == 1
                        ? new ReadBack.Answer.NotNow("It is busy.", Duration.ofSeconds(90))
                        : shown());

        assertThat(states()).containsOnly(State.PLANNED);
        assertThat(askedAt.subList(1, 3)).allMatch(at -> at.compareTo(Duration.ofSeconds(90)) >= 0);
    }

    @Test
    void a_server_that_never_answers_is_given_up_and_the_rest_is_left_for_later() throws Exception {
        options = new DeliveryOptions(1, 3, Duration.ZERO);
        lost("a:good", "b:good");

        assertThat(settle(quietNow(), (completion, n) -> new ReadBack.Answer.NotNow("It is busy.")))
                .isEqualTo(FINISHED);

        assertThat(asked).hasSize(8);
        assertThat(states()).containsExactly(State.AMBIGUOUS, State.AMBIGUOUS);
        assertThat(tally()).isEqualTo(new Settling.Tally(0, 0, 0, 2));
        assertThat(running().obstacle()).isEqualTo("It is busy.");
    }

    @Test
    void a_server_that_cannot_be_read_back_leaves_all_unknown_without_waiting_for_the_quiet_time() throws Exception {
        lost("a:good", "b:good", "c:good");
        Quiet quiet = new Quiet(time.nanos() + seconds(60), null);

        assertThat(settle(quiet, (completion, n) -> new ReadBack.Answer.Unavailable("It knows no completions.")))
                .isEqualTo(FINISHED);

        assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(17));
        assertThat(states()).containsOnly(State.UNKNOWN);
        assertThat(entry(2).reason()).isEqualTo("It knows no completions.");
        assertThat(tally()).isEqualTo(new Settling.Tally(0, 0, 3, 0));
        assertThat(running().obstacle()).isEqualTo("It knows no completions.");
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
}
