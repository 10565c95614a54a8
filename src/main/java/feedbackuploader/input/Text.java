package feedbackuploader.input;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of text, understood and not yet read.
 *
 * @param skipLines lines above the first record
 * @param separatorLine the first line is {@code sep=;} or the like, which spreadsheets do not show as a row
 * @param comment what lines begin with that are no rows, or null
 * @param strays what finds records in UTF-8, where the text is in another encoding
 * @param whenRead is told the digest
 */
record Text(
        String file,
        Content content,
        StrictReader reader,
        Dialect dialect,
        List<String> notices,
        int skipLines,
        boolean separatorLine,
        @Nullable Character comment,
        @Nullable StrayUtf8 strays,
        Consumer<String> whenRead) {

    Text {
        notices = List.copyOf(notices);
    }

    String skipPreamble(RecordReader recordReader) throws InputException, IOException {
        String skipped = recordReader.skipLines(separatorLine ? 1 : skipLines);
        if (separatorLine) {
            recordReader.row = 0;
        }
        return skipped;
    }

    /** Once, when every character has been read. */
    String sha256() throws IOException {
        String digest = content.sha256();
        whenRead.accept(digest);
        return digest;
    }
}
