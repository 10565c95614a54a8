package feedbackuploader.upload;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.input.Row;
import feedbackuploader.ledger.DuplicatePolicy;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.server.Bodies;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts feedback that is the same as an earlier piece of the file, where there is no ledger that would. Of very many
 * pieces, only those that repeat one of the first million are counted: memory is bounded.
 */
public final class Repetitions implements FileReading.Sink {

    private final SeenHalves feedback = new SeenHalves();
    private final SeenHalves texts = new SeenHalves();
    private long sameTexts;
    private long repeated;
    private long named;
    private boolean hasParts;
    private boolean comparesCreated;
    private List<Mapped> pieces = List.of();

    /** What {@code upload} says of as many. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (repeated > 0) {
            sentences.add(sentence(repeated, named, hasParts, DuplicatePolicy.SEND));
        }
        if (sameTexts > 0 && !comparesCreated) { // where texts are compared, each is created once
            sentences.add(SameTexts.rows(sameTexts) + ". " + SameTexts.TO_CHOOSE.formatted("To upload it, add"));
        }
        return sentences;
    }

    @Override
    public void row(Row row, List<String> origins, List<Mapped> all) {
        pieces = all;
    }

    @Override
    public void valid(Row row, int part, Feedback piece) {
        hasParts |= part > 0;
        comparesCreated |= pieces.get(part) instanceof Mapped.Valid valid && valid.comparesCreated();
        if (piece instanceof Interaction interaction) {
            sameTexts += texts.add(interaction.placeholder().getLeastSignificantBits()) ? 1 : 0;
        } else if (feedback.add(half(piece))) {
            repeated++;
            named += piece.user() == null ? 0 : 1;
        }
    }

    private static long half(Feedback piece) {
        return piece instanceof MetricFeedback rating
                ? RatingHash.of(rating)
                : Bodies.keyOf(piece).high();
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
