package feedbackuploader.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the rows of a file that fit its header have different numbers of cells, found out by reading it; asked once. A
 * delimiter at the end of every row means nothing; at the end of some, it may be one cell that was cut in two.
 */
final class RowLengths {

    /** The file from its beginning. */
    @FunctionalInterface
    interface Opener {
        RowSource open() throws InputException, IOException;
    }

    private final Opener opener;
    private @Nullable Boolean differ;

    RowLengths(Opener opener) {
        this.opener = opener;
    }

    boolean differ() throws IOException {
        if (differ == null) {
            differ = found();
        }
        return differ;
    }

    private boolean found() throws IOException {
        try (RowSource source = opener.open()) {
            if (!(source instanceof CsvSource csv)) {
                return false;
            }
            Row row = csv.next();
            while (row != null && !csv.lengthsDiffer()) {
                row = csv.next();
            }
            return csv.lengthsDiffer();
        } catch (InputException e) {
            return true; // not even to its end
        }
    }
}
