package feedbackuploader.input;

import java.io.IOException;

/** What the cutters share that find their records by JSON's quotes and brackets. */
abstract class JsonCutter extends Cutter {

    static final String HINT = "Are brackets or quotes missing, or was the file cut off?";

    JsonCutter(String file, StrictReader reader) {
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

    /** The character behind a backslash, which means nothing more. */
    final void appendEscaped() throws InputException, IOException {
        int c = read();
        if (c != END) {
            append(c);
            line += c == '\n' ? 1 : 0;
        }
    }
}
