package feedbackuploader.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects one after the other, each over several lines or several on one, perhaps with commas between. As in
 * {@link ArrayCutter}, quotes and brackets alone say where one ends.
 */
final class ValuesCutter extends JsonCutter {

    private final String path;

    ValuesCutter(String file, String path, StrictReader reader) {
        super(file, reader);
        this.path = path;
    }

    @Override
    @Nullable
    Cut next() throws InputException, IOException {
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

    private Cut value(int first) throws InputException, IOException {
        long start = line;
        startValue();
        Fault tooLong = null;
        for (int c = first; c != END; c = read()) {
            if (!append(c)) {
                tooLong = Fault.tooLong("If one object holds all the rows, extract the list: jq -c '.KEY[]' "
                        + Shown.shell(path) + " > rows.jsonl");
            }
            follow(c);
            if (isOutside()) {
                return cut(start, "\n", tooLong);
            }
        }
        throw isInText()
                ? textNeverCloses(start)
                : InputException.at(file, row, start, "a JSON object without its end", "a closing bracket", HINT);
    }

    /** What is neither an object nor a list is told of as a row. */
    private Cut restOfLine(int first) throws InputException, IOException {
        Fault tooLong = null;
        int c = first;
        while (c != END && c != '\n') {
            if (!append(c)) {
                tooLong = Fault.tooLong(null);
            }
            c = read();
        }
        Cut cut = cut(line, "\n", tooLong);
        line += c == '\n' ? 1 : 0;
        return cut;
    }
}
