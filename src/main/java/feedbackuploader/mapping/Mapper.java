package feedbackuploader.mapping;

import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.feedback.RowIds;
import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.Format;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps the rows of one file, one after the other, on one thread. */
public final class Mapper {

    private final Layout layout;
    private final FanOut fanOut;
    private final MetricKeys metrics;
    private final PieceMapper pieces;
    private final Notices notices;
    private final @Nullable KeyedRows keyed;
    private final SecondHeaders secondHeaders;
    private final ExportRecognition recognition;
    private final Totals totals;
    private final FinalAnswers finalAnswers;
    private final Glance glance;
    private List<String> origins = List.of();

    private Mapper(
            Layout layout,
            KindRule kinds,
            MappingOptions options,
            @Nullable MetricCatalogue catalogue,
            Notices notices,
            ExportRecognition recognition,
            Totals totals)
            throws MappingException {
        this.finalAnswers = new FinalAnswers(layout, options);
        this.recognition = recognition;
        this.totals = totals;
        this.glance = new Glance(layout, kinds, options, recognition);
        this.metrics = new MetricKeys(catalogue);
        this.layout = layout;
        this.secondHeaders = new SecondHeaders(layout);
        this.fanOut = new FanOut(layout.overlays(), notices);
        this.pieces = new PieceMapper(kinds, metrics, options, notices);
        this.notices = notices;
        this.keyed = options.lookup() == null
                ? null
                : new KeyedRows(
                        options.lookup(),
                        options.users(),
                        new Moments(options.completions(), new CreationNotices(notices.noun(), Raters.NONE)),
                        notices);
    }

    /**
     * @param catalogue the metrics that the deployment has, or null when nobody knows
     * @throws MappingException when no row could become feedback, whatever it holds; rows may have been read then
     */
    public static Mapper over(RowSource source, MappingOptions options, @Nullable MetricCatalogue catalogue)
            throws MappingException {
        Constants.check(options);
        new MetricKeys(catalogue).check(options);
        Notices notices = new Notices(source.format(), options.completions().create());
        ExportRecognition recognition = new ExportRecognition(source.columns(), options);
        Totals totals = new Totals(source.columns());
        if (source.format() != Format.CSV) {
            KindRule kinds = KindRule.ofRows(options);
            return new Mapper(
                    new JsonLayout(options, notices), kinds, options, catalogue, notices, recognition, totals);
        }
        Supplier<LikelyColumns> likely = likelyIn(source, options);
        try {
            MappingOptions found = MetricColumns.found(source.columns(), options, catalogue, notices);
            CsvLayout layout = new CsvLayout(source.columns(), found, notices);
            KindRule kinds = KindRule.ofColumns(layout, notices.noun(), source.columns(), found, likely);
            return new Mapper(layout, kinds, found, catalogue, notices, recognition, totals);
        } catch (MappingException e) {
            throw recognition.before(e, likely);
        }
    }

    /** Reads the source; call at most once. */
    private static Supplier<LikelyColumns> likelyIn(RowSource source, MappingOptions options) {
        AtomicReference<@Nullable LikelyColumns> known = new AtomicReference<>();
        return () -> {
            @Nullable LikelyColumns before = known.get();
            LikelyColumns likely = before == null ? LikelyColumns.in(source, options) : before;
            known.set(likely);
            return likely;
        };
    }

    /**
     * Finds what is wrong with the beginning of a file while the deployment's metrics are not known yet.
     *
     * @throws MappingException as {@link #over}, unless the metrics could make it right
     */
    public static void check(RowSource source, MappingOptions options) throws MappingException {
        if (source.format() != Format.CSV || !MetricColumns.arePossible(source.columns(), options)) {
            over(source, options, null);
        }
    }

    /**
     * What each piece of feedback in the row is, with all that is wrong with it at once. Always at least one, and one
     * alone when the row as a whole is wrong or left out.
     *
     * @param runs what is known of those that a report tells of, where the file is one
     * @throws X when {@code runs} fails
     * @throws MappingException when another header begins here, and the rows below it are no longer what they were
     */
    public <X extends Exception> List<Mapped> map(Row row, EarlierRuns<X> runs) throws X, MappingException {
        return map(row, runs, CompletionFinder.later());
    }

    /** @param finder asked only where completions are to be found, by {@link MappingOptions#lookup} */
    public <X extends Exception> List<Mapped> map(Row row, EarlierRuns<X> runs, CompletionFinder<X> finder)
            throws X, MappingException {
        recognition.look(row);
        List<Mapped> pieces = totals.explain(row, secondHeaders.explain(row, mapped(row, runs, finder)));
        recognition.note(row, pieces);
        totals.look(row, pieces);
        List<Mapped> judged = finalAnswers.judge(row, pieces);
        metrics.conclude(judged);
        return AllOrNone.of(judged.equals(pieces) ? pieces : PieceMapper.together(judged));
    }

    /** What the row is about, so that one that is of no interest need not be mapped: {@link #end} holds without it. */
    public RowIds ids(Row row) {
        RowIds ids = glance.of(row);
        if (!(ids instanceof RowIds.Without)) {
            secondHeaders.end();
        }
        return ids;
    }

