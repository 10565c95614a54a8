package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records that are lines. A lone carriage return does not end one: in JSON it is a space. */
final class LineRecordReader extends RecordReader {

    LineRecordReader(String file, StrictReader reader) {
        super(file, reader);
    }

    @Override
    @Nullable
    RawRecord next() throws InputException, IOException {
        row++;
        line = row;
        Problem tooLong = null;
        long skipped = 0;
        while (true) {
            int c = read();
            if (c == END) {
                dropPadding(skipped);
                return isEmpty() ? null : rawRecord(line, "", tooLong);
            }
            if (c == '\n') {
                return rawRecord(line, "\n", tooLong);
            }
            if (c == '\r' && skipLineFeed()) {
                return rawRecord(line, "\r\n", tooLong);
            }
            if (!append(c)) {
                tooLong = RawRecord.TOO_LONG;
                skipped += isPadding(c) ? 1 : 0;
            }
        }
    }
}
