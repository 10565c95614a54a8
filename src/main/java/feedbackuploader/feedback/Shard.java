package feedbackuploader.feedback;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of several equal parts of a file's feedback, each of which another process uploads. All feedback on one completion,
 * or on one pair of them, belongs to one part: reading back cannot tell the rows of such a group apart by what they say,
 * so one ledger must know them all.
 *
 * @param number from 1
 * @param count of all parts, from 1
 */
public record Shard(int number, int count) {

    public static final int MOST = 10_000;

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})/(\\d{1,5})");

    public Shard {
        if (count < 1 || count > MOST || number < 1 || number > count) {
            throw new IllegalArgumentException(
                    count < 1 || count > MOST
                            ? "expected NUMBER/COUNT with a count from 1 to " + Amount.of(MOST)
                            : "expected 1/" + count
                                    + (count == 1
                                            ? ""
                                            : " for the first part to " + count + "/" + count + " for the last"));
        }
    }

    /**
     * Reads {@code 2/8}.
     *
     * @throws IllegalArgumentException with what was expected
     */
    public static Shard parse(String text) {
        Matcher shard = TEXT.matcher(text.strip());
        if (!shard.matches()) {
            throw new IllegalArgumentException("expected NUMBER/COUNT, such as 2/8"
                    + (text.strip().startsWith("/")
                            ? ", but the number is missing: check that its variable is set"
                            : ""));
        }
        return new Shard(Integer.parseInt(shard.group(1)), Integer.parseInt(shard.group(2)));
    }

    public boolean takes(Feedback feedback) {
        // An interaction belongs where its ratings do.
        return takes(feedback instanceof Interaction ? Kind.METRIC : feedback.kind(), subject(feedback));
    }

    /**
     * The same for all that a row may hold, without knowing more of it than its ids.
     *
     * @param row its number: what has no id belongs somewhere too
     */
    public boolean takes(RowIds ids, long row) {
        if (ids instanceof RowIds.Completion completion) {
            return takes(Kind.METRIC, completion.id().toString());
        } else if (ids instanceof RowIds.Session session) {
            return takes(Kind.OUTCOME, session.id().toString());
        } else if (ids instanceof RowIds.Pair pair) {
            return takes(
                    Kind.PREFERENCE,
                    pairOf(Stream.of(pair.one().toString(), pair.other().toString())));
        }
        return takes(Kind.METRIC, "row " + row); // by a digest too: mistakes may come in every third row
    }

    private boolean takes(Kind kind, String subject) {
        return Long.remainderUnsigned(RowKey.of(kind, subject).high(), count) == number - 1;
    }

    /** Who is preferred does not matter. */
    private static String pairOf(Stream<String> sides) {
        return sides.sorted().collect(Collectors.joining("\n"));
    }

    private static String subject(Feedback feedback) {
        if (feedback instanceof PreferenceFeedback preference) {
            return pairOf(Stream.of(preference.preferred(), preference.other()).map(Shard::name));
        }
        if (feedback instanceof Interaction interaction) {
            return interaction.placeholder().toString();
        }
        return feedback instanceof SessionOutcome outcome
                ? outcome.sessionId().toString()
                : ((MetricFeedback) feedback).completionId().toString();
    }

    private static String name(CompletionRef completion) {
        return completion instanceof CompletionRef.ById known
                ? known.id().toString()
                : ((CompletionRef.ByText) completion).text();
    }

    /** As it is written in the name of a run folder: {@code 2-of-8}. */
    public String slug() {
        return number + "-of-" + count;
    }

    @Override
    public String toString() {
        return number + "/" + count;
    }
}