    private <X extends Exception> List<Mapped> mapped(Row row, EarlierRuns<X> runs, CompletionFinder<X> finder)
            throws X, MappingException {
        origins = List.of();
        if (row instanceof BrokenRow broken) {
            String reason = broken.cells().isEmpty()
                    ? null
                    : layout.skips().ofBroken(broken.filledTo(layout.names().size()));
            return List.of(
                    reason == null ? new Mapped.Invalid(List.of(broken.problem()), null) : new Mapped.Skipped(reason));
        }
        if (layout.isHeader(row)) {
            notices.repeatsHeader(row.number());
            return List.of(new Mapped.Skipped("skipped: it repeats the header"));
        }
        EarlierUpload earlier = layout.earlier(row);
        if (earlier.saysNothing()) {
            return map(row, new ArrayList<>(), finder);
        }
        origins = earlier.origins();
        Problem filledUp = row instanceof CsvRow csv ? EarlierUpload.filledUp(csv, List.copyOf(layout.names())) : null;
        if (filledUp != null) {
            return List.of(new Mapped.Invalid(List.of(filledUp), null));
        }
        if (earlier.isRecorded(runs)) {
            return List.of(EarlierUpload.recorded());
        }
        List<Problem> problems = new ArrayList<>();
        List<EarlierUpload.OfPart> ofParts = earlier.ofParts(problems);
        List<Mapped> judged = new ArrayList<>();
        List<Mapped> pieces = map(row, problems, finder);
        Deque<UUID> ids = earlier.completionsOf(pieces);
        for (Mapped piece : pieces) {
            judged.add(earlier.judge(piece, ofParts, ids, runs));
        }
        this.pieces.createdBefore(judged);
        return judged;
    }

    private <X extends Exception> List<Mapped> map(Row row, List<Problem> problems, CompletionFinder<X> finder)
            throws X, MappingException {
        Skipping skipping = layout.skips().of(row, problems);
        if (skipping.reason() != null) {
            return List.of(new Mapped.Skipped(skipping.reason()));
        }
        if (row instanceof CsvRow csv && csv.resemblesHeader()) {
            throw OtherHeader.refused(csv, List.copyOf(layout.names()));
        }
        RawFields whole = layout.read(row, problems);
        whole.skip(skipping);
        List<RawFields> pieces = fanOut.of(row, whole, problems);
        if (pieces.isEmpty() && problems.isEmpty() && this.pieces.isInteraction(whole)) {
            pieces = List.of(whole);
        }
        if (pieces.isEmpty()) {
            if (problems.isEmpty() && whole.hasOwn(Field.DETAILS)) {
                notices.noRating(row.number());
            }
            return List.of(
                    problems.isEmpty() ? new Mapped.Skipped("no value in it") : new Mapped.Invalid(problems, null));
        }
        if (keyed != null) {
            keyed.find(pieces, finder);
        }
        return this.pieces.of(row.number(), pieces, problems);
    }

    /** The origins (upload and digest) of the last mapped row, if it came from failed.csv. */
    public List<String> origins() {
        return origins;
    }

    /** What the user should know about the file, as whole sentences; complete once every row has been mapped. */
    public List<String> notices() {
        return Stream.of(
                        recognition.advice().stream(),
                        recognition.values(layout).stream(),
                        totals.sentences().stream(),
                        finalAnswers.sentences().stream(),
                        skipTests().flatMap(tests -> tests.sentences().stream()),
                        pieces.sentences().stream(),
                        keyed == null ? Stream.<String>empty() : keyed.sentences().stream(),
                        notices.sentences().stream())
                .flatMap(sentences -> sentences)
                .toList();
    }

    /** @throws MappingException if, after the last row, an option matched nothing in this file, or rows may be of two kinds */
    public void end() throws MappingException {
        recognition.end(layout);
        pieces.end();
        for (SkipTests tests : skipTests().toList()) {
            tests.checkAllSeen(layout.names(), notices.noun());
        }
    }

    private Stream<SkipTests> skipTests() {
        return Stream.concat(
                Stream.of(layout.skips()), layout.overlays().stream().map(Overlay::skips));
    }

    /** The first of many users who are neither a UUID nor known; complete once every row has been mapped. */
    public List<String> unknownUsers() {
        return notices.unknownUsers();
    }

    /** What stands in the way of all rows of some metrics, sentences; complete once every row has been mapped. */
    public Optional<String> unknownMetrics() {
        return metrics.missingInRows();
    }

    /** The same metrics, each as {@code KEY:KIND}. */
    public List<String> metricsToCreate() {
        return metrics.toCreate();
    }

    /** Where the rows have their fields from; complete once every row has been mapped. */
    public List<FieldSource> fields() {
        return pieces.sources().found();
    }

    /** The columns or keys, the first of many, that nothing was taken from; complete once every row has been mapped. */
    public List<String> notUploaded() {
        return Stream.concat(notices.notUploaded(), pieces.sources().idle().stream())
                .distinct()
                .toList();
    }
}
