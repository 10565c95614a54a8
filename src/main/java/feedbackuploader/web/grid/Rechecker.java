package feedbackuploader.web.grid;

import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.mapping.Mapper;
import feedbackuploader.mapping.MappingException;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.support.Problem;
import feedbackuploader.upload.KnownRuns;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks single rows as the check of the whole file does, by a mapper of its own. What a mapper learns from rows before
 * changes what it says of the first rows alone (is one a second header?), so it is shown the rows at the beginning of the
 * file first. What is said of a file as a whole, its notices and why it cannot be used, only a whole check can tell.
 */
final class Rechecker implements Closeable {

    /** Rows at the beginning that the mapper is shown: as many as it looks at to recognise an export. */
    private static final int FIRST = 100;

    private final InputFile file;
    private final MappingOptions options;
    private @Nullable RowSource source;
    private @Nullable Mapper mapper;

    Rechecker(InputFile input, MappingOptions options) {
        this.file = input.asItStands();
        this.options = options;
    }

    /** What renders and reads rows of this file. */
    RowSource source() throws InputException, MappingException, IOException {
        RowSource open = source;
        if (open == null) {
            open = file.openBeginning();
            source = open;
        }
        return open;
    }

    /** @param index of the row among all, from 0 */
    List<Mapped> map(long index, Row row) throws InputException, MappingException, IOException, LedgerException {
        try (KnownRuns runs = KnownRuns.anywhere()) {
            if (index < FIRST) {
                return ofFirst(index, row, runs);
            }
            Mapper known = mapper;
            if (known == null) {
                known = Mapper.over(source(), options, null);
                show(known, source(), FIRST, runs);
                mapper = known;
            }
            return map(known, row, runs);
        }
    }

    private List<Mapped> ofFirst(long index, Row row, KnownRuns runs)
            throws InputException, MappingException, IOException, LedgerException {
        try (RowSource again = file.openBeginning()) {
            Mapper fresh = Mapper.over(again, options, null);
            show(fresh, again, index, runs);
            return map(fresh, row, runs);
        }
    }

    private static void show(Mapper mapper, RowSource rows, long count, KnownRuns runs)
            throws InputException, IOException, LedgerException {
        for (long i = 0; i < count; i++) {
            Row row = rows.next();
            if (row == null) {
                return;
            }
            map(mapper, row, runs);
        }
    }

    private static List<Mapped> map(Mapper mapper, Row row, KnownRuns runs) throws LedgerException {
        try {
            return mapper.map(row, runs);
        } catch (MappingException e) { // which ends a whole check
            Problem problem = new Problem("cells that end the table here", "feedback", e.getMessage());
            return List.of(new Mapped.Invalid(List.of(problem), null));
        }
    }

    /** @return {@code record} in place of {@code row}; a row that was blanked as one that is broken */
    Row reread(Row row, String record) throws InputException, MappingException, IOException {
        Row again = source().reread(row, record);
        return again == null ? blank(row) : again;
    }

    static BrokenRow blank(Row row) {
        return new BrokenRow(row.number(), row.line(), "", new Problem("a blank row", "feedback", null), List.of());
    }

    @Override
    public void close() throws IOException {
        if (source != null) {
            source.close();
        }
    }
}
