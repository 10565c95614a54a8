package feedbackuploader.input;

import feedbackuploader.support.Place;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one JSON array. Finds where an element ends by its quotes and brackets alone, so that one that is no
 * JSON breaks that row alone, and memory does not grow with the array.
 */
class ArrayRecordReader extends JsonRecordReader {

    private final String path;
    private boolean opened;
    private boolean closed;

    ArrayRecordReader(String file, String path, StrictReader reader) {
        super(file, reader);
        this.path = path;
    }

    @Override
    @Nullable
    RawRecord next() throws InputException, IOException {
        while (!opened || closed) {
            if (opened ? !goOn() : !begin()) {
                return null;
            }
            opened = true;
            closed = false;
            int c = nextThatIsNoSpace();
            closed = c == ']';
            if (!closed) {
                row++;
                return element(c);
            }
        }
        row++;
        return element(nextThatIsNoSpace());
    }

    /** Passes over what stands before the first element of a list; false when there is none. */
    boolean begin() throws InputException, IOException {
        nextThatIsNoSpace(); // the opening bracket, by which the file was known
        return true;
    }

    /** Passes over what stands between the end of a list and the next one; false when there is none. */
    boolean goOn() throws InputException, IOException {
        int c = nextThatIsNoPadding();
        if (c != END) {
            throw new InputException(
                    new Place(file, row, line),
                    new Problem(
                            "more text after the end of the JSON array",
                            "one JSON array, or one JSON object per line",
                            c == '['
                                    ? "Write one object per line: jq -c '.[]' " + Shell.word(path) + " > rows.jsonl"
                                    : null));
        }
        return false;
    }

    private RawRecord element(int first) throws InputException, IOException {
        long start = line;
        startValue();
        Problem tooLong = null;
        for (int c = first; c != END; c = read()) {
            if (isOutside() && (c == ',' || c == ']')) {
                closed = c == ']';
                return rawRecord(start, "", tooLong);
            }
            if (!append(c)) {
                if (isInText()) {
                    throw textNeverCloses(start);
                }
                tooLong = RawRecord.TOO_LONG;
            }
            follow(c);
        }
        throw isInText() ? textNeverCloses(start) : neverCloses();
    }

    private InputException neverCloses() {
        return new InputException(
                new Place(file, row, line), new Problem("a JSON array without its end", "a closing bracket", HINT));
    }
}
