package feedbackuploader.upload;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.input.Row;
import feedbackuploader.ledger.DuplicatePolicy;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.server.Bodies;
import feedbackuploader.support.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts feedback that is the same as an earlier piece of the file, where there is no ledger that would. Of very many
 * pieces, only those that repeat one of the first million are counted: memory is bounded.
 */
public final class Repetitions implements FileReading.Sink {

    private static final int MOST = 1 << 20;

    /** Half a digest each, 0 for a free place; two of a million different ones meet with a chance below 10⁻⁷. */
    private long[] places = new long[1 << 10];

    private int kept;
    private long repeated;
    private long named;
    private boolean hasParts;

    /** What {@code upload} says of as many, unless there are none. */
    public Optional<String> sentence() {
        return repeated == 0
                ? Optional.empty()
                : Optional.of(sentence(repeated, named, hasParts, DuplicatePolicy.SEND));
    }

    @Override
    public void valid(Row row, int part, Feedback feedback) {
        hasParts |= part > 0;
        if (feedback.kind() == Kind.INTERACTION) {
            return; // of equal texts more is said
        }
        RowKey key = Bodies.keyOf(feedback);
        long half = key.high() == 0 ? 1 : key.high();
        int place = placeOf(half);
        if (places[place] == half) {
            repeated++;
            named += feedback.user() == null ? 0 : 1;
        } else if (kept < MOST) {
            places[place] = half;
            kept++;
            if (kept > places.length / 2) {
                grow();
            }
        }
    }

    private int placeOf(long half) {
        int place = Long.hashCode(half) & (places.length - 1);
        while (places[place] != 0 && places[place] != half) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] before = places;
        places = new long[before.length * 2];
        Arrays.stream(before).filter(half -> half != 0).forEach(half -> places[placeOf(half)] = half);
    }

    @Override
    public void invalid(Row row, int part, List<Problem> problems, @Nullable Feedback feedback) {
        hasParts |= part > 0;
    }

    @Override
    public void skipped(Row row, int part, Mapped.Skipped skipped) {
        hasParts |= part > 0;
    }

    /** @param named those of the repeated that name the same user as the earlier one */
    static String sentence(long repeated, long named, boolean hasParts, DuplicatePolicy policy) {
        String what = count(repeated, hasParts)
                + (repeated == 1 ? " repeats an earlier one and is" : " repeat an earlier one and are");
        return switch (policy) {
            case SEND ->
                what + " sent as well: " + why(repeated, named)
                        + ". To skip repetitions, upload with --on-duplicate skip.";
            case SKIP -> what + " skipped.";
            case REJECT -> what + " not sent: --on-duplicate reject makes repetitions invalid.";
        };
    }

    private static String why(long repeated, long named) {
        if (named == 0) {
            return "two people may agree";
        }
        return named == repeated
                ? "the same user gave the same feedback twice"
                : "in " + named + " of them, the same user gave the same feedback twice; of the others, two people may"
                        + " agree";
    }

    /** {@code 1 row}, {@code 2 rows}; where a row holds several, {@code 1 piece of feedback}. */
    static String count(long number, boolean hasParts) {
        return hasParts ? Amount.ofFeedback(number) : Amount.of(number, "row");
    }
}
