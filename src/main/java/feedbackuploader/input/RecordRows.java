package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sources of text rows share: blank rows are passed over, and the end of the file seals its digest. */
abstract class RecordRows implements RowSource {

    private final Text text;
    private final RecordReader recordReader;
    private final String preamble;
    private final RowNumbers comments = new RowNumbers();
    private @Nullable String lineBreak;
    private @Nullable String sha256;
    private long blankRows;
    private int length;

    /** @param text what the record reader reads from */
    RecordRows(Text text, RecordReader recordReader) throws InputException, IOException {
        this.text = text;
        this.recordReader = recordReader;
        this.preamble = text.skipPreamble(recordReader);
    }

    /** The record as a row, or null when it is blank. */
    abstract @Nullable Row row(RawRecord rawRecord) throws InputException, IOException;

    @Override
    public final @Nullable Row next() throws InputException, IOException {
        for (RawRecord rawRecord = rawRecord(); rawRecord != null; rawRecord = rawRecord()) {
            Problem fault = rawRecord.fault();
            Row row = fault == null ? row(rawRecord) : rawRecord.broken(fault);
            if (row != null) {
                return row;
            }
            blankRows++;
        }
        return null;
    }

    final @Nullable RawRecord rawRecord() throws InputException, IOException {
        if (sha256 != null) {
            return null;
        }
        RawRecord rawRecord = recordReader.next();
        while (rawRecord != null && isComment(rawRecord)) {
            comments.add(rawRecord.number());
            rawRecord = recordReader.next();
        }
        if (rawRecord == null) {
            sha256 = text.sha256();
        } else if (lineBreak == null && !rawRecord.text().isBlank()) {
            lineBreak = rawRecord.lineBreak().equals("\r\n") ? "\r\n" : "\n";
        }
        length = rawRecord == null ? 0 : rawRecord.text().length();
        StrayUtf8 strays = text.strays();
        return rawRecord == null || strays == null ? rawRecord : strays.checked(rawRecord);
    }

    final boolean isComment(RawRecord rawRecord) {
        Character comment = text.comment();
        return comment != null
                && !rawRecord.text().isEmpty()
                && rawRecord.text().charAt(0) == comment;
    }

    /** How many characters of the text, without its byte order mark, stand before the last record. */
    final long begin() {
        return recordReader.beginOfRecord();
    }

    /** How many characters the last record has. */
    final int length() {
        return length;
    }

    @Override
    public final Dialect dialect() {
        return text.dialect();
    }

    @Override
    public List<String> notices() {
        List<String> notices = new ArrayList<>(text.notices());
        if (comments.count() > 0) {
            notices.add(comments.ofComments());
        }
        StrayUtf8 strays = text.strays();
        if (strays != null && strays.told() > 0) {
            notices.add(strays.notice());
        }
        if (recordReader.padding() > 0) {
            notices.add("Padding at the end of the file is ignored: Ctrl-Z or zeros (U+001A, U+0000).");
        }
        return notices;
    }

    @Override
    public final String preamble() {
        return preamble;
    }

    @Override
    public final String lineBreak() {
        return lineBreak == null ? "\n" : lineBreak;
    }

    @Override
    public final long blankRows() {
        return blankRows;
    }

    @Override
    public final String sha256() {
        if (sha256 == null) {
            throw new IllegalStateException("the file has not been read to its end");
        }
        return sha256;
    }

    @Override
    public final void close() throws IOException {
        recordReader.close();
    }
}
