package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.RecordedPieces;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as read back, as changed, as gone, and what proves nothing. */
class VerificationTest {

    private static final Instant SENT = Instant.parse("2026-03-01T12:00:00Z");

    /** {@code a=mine~good,x~bad; b=?; c=!}: b is hidden, c is said to be absent. */
    private record Notes(Map<UUID, String> shown, List<UUID> asked) implements ReadBack {

        static Notes of(String notes) {
            Map<UUID, String> shown = new HashMap<>();
            for (String completion : notes.split(";", -1)) {
                String[] parts = completion.strip().split("=", 2);
                shown.put(WordFile.completion(parts[0]), parts[1]);
            }
            return new Notes(shown, new ArrayList<>());
        }

        @Override
        public Trace traceOf(Submission submission) {
            return WordFile.trace(submission);
        }

        @Override
        public CompletableFuture<Answer> read(Kind kind, UUID completion) {
            asked.add(completion);
            String what = shown.getOrDefault(completion, "");
            return CompletableFuture.completedFuture(
                    switch (what) {
                        case "?" -> new Answer.Hidden("The format is unknown.");
                        case "!" -> new Answer.Hidden("There is none.", true);
                        case "" -> new Answer.Shown(List.of());
                        default ->
                            new Answer.Shown(List.of(what.split(",", -1)).stream()
                                    .map(Notes::observed)
                                    .toList());
                    });
        }

        private static ObservedFeedback observed(String note) {
            String[] parts = note.split("~", -1);
            return new ObservedFeedback(parts[0].replace("of", " of "), SENT, WordFile.matchKey(parts[1]));
        }
    }

    private final Ledger ledger;
    private final List<String> verdicts = new ArrayList<>();
    private Instant now = SENT.plus(Duration.ofDays(1));
    private long sample = Long.MAX_VALUE;
    private long seed = 1;
    private long chosen;

    VerificationTest(@TempDir Path folder) throws LedgerException {
        ledger = Ledger.open(folder, WordFile.OWNER);
    }

    @AfterEach
    void close() throws LedgerException {
        ledger.close();
    }

    /** Each word is recorded a minute after the one before it. */
    private void record(String... words) throws LedgerException {
        WordFile.plan(ledger, words);
        for (int i = 0; i < words.length; i++) {
            Instant at = SENT.plus(Duration.ofMinutes(i));
            String word = words[i];
            WordFile.deliver(
                    ledger,
                    any -> any.equals(word) ? WordFile.recorded(word) : new Outcome.NotSent("later"),
                    ServerTime.UNKNOWN,
                    new ServerTime(at, at));
        }
    }

    private String verify(Notes server) throws Exception {
        verdicts.clear();
        try (RecordedPieces pieces = RecordedPieces.of(ledger, server::traceOf, nowhere -> verdicts.add("nowhere"))) {
            Verification verification = new Verification(
                    pieces,
                    server,
                    () -> new ServerTime(now, now),
                    new DeliveryOptions(1, 1, Duration.ofSeconds(1)),
                    Backoff.standard(new SplittableRandom(0)),
                    Time.system(),
                    sample,
                    new SplittableRandom(seed),
                    (piece, verdict) -> verdicts.add(piece.row() + " "
                            + verdict.verified().label()
                            + (verdict.why() == null ? "" : ": " + verdict.why())));
            Ending ending = verification.run();
            chosen = verification.chosen();
            return ending == null ? "" : ending.toString();
        }
    }

