package feedbackuploader.input;

import java.util.List;
import java.util.StringJoiner;

/** Cells written as one record of CSV, with quotes where they are needed. */
public final class CsvText {

    private CsvText() {}

    public static String of(List<String> cells, char delimiter) {
        return of(cells, delimiter, Quoting.STANDARD);
    }

    /** A record that is read as it was meant under {@code quoting}; where there are no quotes, signs become blanks. */
    public static String of(List<String> cells, char delimiter, Quoting quoting) {
        StringJoiner record = new StringJoiner(Character.toString(delimiter));
        for (String cell : cells) {
            record.add(written(cell, delimiter, quoting));
        }
        return record.toString();
    }

    private static String written(String cell, char delimiter, Quoting quoting) {
        Character quote = quoting.quote();
        Character escape = quoting.escape();
        if (quote != null) {
            if (!needsQuotes(cell, delimiter, quote, escape == null ? quote : escape)) {
                return cell;
            }
            String text = escape == null
                    ? cell.replace(quote.toString(), "" + quote + quote)
                    : cell.replace(escape.toString(), "" + escape + escape)
                            .replace(quote.toString(), "" + escape + quote);
            return quote + text + quote;
        }
        StringBuilder plain = new StringBuilder(cell.length());
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            boolean isSign = c == delimiter || c == '\n' || c == '\r' || (escape != null && c == escape);
            if (isSign && escape != null) {
                plain.append(escape.charValue());
            }
            plain.append(isSign && escape == null ? ' ' : c);
        }
        return plain.toString();
    }

    private static boolean needsQuotes(String cell, char delimiter, char quote, char escape) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == delimiter || c == quote || c == escape || c == '\n' || c == '\r') {
                return true;
            }
        }
        return !cell.isEmpty() && (cell.charAt(0) <= '#' || cell.charAt(cell.length() - 1) <= ' ');
    }
}
