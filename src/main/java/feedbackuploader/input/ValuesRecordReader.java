package feedbackuploader.input;

import feedbackuploader.support.Place;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects one after the other, each over several lines or several on one, perhaps with commas between. As in
 * {@link ArrayRecordReader}, quotes and brackets alone say where one ends.
 */
final class ValuesRecordReader extends JsonRecordReader {

    private final Problem longObject;

    ValuesRecordReader(String file, String path, StrictReader reader) {
        super(file, reader);
        this.longObject = RawRecord.tooLong("If one object holds all the rows, extract the list: jq -c '.KEY[]' "
                + Shell.word(path) + " > rows.jsonl");
    }

    @Override
    @Nullable
    RawRecord next() throws InputException, IOException {
        int c = nextThatIsNoPadding();
        while (c == ',') {
            c = nextThatIsNoPadding();
        }
        if (c == END) {
            return null;
        }
        row++;
        return c == '{' || c == '[' ? value(c) : restOfLine(c);
    }

    private RawRecord value(int first) throws InputException, IOException {
        long start = line;
        startValue();
        Problem tooLong = null;
        for (int c = first; c != END; c = read()) {
            if (!append(c)) {
                tooLong = longObject;
            }
            follow(c);
            if (isOutside()) {
                return rawRecord(start, "\n", tooLong);
            }
        }
        throw isInText()
                ? textNeverCloses(start)
                : new InputException(
                        new Place(file, row, start),
                        new Problem("a JSON object without its end", "a closing bracket", HINT));
    }

    /** What is neither an object nor a list is told of as a row. */
    private RawRecord restOfLine(int first) throws InputException, IOException {
        Problem tooLong = null;
        int c = first;
        while (c != END && c != '\n') {
            if (!append(c)) {
                tooLong = RawRecord.TOO_LONG;
            }
            c = read();
        }
        RawRecord rawRecord = rawRecord(line, "\n", tooLong);
        line += c == '\n' ? 1 : 0;
        return rawRecord;
    }
}