    @ParameterizedTest(name = "{0}; shown {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "shown as it was sent                  | a:good        | a=idofa:good~good            | 2 recorded",
                "its own id, with another text         | a:good        | a=idofa:good~bad             | 2 changed",
                "shown without it                      | a:good b:good | a=idofa:good~good; b=        | 2 recorded, 3 gone",
                "another id where ids are shown        | a:good b:good | a=idofa:good~good; b=x~good  | 2 recorded, 3 gone",
                "a server that shows ids of its own    | a:good b:good | a=x~good; b=y~good           | 2 recorded, 3 recorded",
                "cut off                               | a:good b:good | a=x~go; b=y~good             | 2 changed, 3 recorded",
                "another text and another id           | a:good b:good | a=x~bad; b=y~good            | 2 gone, 3 recorded",
                "one that is shown stands for one row  | a:good a:good#2 | a=x~good                   | 2 recorded, 3 gone",
                "of two alike, the one that is gone    | a:good a:good#2 | a=idofa:good#2~good        | 2 gone, 3 recorded",
                "hidden                                | a:good b:good | a=idofa:good~good; b=?       | 2 recorded, 3 not_read_back",
                "absent, and made by someone else      | a:good b:good | a=idofa:good~good; b=!       | 2 recorded, 3 not_read_back",
                "seen nowhere                          | a:good word   | a=idofa:good~good            | nowhere, 2 recorded",
            })
    void a_verdict_is_what_was_read_and_no_more(String of, String words, String shown, String expected)
            throws Exception {
        record(words.split(" ", -1));

        assertThat(verify(Notes.of(shown))).isEmpty();

        assertThat(verdicts.stream().map(verdict -> verdict.replaceAll(":.*", "")))
                .as(of)
                .containsExactlyInAnyOrder(expected.split(", ", -1));
    }

    @Test
    void says_how_it_differs() throws Exception {
        record("a:good");

        verify(Notes.of("a=idofa:good~bad"));

        assertThat(verdicts).containsExactly("2 changed: details sent: \"good\", shown: \"bad\".");
    }

    @Test
    void a_server_that_shows_nothing_of_it_proves_nothing() throws Exception {
        record("a:good", "b:good");

        assertThat(verify(Notes.of("a=; b=x~bad"))).contains("CANNOT_READ_BACK");
        assertThat(verdicts).isEmpty();
    }

    @Test
    void after_a_hundred_in_vain_nothing_more_is_asked() throws Exception {
        record(IntStream.range(100, 220).mapToObj(i -> i + ":good").toArray(String[]::new));
        Notes server = Notes.of("none=");

        assertThat(verify(server)).contains("CANNOT_READ_BACK");
        assertThat(server.asked()).hasSize(100);
    }

    /** A list of ten may be the first page of a longer one. */
    @Test
    void what_may_stand_on_a_further_page_is_not_gone() throws Exception {
        record("a:good", "b:good");
        String page = String.join(
                ",", IntStream.range(0, 10).mapToObj(i -> "x" + i + "~bad").toList());

        verify(Notes.of("a=idofa:good~good; b=" + page));

        assertThat(verdicts).anyMatch(verdict -> verdict.startsWith("3 not_read_back: The server shows 10 pieces"));
    }

    @ParameterizedTest(name = "{0} after it was recorded: {1}")
    @CsvSource({"9m, not_read_back", "11m, gone"})
    void what_was_recorded_after_all_that_is_shown_may_be_shown_later(String after, String expected) throws Exception {
        record("a:good", "b:good");
        now = SENT.plus(Duration.ofMinutes(1)).plus(Duration.parse("PT" + after));

        verify(Notes.of("a=idofa:good~good; b="));

        assertThat(verdicts).anyMatch(verdict -> verdict.startsWith("3 " + expected));
    }

    @Test
    void the_same_seed_chooses_the_same_sample_and_another_one_another() throws Exception {
        record(IntStream.range(100, 150).mapToObj(i -> i + ":good").toArray(String[]::new));
        Notes server = Notes.of(String.join(
                ";",
                IntStream.range(100, 150)
                        .mapToObj(i -> i + "=idof" + i + ":good~good")
                        .toList()));
        sample = 7;
        verify(server);
        List<String> first = List.copyOf(verdicts);
        verify(server);
        List<String> again = List.copyOf(verdicts);
        seed = 2;
        verify(server);

        assertThat(first).hasSize(7).isEqualTo(again).isNotEqualTo(verdicts);
        assertThat(chosen).isEqualTo(7);
        assertThat(verdicts).hasSize(7);
    }
}
