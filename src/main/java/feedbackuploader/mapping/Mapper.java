package feedbackuploader.mapping;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.feedback.Printable;
import feedbackuploader.feedback.Problem;
import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.Format;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps the rows of one file, one after the other, on one thread. */
public final class Mapper {

    private static final int PHRASE = 200;

    /** What the server has no place for, by the kind of feedback. */
    private static final Set<Field> NOT_IN_METRIC =
            EnumSet.complementOf(EnumSet.of(Field.COMPLETION_ID, Field.METRIC, Field.VALUE, Field.DETAILS, Field.USER));

    private static final Set<Field> NOT_IN_PREFERENCE = EnumSet.of(Field.COMPLETION_ID, Field.VALUE, Field.DETAILS);

    private final Layout layout;
    private final KindRule kinds;
    private final MetricKeys metrics;
    private final MetricRows metricRows;
    private final PreferenceRows preferenceRows;
    private final Notices notices;
    private final FieldSources sources = new FieldSources();

    private Mapper(Layout layout, KindRule kinds, @Nullable MetricCatalogue catalogue, Notices notices) {
        this.metrics = new MetricKeys(catalogue);
        this.layout = layout;
        this.kinds = kinds;
        this.metricRows = new MetricRows(notices);
        this.preferenceRows = new PreferenceRows(notices);
        this.notices = notices;
    }

    /**
     * @param catalogue the metrics that the deployment has, or null when nobody knows
     * @throws MappingException when no row could become feedback, whatever it holds
     */
    public static Mapper over(RowSource source, MappingOptions options, @Nullable MetricCatalogue catalogue)
            throws MappingException {
        Constants.check(options.constants());
        Notices notices = new Notices(source.format());
        if (source.format() == Format.CSV) {
            CsvLayout layout = new CsvLayout(source.columns(), options, notices);
            return new Mapper(layout, KindRule.ofColumns(layout, source.columns(), options), catalogue, notices);
        }
        return new Mapper(new JsonLayout(options, notices), new KindRule(options.kind()), catalogue, notices);
    }

    /** What the row is, with all that is wrong with it at once. */
    public Mapped map(Row row) {
        if (row instanceof BrokenRow broken) {
            return new Mapped.Invalid(List.of(problem(broken)), null);
        }
        String skip = reasonToSkip(layout.uploadStatus(row));
        if (skip != null) {
            return new Mapped.Skipped(skip);
        }
        List<Problem> problems = new ArrayList<>();
        RowFields fields = layout.read(row, problems);
        Kind kind = kinds.of(fields, problems);
        sources.note(fields, without(kind));
        Feedback feedback = kind == null ? null : feedback(kind, fields, problems);
        boolean isSound = problems.isEmpty();
        if (feedback != null) {
            problems.addAll(metrics.problemsOf(feedback, fields));
        }
        if (feedback == null || !problems.isEmpty()) {
            return new Mapped.Invalid(problems, isSound ? feedback : null);
        }
        noteUnused(feedback.kind(), fields);
        return new Mapped.Valid(List.of(feedback));
    }

    /** What the user should know about the file, as whole sentences; complete once every row has been mapped. */
    public List<String> notices() {
        return notices.sentences();
    }

    /** Where the rows have their fields from; complete once every row has been mapped. */
    public List<FieldSource> fields() {
        return sources.found();
    }

    /** The columns or keys, the first of many, that nothing was taken from; complete once every row has been mapped. */
    public List<String> notUploaded() {
        return Stream.concat(notices.notUploaded(), sources.idle().stream())
                .distinct()
                .toList();
    }

    private @Nullable Feedback feedback(Kind kind, RowFields fields, List<Problem> problems) {
        return switch (kind) {
            case METRIC -> metricRows.map(fields, problems);
            case PREFERENCE -> preferenceRows.map(fields, problems);
        };
    }

    private void noteUnused(Kind kind, RowFields fields) {
        for (Field field : without(kind)) {
            if (fields.hasOwn(field)) {
                notices.unused(kind, field);
            }
        }
    }

    private static Set<Field> without(@Nullable Kind kind) {
        if (kind == null) {
            return Set.of();
        }
        return kind == Kind.METRIC ? NOT_IN_METRIC : NOT_IN_PREFERENCE;
    }

    private static Problem problem(BrokenRow row) {
        return new Problem(
                row.column(), Printable.of(row.found(), PHRASE), Printable.of(row.expected(), PHRASE), row.hint());
    }

    private static @Nullable String reasonToSkip(@Nullable String uploadStatus) {
        if (uploadStatus == null) {
            return null;
        }
        return switch (Texts.trim(uploadStatus).toLowerCase(Locale.ROOT)) {
            case "recorded" -> "already recorded, as its upload_status says";
            case "unknown" ->
                "unknown whether recorded, as its upload_status says: sending it here might record it twice";
            default -> null;
        };
    }
}
