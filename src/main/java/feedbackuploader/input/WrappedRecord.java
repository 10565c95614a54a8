package feedbackuploader.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that stands in quotes as a whole, {@code "a,""b"",c"}: what becomes of CSV that was pasted into one column of a
 * spreadsheet and saved as CSV again.
 */
final class WrappedRecord {

    private final char delimiter;
    private final Quoting quoting;
    private final CellSplitter splitter;

    WrappedRecord(char delimiter, Quoting quoting, CellSplitter splitter) {
        this.delimiter = delimiter;
        this.quoting = quoting;
        this.splitter = splitter;
    }

    /** The cells inside the only cell of {@code record}; null when there is no record inside, or it is broken. */
    @Nullable
    List<String> cells(String record, List<String> cells) throws IOException {
        if (cells.size() != 1 || record.isEmpty() || record.charAt(0) != quoting.quoteOrNothing()) {
            return null;
        }
        byte[] inside = cells.get(0).getBytes(StandardCharsets.UTF_8);
        StrictReader reader = new StrictReader(new ByteArrayInputStream(inside), StandardCharsets.UTF_8, 0);
        try (CsvRecordReader recordReader = new CsvRecordReader("", reader, delimiter, quoting, null, null)) {
            RawRecord rawRecord = recordReader.next();
            return rawRecord == null || rawRecord.fault() != null || recordReader.next() != null
                    ? null
                    : splitter.cells(rawRecord.text());
        } catch (InputException e) {
            return null; // as any other record that cannot be taken apart
        }
    }

    /** The lines of {@code text}, those in quotes as a whole without them. */
    static String unwrapped(String text) {
        StringBuilder lines = new StringBuilder();
        text.lines().forEach(line -> {
            boolean isWrapped = line.length() > 1 && line.charAt(0) == '"' && line.charAt(line.length() - 1) == '"';
            lines.append(isWrapped ? line.substring(1, line.length() - 1).replace("\"\"", "\"") : line)
                    .append('\n');
        });
        return lines.toString();
    }
}
