package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Origins;
import feedbackuploader.feedback.SkipCause;
import feedbackuploader.feedback.Status;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.FilledUp;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.input.StrictJson;
import feedbackuploader.support.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a file that this program wrote says became of a row.
 *
 * @param row its number in the file that was uploaded; 0 when it does not say
 * @param run the upload that it is of; blank when it does not say
 * @param parts what became of each of a row's pieces of feedback: a JSON list, or text that holds one; null for none
 * @param completions the ids of the completions that were created for the row, in the order of its pieces
 * @param metric of the row's ratings; blank when it had none
 */
record EarlierUpload(
        String status, long row, String run, @Nullable JsonNode parts, List<UUID> completions, String metric) {

    static final EarlierUpload NONE = new EarlierUpload("", 0, "", null, List.of(), "");

    private static final String RECORDED = "already recorded, as its upload_status says";
    private static final String RECORDED_SINCE = "already recorded, as the ledger of its earlier upload says";
    private static final String CREATED = "already created, as its upload_completion_id says";
    private static final String UNKNOWN =
            "unknown whether recorded, as its upload_status says: sending it here might record it twice";
    private static final String OPEN = "unknown whether recorded, as the ledger of its earlier upload says: sending it"
            + " here might record it twice";

    /** What a report says of one piece of feedback, as far as it decides whether it may be sent again. */
    enum Said {
        RECORDED,
        UNKNOWN,
        /** It is not recorded, or nothing is said. */
        NOTHING
    }

    /** What is said of the piece of this digest; the id of the completion that it created, or null. */
    record OfPart(String key, Said said, @Nullable UUID completion) {}

    /**
     * @param cell the text of a column of ours; empty when there is no such column
     * @param has whether there is
     */
    static EarlierUpload ofCells(Function<ReportColumn, String> cell, Predicate<ReportColumn> has) {
        String parts = cell.apply(ReportColumn.PARTS);
        return new EarlierUpload(
                cell.apply(ReportColumn.STATUS),
                number(cell.apply(ReportColumn.ROW)),
                cell.apply(ReportColumn.RUN),
                Texts.isBlank(parts) ? null : TextNode.valueOf(parts),
                ids(cell.apply(ReportColumn.COMPLETION_ID)),
                has.test(ReportColumn.METRIC) ? cell.apply(ReportColumn.METRIC) : "?");
    }

    private static List<UUID> ids(String text) {
        return Arrays.stream(Texts.trim(text).split(" ", -1))
                .map(Uuids::parse)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** @param value of a key of ours; a missing node when there is no such key */
    static EarlierUpload ofJson(Function<ReportColumn, JsonNode> value) {
        JsonNode parts = value.apply(ReportColumn.PARTS);
        return new EarlierUpload(
                value.apply(ReportColumn.STATUS).asText(""),
                value.apply(ReportColumn.ROW).asLong(0),
                value.apply(ReportColumn.RUN).asText(""),
                parts.isArray() || (parts.isTextual() && !Texts.isBlank(parts.textValue())) ? parts : null,
                ids(value.apply(ReportColumn.COMPLETION_ID).asText("")),
                value.apply(ReportColumn.METRIC).asText(""));
    }

    /** A spreadsheet may have made a fraction of it, or something else altogether. */
    private static long number(String text) {
        try {
            return Long.parseLong(Texts.trim(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    boolean saysNothing() {
        return parts == null && status.isBlank() && run.isBlank() && completions.isEmpty();
    }

    /** What is wrong with a row that a report has filled up; null when it is no such row, or not any more. */
    static @Nullable Problem filledUp(CsvRow row, List<String> columns) {
        int missing = FilledUp.missing(row, columns);
        long own =
                columns.stream().filter(column -> !ReportColumn.isOurs(column)).count();
        return missing == 0
                ? null
                : new Problem(
                        own - missing + " columns",
                        own + " columns",
                        "The report filled the row up with empty cells at its end. Move each cell under its name. If they"
                                + " are right as they are, empty " + ReportColumn.ERROR.column() + ".");
    }

    List<String> origins() {
        return Origins.in(run);
    }

    /** Of the row as a whole. */
    private Said said() {
        return said(status, SkipCause.in(run));
    }

    private static Said said(String status, Optional<SkipCause> cause) {
        return switch (Status.named(Texts.trim(status)).orElse(Status.NOT_SENT)) {
            case RECORDED -> Said.RECORDED;
            case UNKNOWN -> Said.UNKNOWN;
            // as an upload of a report says in its own report
            case SKIPPED ->
                cause.filter(SkipCause.RECORDED::equals).isPresent()
                        ? Said.RECORDED
                        : cause.filter(SkipCause.IN_DOUBT::equals).isPresent() ? Said.UNKNOWN : Said.NOTHING;
            case NOT_SENT, INVALID, REJECTED -> Said.NOTHING;
        };
    }

    /** Whether all that the report says of the row is of the completion that was created for it. */
    private boolean hadNoRating() {
        return !completions.isEmpty() && Texts.isBlank(metric);
    }

    /** Whether the row need not even be mapped. */
    <X extends Exception> boolean isRecorded(EarlierRuns<X> runs) {
        return parts == null && !hadNoRating() && said() == Said.RECORDED && runs.concern(run, null);
    }

    /** The ids for those of the pieces that create completions; empty where it is not certain which is whose. */
    Deque<UUID> completionsOf(List<Mapped> pieces) {
        long creations = pieces.stream()
                .filter(piece -> piece.feedbackOrNull() instanceof Interaction)
                .count();
        return creations == completions.size() ? new ArrayDeque<>(completions) : new ArrayDeque<>();
    }

    static Mapped recorded() {
        return new Mapped.Skipped(RECORDED, null, SkipCause.RECORDED);
    }

    /** What is said of parts of the row, each of which settles one piece; may be changed unless it is empty. */
    List<OfPart> ofParts(List<Problem> problems) {
        if (parts == null) {
            return List.of();
        }
        List<OfPart> said = new ArrayList<>();
        JsonNode list = list(parts, problems);
        if (list == null) {
            return said;
        }
        for (JsonNode part : list) {
            Said ofPart = said(
                    part.path(ReportColumn.STATUS.key()).asText(""),
                    SkipCause.named(part.path("skipped").asText("")));
            if (ofPart != Said.NOTHING && part.path("key").isTextual()) {
                said.add(new OfPart(
                        part.path("key").textValue(),
                        ofPart,
                        Uuids.parse(part.path(ReportColumn.COMPLETION_ID.key()).asText(""))));
            }
        }
        return said;
    }

    /**
     * {@code piece}, or that it is left out since it is recorded, or may be.
     *
     * @param ids as {@link #completionsOf} has them; the next one is that of the next piece that creates a completion
     */
    <X extends Exception> Mapped judge(Mapped piece, List<OfPart> ofParts, Deque<UUID> ids, EarlierRuns<X> runs)
            throws X {
        Feedback feedback = piece.feedbackOrNull();
        if (feedback == null) {
            // The earlier version may be recorded, and the row is invalid now.
            return parts == null && said() == Said.UNKNOWN && piece instanceof Mapped.Invalid && runs.concern(run, null)
                    ? new Mapped.Skipped(UNKNOWN, null, SkipCause.IN_DOUBT)
                    : piece;
        }
        if (!runs.concern(run, feedback.kind())) {
            return piece;
        }
        @Nullable OfPart ofPart = parts == null ? null : take(ofParts, runs.keyOf(feedback));
        EarlierRuns.Standing standing = runs.standing(run, row, feedback);
        if (feedback instanceof Interaction interaction) {
            return judge(piece, interaction, ofPart, ids.poll(), standing, runs);
        }
        Said said = parts == null && !hadNoRating() ? said() : ofPart == null ? Said.NOTHING : ofPart.said();
        if (said == Said.RECORDED) {
            return new Mapped.Skipped(RECORDED, feedback, SkipCause.RECORDED);
        }
        return switch (standing) {
            case RECORDED -> new Mapped.Skipped(RECORDED_SINCE, feedback, SkipCause.RECORDED);
            case OPEN -> new Mapped.Skipped(OPEN, feedback, SkipCause.IN_DOUBT);
            case NOT_RECORDED -> piece;
            case NOT_TOLD -> said == Said.UNKNOWN ? new Mapped.Skipped(UNKNOWN, feedback, SkipCause.IN_DOUBT) : piece;
        };
    }

    /** A completion that has an id is there, and is never created again; what else the row says goes to that id. */
    private <X extends Exception> Mapped judge(
            Mapped piece,
            Interaction interaction,
            @Nullable OfPart ofPart,
            @Nullable UUID ofRow,
            EarlierRuns.Standing standing,
            EarlierRuns<X> runs)
            throws X {
        @Nullable UUID id = ofPart == null || ofPart.completion() == null ? ofRow : ofPart.completion();
        Said said = parts == null ? said() : ofPart == null ? Said.NOTHING : ofPart.said();
        if (id != null) {
            return new Mapped.Skipped(CREATED, interaction, SkipCause.RECORDED, id.toString());
        } else if (standing == EarlierRuns.Standing.RECORDED || said == Said.RECORDED) {
            return new Mapped.Skipped(
                    standing == EarlierRuns.Standing.RECORDED ? RECORDED_SINCE : RECORDED,
                    interaction,
                    SkipCause.RECORDED,
                    runs.completionOf(run, row, interaction).orElse(null));
        } else if (standing == EarlierRuns.Standing.OPEN) {
            return new Mapped.Skipped(OPEN, interaction, SkipCause.IN_DOUBT);
        }
        return standing == EarlierRuns.Standing.NOT_TOLD && said == Said.UNKNOWN
                ? new Mapped.Skipped(UNKNOWN, interaction, SkipCause.IN_DOUBT)
                : piece;
    }

    /** Each part settles one piece: of three that are the same, two may be recorded. */
    private static @Nullable OfPart take(List<OfPart> ofParts, String key) {
        for (OfPart part : ofParts) {
            if (part.key().equals(key)) {
                ofParts.remove(part);
                return part;
            }
        }
        return null;
    }

    private static @Nullable JsonNode list(JsonNode parts, List<Problem> problems) {
        if (!parts.isTextual()) {
            return parts;
        }
        try {
            JsonNode list = StrictJson.read(parts.textValue());
            if (list instanceof ArrayNode) {
                return list;
            }
            problems.add(notOurs(StrictJson.describe(list)));
        } catch (StrictJson.Malformed e) {
            problems.add(notOurs(e.problem().found()));
        }
        return null;
    }

    private static Problem notOurs(String found) {
        return new Problem(
                ReportColumn.PARTS.column(),
                found,
                "the list that this program wrote",
                "It alone shows which pieces of the row are recorded. Restore it from the original, or remove the row's"
                        + " recorded pieces and this column.");
    }
}
