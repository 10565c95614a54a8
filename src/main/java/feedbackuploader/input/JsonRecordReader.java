package feedbackuploader.input;

import feedbackuploader.support.Place;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.util.Locale;

/** What the record readers share that find records by JSON's quotes and brackets. */
abstract class JsonRecordReader extends RecordReader {

    static final String HINT = "Are brackets or quotes missing, or was the file cut off?";

    /** Of the value that is being read: whether a text is open, and on which line it was opened. */
    private boolean inText;

    private long quoteOpened;
    private int depth;

    JsonRecordReader(String file, StrictReader reader) {
        super(file, reader);
    }

    final int nextThatIsNoSpace() throws InputException, IOException {
        int c = read();
        while (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            line += c == '\n' ? 1 : 0;
            c = read();
        }
        return c;
    }

    /** The same where the file may end, and may be padded. */
    final int nextThatIsNoPadding() throws InputException, IOException {
        int c = nextThatIsNoSpace();
        while (isPadding(c)) {
            dropPadding(1);
            c = nextThatIsNoSpace();
        }
        return c;
    }

    final void startValue() {
        inText = false;
        depth = 0;
    }

    /** Takes in what the character that was just appended means for where the value ends. */
    final void follow(int c) throws InputException, IOException {
        if (c == '\n') {
            line++;
        } else if (c == '"') {
            inText = !inText;
            quoteOpened = line;
        } else if (inText && c == '\\') {
            appendEscaped();
        } else if (!inText) {
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
        }
    }

    final boolean isInText() {
        return inText;
    }

    /** Whether no text and no bracket is open. */
    final boolean isOutside() {
        return !inText && depth == 0;
    }

    /** @param start the line on which the value starts */
    final InputException textNeverCloses(long start) {
        return new InputException(
                new Place(file, row, start),
                new Problem(
                        String.format(Locale.ROOT, "a text without its closing quote, opened on line %,d", quoteOpened),
                        "a closing quote",
                        HINT));
    }

    /** The character behind a backslash, which means nothing more. */
    final void appendEscaped() throws InputException, IOException {
        int c = read();
        if (c != END) {
            append(c);
            line += c == '\n' ? 1 : 0;
        }
    }
}
