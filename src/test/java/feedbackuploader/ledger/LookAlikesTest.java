package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.Outcome;
import feedbackuploader.server.ServerTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that a read-back cannot tell apart, {@code good#ann} and {@code good#bob}, are not on their way together. */
class LookAlikesTest {

    private static final Outcome LOST = new Outcome.Ambiguous(504, "gateway");
    private static final Outcome BUSY =
            new Outcome.NotProcessed(429, Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS, null, "later");

    private final Ledger ledger;

    LookAlikesTest(@TempDir Path folder) throws LedgerException {
        ledger = Ledger.open(folder, WordFile.OWNER);
    }

    @AfterEach
    void close() throws LedgerException {
        ledger.close();
    }

    @Test
    void the_second_waits_for_the_first_and_the_rest_goes_on() throws LedgerException {
        WordFile.plan(ledger, "good#ann", "good#bob", "bad#ann", "good#ann", "good#eve");
        try (Outbox outbox = outbox()) {
            List<Claim> first = exchange(outbox, List.of(), 10);
            assertThat(words(first))
                    .as("the same row twice is no matter")
                    .containsExactly("good#ann", "bad#ann", "good#ann");
            assertThat(outbox.isExhausted()).isTrue();

            assertThat(exchange(outbox, results(first.subList(0, 2), null), 10)).isEmpty();
            List<Claim> second = exchange(outbox, results(first.subList(2, 3), null), 10);
            assertThat(words(second)).containsExactly("good#bob");
            assertThat(WordFile.states(ledger).get(4)).as("on the disk, too").isEqualTo(State.PLANNED);
            assertThat(words(exchange(outbox, results(second, null), 10))).containsExactly("good#eve");
        }
    }

    @Test
    void one_that_looks_like_a_lost_row_is_left_for_another_time() throws LedgerException {
        WordFile.plan(ledger, "good#ann", "good#bob", "bad#ann", "good#eve");
        try (Outbox outbox = outbox()) {
            List<Claim> first = exchange(outbox, List.of(), 3);
            assertThat(words(first)).containsExactly("good#ann", "bad#ann");
            assertThat(exchange(outbox, results(first.subList(0, 1), LOST), 10)).isEmpty();
            assertThat(outbox.isExhausted()).isTrue();
        }
        assertThat(WordFile.states(ledger))
                .containsExactly(State.AMBIGUOUS, State.PLANNED, State.SENDING, State.PLANNED);
        try (Outbox another = outbox()) {
            assertThat(words(exchange(another, List.of(), 10))).containsExactly("good#bob");
        }
    }

    @Test
    void one_that_waits_to_be_sent_again_holds_nobody_back() throws LedgerException {
        WordFile.plan(ledger, "good#ann", "good#bob");
        try (Outbox outbox = outbox()) {
            List<Claim> first = exchange(outbox, List.of(), 10);
            List<Claim> second = exchange(outbox, results(first, BUSY), 10);
            assertThat(words(second)).containsExactly("good#bob");
            assertThat(outbox.exchange(results(second, null), first, 10, Long.MAX_VALUE, ServerTime.UNKNOWN))
                    .isEmpty();
            assertThat(outbox.isExhausted()).isTrue();
        }
    }

    @Test
    void no_more_than_was_asked_for_is_ever_handed_out() throws LedgerException {
        WordFile.plan(ledger, "a", "b");
        try (Outbox outbox = ledger.outbox(9, any -> null, 1)) {
            assertThat(words(exchange(outbox, List.of(), 10))).containsExactly("a");
            assertThat(outbox.isExhausted()).isTrue();
            assertThat(exchange(outbox, List.of(), 10)).isEmpty();
        }
        assertThat(WordFile.states(ledger)).containsExactly(State.SENDING, State.PLANNED);
    }

    /** However answers come in, every row is handed out once, and never beside one that looks like it. */
    @Test
    void all_are_handed_out_in_the_end() throws LedgerException {
        Random random = new Random(7);
        String[] words = IntStream.range(0, 3_000)
                .mapToObj(i -> "look" + random.nextInt(i < 1_500 ? 1_000 : 2) + "#" + random.nextInt(40))
                .toArray(String[]::new);
        WordFile.plan(ledger, words);
        List<String> sent = new ArrayList<>();
        List<Claim> away = new ArrayList<>();
        try (Outbox outbox = outbox()) {
            for (List<Result> back = List.of(); !outbox.isExhausted() || !away.isEmpty(); ) {
                List<Claim> fresh = exchange(outbox, back, 16 - away.size());
                away.addAll(fresh);
                sent.addAll(words(fresh));
                assertThat(away.stream()
                                .map(claim -> WordFile.word(claim.submission()))
                                .distinct())
                        .as("each look under one body")
                        .doesNotHaveDuplicates()
                        .extracting(word -> look(word))
                        .doesNotHaveDuplicates();
                back = away.isEmpty() ? List.of() : results(List.of(away.remove(random.nextInt(away.size()))), null);
            }
        }
        assertThat(sent).containsExactlyInAnyOrder(words);
    }

    private Outbox outbox() throws LedgerException {
        return ledger.outbox(9, row -> look(WordFile.word(row)), Integer.MAX_VALUE);
    }

    private static String look(String word) {
        return word.replaceAll("#.*", "");
    }

    private static List<Claim> exchange(Outbox outbox, List<Result> results, int rows) throws LedgerException {
        return outbox.exchange(results, List.of(), rows, Long.MAX_VALUE, ServerTime.UNKNOWN);
    }

    /** @param outcome null for recorded */
    private static List<Result> results(List<Claim> claims, @Nullable Outcome outcome) {
        return claims.stream()
                .map(claim -> new Result(
                        claim.id(), outcome == null ? new Outcome.Recorded(201, "id " + claim.id()) : outcome))
                .toList();
    }

    private static List<String> words(List<Claim> claims) {
        return claims.stream().map(claim -> WordFile.word(claim.submission())).toList();
    }
}
