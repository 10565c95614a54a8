package feedbackuploader.mapping;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.input.ReportColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the user should know of completions that rows create, and of dates: said once, before anything is sent. */
final class CreationNotices {

    private static final String ONE_OF_BOTH = " A deployment takes the date of a rating or its rater, not both: ";

    private final String noun;
    private final Raters raters;
    private final Map<String, String> numbers = new LinkedHashMap<>();
    private String user = "";
    private String date = "";
    private boolean hasRater;
    private boolean hasDate;
    private boolean losesDate;
    private boolean isCompletionDated;
    private long unrated;
    private long createdBefore;

    CreationNotices(String noun, Raters raters) {
        this.noun = noun;
        this.raters = raters;
    }

    /** A number that was taken for a moment. */
    void sinceEpoch(String column, boolean isMilliseconds, String number, Instant moment) {
        numbers.putIfAbsent(
                column,
                "Numbers in " + noun + " " + Names.quoted(column) + " are read as "
                        + (isMilliseconds ? "milliseconds" : "seconds") + " since 1970: " + number + " is " + moment
                        + ".");
    }

    /** A rating that goes with a new completion. */
    void rating(MetricFeedback rating, RawFields fields) {
        RawValue rater = fields.get(Field.USER);
        RawValue ratedAt = fields.get(Field.RATED_AT);
        if (!rater.isBlank()) {
            user = rater.column();
        }
        if (!ratedAt.isBlank()) {
            date = ratedAt.column();
        }
        isCompletionDated |= !fields.get(Field.CREATED_AT).isBlank();
        hasRater |= rating.user() != null;
        hasDate |= rating.ratedAt() != null;
        losesDate |= rating.ratedAt() == null && !ratedAt.isBlank();
    }

    /** A row that creates a completion and has no rating. */
    void unrated() {
        unrated++;
    }

    /** A row whose completion an earlier upload created. */
    void createdBefore() {
        createdBefore++;
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (createdBefore > 0) {
            sentences.add("An earlier upload created the completions of " + Amount.of(createdBefore, "row") + " ("
                    + ReportColumn.COMPLETION_ID.column()
                    + "): they are not created again, and what is new in these rows"
                    + " goes to those completions.");
        }
        if (hasRater) {
            sentences.add(
                    "Ratings are sent with their rater (" + place(user) + "), each by itself once its completion is"
                            + " created, without a date." + ONE_OF_BOTH
                            + (losesDate
                                    ? "to send " + place(date) + " instead, replace --raters keep by --raters drop."
                                    : "they take that of the upload."));
        } else if (!user.isEmpty()) {
            sentences.add(ofUsers());
        } else if (hasDate) {
            sentences.add("Ratings are sent with their completion" + dated() + ".");
        } else if (isCompletionDated) {
            sentences.add("Ratings have no date (rated_at): they take that of the upload.");
        }
        if (unrated > 0) {
            sentences.add(Amount.of(unrated, "row") + (unrated == 1 ? " has" : " have")
                    + " no rating: completions are created for them without one.");
        }
        sentences.addAll(numbers.values());
        return sentences;
    }

    /** Where a column holds users, and no rating has one for its rater. */
    private String ofUsers() {
        String ratings = "Ratings are sent with their completion" + dated();
        return switch (raters) {
            case KEEP -> ratings + ": no row with one has a rater with a UUID (" + place(user) + ").";
            case DROP ->
                ratings + " and without their rater (" + place(user) + ")." + ONE_OF_BOTH + "--raters drop says which.";
            case NONE ->
                ratings + "; " + place(user) + " is taken for who asked." + ONE_OF_BOTH
                        + "if it is who rated, add --raters keep to send the rater, or --raters drop to send the date.";
        };
    }

    private String dated() {
        return hasDate ? ", dated (" + place(date) + ")" : ", undated";
    }

    private String place(String name) {
        return noun + " " + Names.quoted(name);
    }
}
