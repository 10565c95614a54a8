package feedbackuploader.input;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one JSON array. Finds where an element ends by its quotes and brackets alone, so that one that is no
 * JSON breaks that row alone, and memory does not grow with the array.
 */
final class ArrayCutter extends Cutter {

    private static final String HINT = "Are brackets or quotes missing, or was the file cut off?";

    private boolean opened;
    private boolean closed;
    private long quoteOpened;

    ArrayCutter(String file, StrictReader reader) {
        super(file, reader);
    }

    @Override
    @Nullable
    Cut next() throws InputException, IOException {
        if (!opened) {
            nextThatIsNoSpace(); // the opening bracket, by which the file was known
            opened = true;
        }
        if (closed) {
            refuseMore();
            return null;
        }
        row++;
        int c = nextThatIsNoSpace();
        if (c == ']' && row == 1) {
            closed = true;
            return next();
        }
        return element(c);
    }

    private Cut element(int first) throws InputException, IOException {
        long start = line;
        int depth = 0;
        boolean inText = false;
        Fault tooLong = null;
        for (int c = first; c != END; c = read()) {
            if (!inText && depth == 0 && (c == ',' || c == ']')) {
                closed = c == ']';
                return cut(start, "", tooLong);
            }
            if (!append(c)) {
                if (inText) {
                    throw textNeverCloses(start);
                }
                tooLong = Fault.tooLong(null);
            }
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
        throw inText ? textNeverCloses(start) : neverCloses();
    }

    private void appendEscaped() throws InputException, IOException {
        int c = read();
        if (c != END) {
            append(c);
            line += c == '\n' ? 1 : 0;
        }
    }

    private int nextThatIsNoSpace() throws InputException, IOException {
        int c = read();
        while (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            line += c == '\n' ? 1 : 0;
            c = read();
        }
        return c;
    }

    private void refuseMore() throws InputException, IOException {
        int c = nextThatIsNoSpace();
        while (isPadding(c)) {
            dropPadding(1);
            c = nextThatIsNoSpace();
        }
        if (c != END) {
            throw InputException.at(
                    file,
                    row,
                    line,
                    "more after the end of the JSON array",
                    "one JSON array, or one JSON object a line",
                    null);
        }
    }

    private InputException neverCloses() {
        return InputException.at(file, row, line, "a JSON array that never closes", "its closing bracket", HINT);
    }

    private InputException textNeverCloses(long start) {
        return InputException.at(
                file,
                row,
                start,
                String.format(Locale.ROOT, "a text that does not close, opened on line %,d", quoteOpened),
                "a closing quote",
                HINT);
    }
}
