package feedbackuploader.input;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which character stands between the cells of a CSV file. */
final class Delimiters {

    private static final String COMMON = ",;\t|";

    /** In quotes too, as a program writes it that takes the line for a cell. */
    private static final Pattern NAMED =
            Pattern.compile("(?<quote>\"?)(?i:sep)=(?<sign>[^\"\r\n])\\k<quote>(?=[\r\n]|\\z)");

    private static final int RECORDS = 100;

    private Delimiters() {}

    /** What a first line {@code sep=;} says, as spreadsheets write and read it, or null when there is none. */
    static @Nullable Character named(String text) {
        Matcher named = NAMED.matcher(text);
        return named.lookingAt() ? (Character) named.group("sign").charAt(0) : null;
    }

    /**
     * The one that cuts the header into more than one cell and most rows into as many; a comma when none does.
     *
     * @param text the beginning of the file, from the header on
     */
    static char in(String text, Quoting quoting) {
        Character found = best(text, quoting);
        Character inside = found == null ? best(WrappedRecord.unwrapped(text), quoting) : found;
        return inside == null ? ',' : inside;
    }

    private static @Nullable Character best(String text, Quoting quoting) {
        Character best = null;
        double bestFit = 0;
        for (int i = 0; i < COMMON.length(); i++) {
            char delimiter = COMMON.charAt(i);
            double fit = delimiter == quoting.quoteOrNothing() ? 0 : fit(cellCounts(text, delimiter, quoting));
            if (fit > bestFit) {
                best = delimiter;
                bestFit = fit;
            }
        }
        return best;
    }

    /** First by the share of rows like the header, and among equals by the number of cells. */
    private static double fit(List<Integer> counts) {
        if (counts.isEmpty() || counts.get(0) < 2) {
            return 0;
        }
        int header = counts.get(0);
        double alike = counts.stream().filter(count -> count == header).count();
        return alike / counts.size() + header * 1e-6;
    }

    /** The cells of each whole record that is not blank. */
    private static List<Integer> cellCounts(String text, char delimiter, Quoting quoting) {
        int quote = quoting.quoteOrNothing();
        int escape = quoting.escapeOrNothing();
        List<Integer> counts = new ArrayList<>();
        int cells = 1;
        boolean quoted = false;
        int start = 0;
        int cellStart = 0;
        for (int i = 0; i < text.length() && counts.size() < RECORDS; i++) {
            char c = text.charAt(i);
            if (c == escape) {
                i++;
            } else if (c == quote && (quoted || i == cellStart)) {
                quoted = !quoted;
            } else if (!quoted && c == delimiter) {
                cells++;
                cellStart = i + 1;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                if (i > start) {
                    counts.add(cells);
                }
                cells = 1;
                start = i + 1;
                cellStart = start;
            }
        }
        if (counts.isEmpty() && text.length() > start) {
            counts.add(cells);
        }
        return counts;
    }
}
