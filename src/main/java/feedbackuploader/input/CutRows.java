package feedbackuploader.input;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sources of text rows share: blank rows are passed over, and the end of the file seals its digest. */
abstract class CutRows implements RowSource {

    private final Text text;
    private final Cutter cutter;
    private final String preamble;
    private @Nullable String lineBreak;
    private @Nullable String sha256;
    private long blankRows;

    /** @param text what the cutter reads from */
    CutRows(Text text, Cutter cutter) throws InputException, IOException {
        this.text = text;
        this.cutter = cutter;
        this.preamble = text.skipPreamble(cutter);
    }

    /** The record as a row, or null when it is blank. */
    abstract @Nullable Row row(Cut cut);

    @Override
    public final @Nullable Row next() throws InputException, IOException {
        for (Cut cut = cut(); cut != null; cut = cut()) {
            Fault fault = cut.fault();
            Row row = fault == null ? row(cut) : fault.in(cut);
            if (row != null) {
                return row;
            }
            blankRows++;
        }
        return null;
    }

    final @Nullable Cut cut() throws InputException, IOException {
        if (sha256 != null) {
            return null;
        }
        Cut cut = cutter.next();
        if (cut == null) {
            sha256 = text.sha256();
        } else if (lineBreak == null && !cut.text().isBlank()) {
            lineBreak = cut.lineBreak().equals("\r\n") ? "\r\n" : "\n";
        }
        return cut;
    }

    @Override
    public final Dialect dialect() {
        return text.dialect();
    }

    @Override
    public final List<String> notices() {
        return text.notices();
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
        cutter.close();
    }
}
