package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An input of one word a row: {@code !word} failed the check, {@code -word} is left out on purpose. */
public final class WordFile {

    public static final Owner OWNER = new Owner(Path.of("/data/words.csv"), "https://example.test", "demo");

    private static final Pattern SEEN_ON_A_COMPLETION = Pattern.compile("(.*):(.*?)(?:#.*)?");

    private WordFile() {}

    public static PlanWriter.Finished plan(Ledger ledger, String... words) throws LedgerException {
        return plan(ledger, DuplicatePolicy.SEND, words);
    }

    public static PlanWriter.Finished plan(Ledger ledger, DuplicatePolicy policy, String... words)
            throws LedgerException {
        try (PlanWriter writer = ledger.beginPlan()) {
            write(writer, words);
            return writer.finish("sha256 of " + String.join(" ", words), "basis", words.length, 0, policy);
        }
    }

    /** Writes the rows as a spreadsheet numbers them, under a header in row 1. */
    public static void write(PlanWriter writer, String... words) throws LedgerException {
        long row = 2;
        for (String word : words) {
            if (word.startsWith("!")) {
                writer.addInvalid(row, 0, row, "wrong");
            } else if (word.startsWith("-")) {
                writer.addSkipped(row, 0, row, null, "left out", null);
            } else {
                Submission submission = new Submission(Kind.METRIC, body(word));
                writer.addPlanned(
                        row,
                        0,
                        row,
                        RowKey.of(submission.kind(), submission.body()),
                        body(word).hashCode(),
                        submission);
            }
            row++;
        }
    }

    /** {@code word0}, {@code word1}, … */
    public static String[] numbered(int count) {
        String[] words = new String[count];
        for (int i = 0; i < count; i++) {
            words[i] = "word" + i;
        }
        return words;
    }

    static String body(String word) {
        return "{\"word\":\"" + word + "\"}";
    }

    public static String word(Submission submission) {
        String body = submission.body();
        return body.substring("{\"word\":\"".length(), body.length() - "\"}".length());
    }

    /**
     * Hands out every planned row.
     *
     * @param answers what becomes of a word; null leaves its request on the way
     * @return the words that were sent, in their order
     */
    static List<String> deliver(Ledger ledger, Function<String, @Nullable Outcome> answers) throws LedgerException {
        return deliver(ledger, answers, ServerTime.UNKNOWN, ServerTime.UNKNOWN);
    }

    /** The same, with what the server's clock shows when the rows are claimed and when they are answered. */
    public static List<String> deliver(
            Ledger ledger, Function<String, @Nullable Outcome> answers, ServerTime claimed, ServerTime answered)
            throws LedgerException {
        List<String> sent = new ArrayList<>();
        List<Result> results = new ArrayList<>();
        try (Outbox outbox = ledger.outbox()) {
            for (Claim claim : outbox.exchange(List.of(), List.of(), 1_000_000, Long.MAX_VALUE, claimed)) {
                String word = word(claim.submission());
                sent.add(word);
                @Nullable Outcome outcome = answers.apply(word);
                if (outcome != null) {
                    results.add(new Result(claim.id(), outcome));
                }
            }
            var unused = outbox.exchange(results, List.of(), 0, 0, answered);
        }
        return sent;
    }

    /** Where a word can be seen: {@code a:good#ann} on the completion a, as good. A word without a colon is seen nowhere. */
    public static Trace trace(Submission submission) {
        Matcher word = SEEN_ON_A_COMPLETION.matcher(word(submission));
        return word.matches()
                ? new Trace.At(Kind.METRIC, completion(word.group(1)), matchKey(word.group(2)))
                : new Trace.Nowhere("It is seen nowhere.");
    }

    public static UUID completion(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    public static MatchKey matchKey(String details) {
        return MatchKey.OfMetric.of("quality", 1, details, null);
    }

    public static Outcome recorded(String word) {
        return new Outcome.Recorded(201, "id of " + word);
    }

    public static List<Entry> entries(Ledger ledger) throws LedgerException {
        List<Entry> all = new ArrayList<>();
        try (RowPieces entries = ledger.entries()) {
            for (List<Piece> row = entries.next(); !row.isEmpty(); row = entries.next()) {
                row.forEach(piece -> all.add(piece.entry()));
            }
        }
        return all;
    }

    public static List<State> states(Ledger ledger) throws LedgerException {
        return entries(ledger).stream().map(Entry::state).toList();
    }
}
