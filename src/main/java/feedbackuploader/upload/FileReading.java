package feedbackuploader.upload;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.feedback.RowIds;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.OtherEncodingException;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.CompletionFinder;
import feedbackuploader.mapping.FieldSource;
import feedbackuploader.mapping.HeaderSearch;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.mapping.Mapper;
import feedbackuploader.mapping.MappingException;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.support.IoErrors;
import feedbackuploader.support.Place;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One reading of an input from beginning to end, row by row.
 *
 * @param rows without the header and blank rows
 * @param sha256 of the bytes that were read
 * @param fields where the rows have their fields from
 * @param notUploaded the columns or keys, the first of many, that nothing was taken from
 * @param unknownUsers the first of many users who are neither a UUID nor known
 * @param unknownMetrics what stands in the way of all rows of some metrics, sentences; null for none
 * @param metricsToCreate these metrics, each as {@code KEY:KIND}
 * @param notices what the user should know of the file as a whole, sentences
 */
public record FileReading(
        Form form,
        long rows,
        long blankRows,
        String sha256,
        List<FieldSource> fields,
        List<String> notUploaded,
        List<String> unknownUsers,
        @Nullable String unknownMetrics,
        List<String> metricsToCreate,
        List<String> notices) {

    /** The longest message about a file, in code points: it may list the file's columns. */
    private static final int MESSAGE_LIMIT = 4_000;

    /** What becomes of each piece of feedback in each row; {@code part} numbers the pieces of a row from 0. */
    public interface Sink {
        /** Comes first. Of {@code source}, only what it says of itself and of its last row is of any business to a sink. */
        default void begin(RowSource source) throws UnusableException {}

        /**
         * Asked before a row is mapped.
         *
         * @param ids of the row, found out when asked for
         * @return whether nothing more is to be found out of the row
         */
        default boolean leavesOut(Row row, Function<Row, RowIds> ids) {
            return false;
        }

        /**
         * Comes before the pieces of each row.
         *
         * @param origins as {@link feedbackuploader.feedback.Origins} has them, where it is a row to fix of another upload
         * @param pieces all that the row turned out to be
         */
        default void row(Row row, List<String> origins, List<Mapped> pieces) throws UnusableException {}

        void valid(Row row, int part, Feedback feedback) throws LedgerException, UnusableException;

        /** @param feedback what the piece would be if the deployment's metrics allowed it, or null */
        void invalid(Row row, int part, List<Problem> problems, @Nullable Feedback feedback)
                throws LedgerException, UnusableException;

        void skipped(Row row, int part, Mapped.Skipped skipped) throws LedgerException;

        /** This sink, and then another one. */
        default Sink and(Sink next) {
            Sink first = this;
            return new Sink() {
                @Override
                public void begin(RowSource source) throws UnusableException {
                    first.begin(source);
                    next.begin(source);
                }

                @Override
                public void row(Row row, List<String> origins, List<Mapped> pieces) throws UnusableException {
                    first.row(row, origins, pieces);
                    next.row(row, origins, pieces);
                }

                @Override
                public void valid(Row row, int part, Feedback feedback) throws LedgerException, UnusableException {
                    first.valid(row, part, feedback);
                    next.valid(row, part, feedback);
                }

                @Override
                public void invalid(Row row, int part, List<Problem> problems, @Nullable Feedback feedback)
                        throws LedgerException, UnusableException {
                    first.invalid(row, part, problems, feedback);
                    next.invalid(row, part, problems, feedback);
                }

                @Override
                public void skipped(Row row, int part, Mapped.Skipped skipped) throws LedgerException {
                    first.skipped(row, part, skipped);
                    next.skipped(row, part, skipped);
                }
            };
        }
    }

    /**
     * @param catalogue null when the deployment's metrics are not known
     * @param runs what is known of those that the file tells of, if it is a report
     * @param interrupted asked before each row
     * @throws UnusableException when the file as a whole cannot be read or mapped; rows may have reached the sink
     * @throws InterruptedException when {@code interrupted} says so
     */
    public static FileReading of(
            InputFile input,
            MappingOptions options,
            @Nullable MetricCatalogue catalogue,
            KnownRuns runs,
            Sink sink,
            BooleanSupplier interrupted)
            throws UnusableException, LedgerException, InterruptedException {
        return of(input, options, catalogue, runs, CompletionFinder.later(), sink, interrupted);
    }

    /** @param finder says which completions rows mean that name them by keys */
    static FileReading of(
            InputFile input,
            MappingOptions options,
            @Nullable MetricCatalogue catalogue,
            KnownRuns runs,
            CompletionFinder<LedgerException> finder,
            Sink sink,
            BooleanSupplier interrupted)
            throws UnusableException, LedgerException, InterruptedException {
        try (RowSource source = open(input, InputFile::open)) {
            return of(source, input, options, catalogue, runs, finder, sink, interrupted);
        } catch (InputException | MappingException | IOException e) {
            throw unusable(input, options, e);
        }
    }

    /**
     * {@link #of} without the metrics of a deployment, and without a reading that finds out the encoding.
     *
     * @return empty when the encoding is not the one that the beginning of the file looks like: then the sink has been
     *     handed rows that are to be forgotten, and the encoding is found out by {@link #of}
     */
    public static Optional<FileReading> onTrial(
            InputFile input, MappingOptions options, KnownRuns runs, Sink sink, BooleanSupplier interrupted)
            throws UnusableException, LedgerException, InterruptedException {
        try (RowSource source = open(input, InputFile::openOnTrial)) {
            return Optional.of(of(source, input, options, null, runs, CompletionFinder.later(), sink, interrupted));
        } catch (OtherEncodingException e) {
            return Optional.empty();
        } catch (InputException | MappingException | IOException e) {
            throw unusable(input, options, e);
        }
    }

    /** A way to open a file. */
    @FunctionalInterface
    private interface Opening {
        RowSource of(InputFile file) throws InputException, IOException;
    }

    private static RowSource open(InputFile input, Opening opening)
            throws UnusableException, InputException, IOException {
        if (Files.notExists(input.path())) {
            throw new UnusableException("There is no file " + input.path() + ".");
        }
        return opening.of(input);
    }

    private static FileReading of(
            RowSource source,
            InputFile input,
            MappingOptions options,
            @Nullable MetricCatalogue catalogue,
            KnownRuns runs,
            CompletionFinder<LedgerException> finder,
            Sink sink,
            BooleanSupplier interrupted)
            throws UnusableException, LedgerException, InterruptedException, InputException, MappingException,
                    IOException {
        Mapper mapper = Mapper.over(source, options, catalogue);
        sink.begin(source);
        long rows = 0;
        for (Row row = source.next(); row != null; row = source.next()) {
            if (interrupted.getAsBoolean()) {
                throw new InterruptedException();
            }
            rows++;
            if (sink.leavesOut(row, mapper::ids)) {
                continue;
            }
            List<Mapped> pieces = mapper.map(row, runs, finder);
            sink.row(row, mapper.origins(), pieces);
            for (int part = 0; part < pieces.size(); part++) {
                hand(row, part, pieces.get(part), sink);
            }
        }
        if (rows > 0) {
            mapper.end();
        }
        List<String> notices = new ArrayList<>(source.notices());
        notices.addAll(mapper.notices());
        return new FileReading(
                Form.of(source.dialect()),
                rows,
                source.blankRows(),
                source.sha256(),
                mapper.fields(),
                mapper.notUploaded(),
                mapper.unknownUsers(),
                mapper.unknownMetrics()
                        .map(metrics -> Printable.of(input.path().getFileName() + ": " + metrics, MESSAGE_LIMIT))
                        .orElse(null),
                mapper.metricsToCreate(),
                notices);
    }

    private static void hand(Row row, int part, Mapped mapped, Sink sink) throws LedgerException, UnusableException {
        if (mapped instanceof Mapped.Valid valid) {
            sink.valid(row, part, valid.feedback());
        } else if (mapped instanceof Mapped.Invalid invalid) {
            sink.invalid(row, part, invalid.problems(), invalid.feedback());
        } else if (mapped instanceof Mapped.Skipped skipped) {
            sink.skipped(row, part, skipped);
        }
    }

    /** Looks at the beginning of {@code input} alone: whether it can be read and has the columns that it needs. */
    static void check(InputFile input, MappingOptions options) throws UnusableException {
        try (RowSource source = open(input, InputFile::openBeginning)) {
            Mapper.check(source, options);
        } catch (InputException | MappingException | IOException e) {
            throw unusable(input, options, e);
        }
    }

    /** A header that stands elsewhere is worth more than what is wrong with what stands in its place. */
    private static UnusableException unusable(InputFile file, MappingOptions options, Exception e) {
        Path input = file.path();
        try {
            Optional<String> elsewhere =
                    e instanceof IOException ? Optional.empty() : HeaderSearch.message(input, file.options(), options);
            if (elsewhere.isPresent()) {
                return new UnusableException(
                        Printable.of(input.getFileName() + ": " + elsewhere.get(), MESSAGE_LIMIT), e);
            }
        } catch (IOException unreadable) {
            e.addSuppressed(unreadable);
        }
        return unusable(input, e);
    }

    private static UnusableException unusable(Path input, Exception e) {
        if (e instanceof InputException) {
            return new UnusableException(String.valueOf(e.getMessage()), e);
        } else if (e instanceof MappingException mapping
                && !mapping.metricsToCreate().isEmpty()) {
            return new MissingMetricsException(
                    Printable.of(input.getFileName() + ": " + e.getMessage(), MESSAGE_LIMIT),
                    mapping.metricsToCreate());
        } else if (e instanceof MappingException) {
            return new UnusableException(Printable.of(input.getFileName() + ": " + e.getMessage(), MESSAGE_LIMIT), e);
        }
        return new UnusableException(
                input + " cannot be read: " + (e instanceof IOException io ? IoErrors.of(io) : e.getMessage()) + ".",
                e);
    }

    /** Where {@code row} stands, for messages. */
    public static Place placeOf(Path input, Row row) {
        return new Place(String.valueOf(input.getFileName()), row.number(), row.line());
    }
}
