package feedbackuploader.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records that are lines. A lone carriage return does not end one: in JSON it is a space. */
final class LineCutter extends Cutter {

    LineCutter(String file, StrictReader reader) {
        super(file, reader);
    }

    @Override
    @Nullable
    Cut next() throws InputException, IOException {
        row++;
        line = row;
        Fault tooLong = null;
        long skipped = 0;
        while (true) {
            int c = read();
            if (c == END) {
                dropPadding(skipped);
                return isEmpty() ? null : cut(line, "", tooLong);
            }
            if (c == '\n') {
                return cut(line, "\n", tooLong);
            }
            if (c == '\r' && skipLineFeed()) {
                return cut(line, "\r\n", tooLong);
            }
            if (!append(c)) {
                tooLong = Fault.tooLong(null);
                skipped += isPadding(c) ? 1 : 0;
            }
        }
    }
}
