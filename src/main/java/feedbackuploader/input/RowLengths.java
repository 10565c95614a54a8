package feedbackuploader.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the rows of a file that fit its header have different numbers of cells, found out by reading it; asked once. A
 * delimiter at the end of every row means nothing; at the end of some, it may be one cell that was cut in two.
 */
final class RowLengths {

    private final QuoteAdvice.Opener opener;
    private final Quoting quoting;
    private @Nullable Boolean differ;

    RowLengths(QuoteAdvice.Opener opener, Quoting quoting) {
        this.opener = opener;
        this.quoting = quoting;
    }

    boolean differ() throws IOException {
        if (differ == null) {
            differ = found();
        }
        return differ;
    }

    private boolean found() throws IOException {
        try (RowSource source = opener.open(quoting)) {
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
