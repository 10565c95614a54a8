package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.CompletionKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger keeps of the keys by which a file names its completions. */
class KeyAnswersTest {

    private static final CompletionKey ONE = new CompletionKey.OfLabel("ticket", "T-1");
    private static final CompletionKey NONE = new CompletionKey.OfLabel("ticket", "T-2");
    private static final CompletionKey SEVERAL = new CompletionKey.OfLabel("ticket", "T-3");
    private static final CompletionKey UNASKED = new CompletionKey.OfLabel("ticket", "T-4");

    @TempDir
    private Path folder;

    private static void add(Ledger ledger, CompletionKey... keys) throws LedgerException {
        KeyAnswers answers = KeyAnswers.in(ledger);
        answers.begin();
        for (CompletionKey key : keys) {
            answers.add(key);
            answers.add(key);
        }
        answers.flush();
    }

    private static void answer(Ledger ledger) throws LedgerException {
        KeyAnswers.in(ledger).answer(Map.of(ONE, List.of("a"), NONE, List.of(), SEVERAL, List.of("b", "c")));
    }

    @Test
    void what_was_found_is_not_asked_for_again_and_what_was_not_is() throws Exception {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            add(ledger, ONE, NONE, SEVERAL, UNASKED);
            answer(ledger);
            assertThat(KeyAnswers.in(ledger).next(10)).containsExactly(UNASKED);
            assertThat(KeyAnswers.in(ledger).lackOne()).isTrue();
        } // killed here
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            KeyAnswers answers = KeyAnswers.in(ledger);
            assertThat(answers.completionsOf(ONE)).contains(List.of("a"));
            assertThat(answers.completionsOf(NONE)).contains(List.of());
            assertThat(answers.completionsOf(SEVERAL)).contains(List.of("b", "c"));
            assertThat(answers.completionsOf(UNASKED)).isEmpty();

            add(ledger, ONE, NONE, SEVERAL, UNASKED);

            assertThat(answers.next(10)).containsExactlyInAnyOrder(NONE, SEVERAL, UNASKED);
            assertThat(answers.completionsOf(ONE)).contains(List.of("a"));
        }
    }

    @Test
    void where_all_are_found_nothing_can_change() throws Exception {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            assertThat(KeyAnswers.in(ledger).lackOne()).isFalse();
            add(ledger, ONE);
            KeyAnswers.in(ledger).answer(Map.of(ONE, List.of("a")));
            assertThat(KeyAnswers.in(ledger).lackOne()).isFalse();
        }
    }

    /** An id of one deployment may be another completion, or none, in the next. */
    @Test
    void what_was_found_elsewhere_is_forgotten() throws Exception {
        for (Owner other : List.of(
                new Owner(WordFile.OWNER.input(), "https://other.example.org", WordFile.OWNER.project()),
                new Owner(WordFile.OWNER.input(), WordFile.OWNER.target(), "other"))) {
            try (Ledger ledger = Ledger.adopt(folder, WordFile.OWNER)) {
                add(ledger, ONE);
                KeyAnswers.in(ledger).answer(Map.of(ONE, List.of("a")));
            }
            try (Ledger same = Ledger.open(folder, WordFile.OWNER)) {
                assertThat(KeyAnswers.in(same).completionsOf(ONE)).contains(List.of("a"));
            }
            try (Ledger ledger = Ledger.adopt(folder, other)) {
                assertThat(KeyAnswers.in(ledger).completionsOf(ONE)).isEqualTo(Optional.empty());
            }
        }
    }

    @Test
    void keys_of_every_sort_are_read_as_they_were_written() throws Exception {
        UUID id = new UUID(1, 2);
        CompletionKey[] keys = {
            new CompletionKey.OfLabel("a b", "c\nd"),
            new CompletionKey.OfSession(id),
            new CompletionKey.OfUserAt(id, Instant.parse("2024-02-21T09:51:03Z")),
            new CompletionKey.OfUserAt(id, Instant.parse("2024-02-21T09:51:03.123Z"))
        };
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            add(ledger, keys);

            assertThat(KeyAnswers.in(ledger).next(10)).containsExactlyInAnyOrder(keys);
        }
    }
}
