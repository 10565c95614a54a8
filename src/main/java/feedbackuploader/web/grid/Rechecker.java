package feedbackuploader.web.grid;

import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
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
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks single rows as the check of the whole file does, by a mapper of its own. What a mapper learns from rows before
 * changes what it says of the first rows alone (is one a second header?), so it is shown the rows at the beginning first,
 * as they are now. Two things only a whole check can tell: what the edit of one of the first rows changes in the advice on
 * those below it, and what is said of a file as a whole, its notices and why it cannot be used.
 */
final class Rechecker implements Closeable {

    /** Rows at the beginning that the mapper is shown: as many as it looks at to recognise an export. */
    private static final int FIRST = 100;

    private final RowGrid grid;
    private final InputFile file;
    private final MappingOptions options;
    private @Nullable RowSource source;
    private @Nullable Mapper mapper;

    Rechecker(RowGrid grid, InputFile input, MappingOptions options) {
        this.grid = grid;
        InputOptions reading = input.options().withEdits(null);
        Charset known = reading.encoding() == null ? grid.encoding() : reading.encoding();
        this.file = InputFile.of(
                input.path(), known == null ? reading : reading.withEncoding(known)); // to find it out takes a reading
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
        if (row.text().isEmpty() && row instanceof BrokenRow) {
            return List.of(new Mapped.Skipped("it is blank now", null, null));
        }
        try (KnownRuns runs = KnownRuns.anywhere()) {
            if (index < FIRST) {
                return map(after(index, runs), row, runs);
            }
            Mapper known = mapper;
            if (known == null) {
                known = after(FIRST, runs);
                mapper = known;
            }
            return map(known, row, runs);
        }
    }

    /** One that has seen so many rows, or all where there are fewer. */
    private Mapper after(long rows, KnownRuns runs)
            throws InputException, MappingException, IOException, LedgerException {
        Mapper fresh = Mapper.over(source(), options, null);
        for (long i = 0; i < rows; i++) {
            map(fresh, grid.whole(i), runs);
        }
        return fresh;
    }

    private static List<Mapped> map(Mapper mapper, Row row, KnownRuns runs) throws LedgerException {
        try {
            return mapper.map(row, runs);
        } catch (MappingException e) { // which ends a whole check
            Problem problem = new Problem("cells that end the table here", "feedback", e.getMessage());
            return List.of(new Mapped.Invalid(List.of(problem), null));
        }
    }

    /** @return {@code record} in place of {@code row} */
    Row reread(Row row, String record) throws InputException, MappingException, IOException {
        Row again = source().reread(row, record);
        return again == null ? blank(row) : again;
    }

    /** One whose cells were all cleared: the next check does not see it. */
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
