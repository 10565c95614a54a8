package feedbackuploader.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sources of text rows share: blank rows are passed over, and the end of the file seals its digest. */
abstract class CutRows implements RowSource {

    private final Text text;
    private final Cutter cutter;
    private final String preamble;
    private final RowNumbers comments = new RowNumbers();
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
    abstract @Nullable Row row(Cut cut) throws InputException, IOException;

    /** The fault with what to do about it, as far as the rest of the file tells. */
    Fault advised(Fault fault) throws IOException {
        return fault;
    }

    @Override
    public final @Nullable Row next() throws InputException, IOException {
        for (Cut cut = cut(); cut != null; cut = cut()) {
            Fault fault = cut.fault();
            Row row = fault == null ? row(cut) : advised(fault).in(cut);
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
        while (cut != null && isComment(cut)) {
            comments.add(cut.number());
            cut = cutter.next();
        }
        if (cut == null) {
            sha256 = text.sha256();
        } else if (lineBreak == null && !cut.text().isBlank()) {
            lineBreak = cut.lineBreak().equals("\r\n") ? "\r\n" : "\n";
        }
        StrayUtf8 strays = text.strays();
        return cut == null || strays == null ? cut : strays.checked(cut);
    }

    private boolean isComment(Cut cut) {
        Character comment = text.comment();
        return comment != null && !cut.text().isEmpty() && cut.text().charAt(0) == comment;
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
        if (cutter.padding() > 0) {
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
        cutter.close();
    }
}
