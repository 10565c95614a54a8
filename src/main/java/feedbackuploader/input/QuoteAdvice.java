package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which option reads a file whose quotes are broken, found out by reading it so; asked once. */
final class QuoteAdvice {

    /** Rows that are read to find out. */
    private static final int ROWS = 200_000;

    /** One in this number of rows may be broken for another reason. */
    private static final int ONE_IN = 100;

    /** Records that are cut since they have no end in sight; with more of them the quotes are still read wrongly. */
    private static final int ENDLESS = 1;

    private static final Quoting BACKSLASH = new Quoting('"', '\\', false);
    private static final Quoting NONE = new Quoting(null, null, false);

    /** The file from its beginning, its quotes read so. */
    @FunctionalInterface
    interface Opener {
        RowSource open(Quoting quoting) throws InputException, IOException;
    }

    private final Opener opener;
    private @Nullable String words;

    QuoteAdvice(Opener opener) {
        this.opener = opener;
    }

    /** {@code problem}, and what {@code advice} has to say on it, if any is to be asked. */
    static Problem with(@Nullable QuoteAdvice advice, Problem problem) throws IOException {
        return advice == null ? problem : problem.withHint(problem.hint() + " " + advice.words());
    }

    private String words() throws IOException {
        if (words == null) {
            words = option();
        }
        return words;
    }

    private String option() throws IOException {
        if (fits(BACKSLASH)) {
            return "This file has a backslash before such a quote: add --escape '\\'.";
        }
        return fits(NONE)
                ? "This file has no quotes around cells: add --quote none."
                : "Double the quotes inside a quoted cell.";
    }

    private boolean fits(Quoting quoting) throws IOException {
        long broken = 0;
        long read = 0;
        long endless = 0;
        try (RowSource source = opener.open(quoting)) {
            if (quoting.quote() == null && hasQuotes(source.columns())) {
                return false;
            }
            for (Row row = source.next(); row != null && read < ROWS; row = source.next()) {
                read++;
                if (row instanceof BrokenRow) {
                    broken++;
                    endless += row.text().length() >= RawRecord.LIMIT ? 1 : 0;
                    if (endless > ENDLESS) {
                        return false;
                    }
                } else if (quoting.quote() == null
                        ? row instanceof CsvRow csv && hasQuotes(csv.cells())
                        : holdsAnotherRow(row, source)) {
                    return false;
                }
            }
        } catch (InputException e) {
            return false; // not even to its end
        }
        return broken * ONE_IN <= read;
    }

    /** Whether a line inside a row has cells enough to be a row itself, which an escape taken wrongly would swallow. */
    private static boolean holdsAnotherRow(Row row, RowSource source) {
        char delimiter = Objects.requireNonNull(source.dialect().delimiter());
        return row.text()
                .lines()
                .skip(1)
                .anyMatch(line -> line.chars().filter(c -> c == delimiter).count() + 1
                        >= source.columns().size());
    }

    /** Whether quotes stand around a cell, which would end up inside a text. */
    private static boolean hasQuotes(List<String> cells) {
        for (String cell : cells) {
            String text = cell.strip();
            if (text.length() > 1 && text.charAt(0) == '"' && text.charAt(text.length() - 1) == '"') {
                return true;
            }
        }
        return false;
    }
}
