package feedbackuploader.input;

import java.util.ArrayList;
import java.util.List;

/**
 * The cells of a record in which an escape takes its meaning from a sign. Commons CSV would turn the beginning of {@code
 * \theta} into a tab; here an escape before anything but a sign is a plain character.
 */
final class EscapedCells {

    private final char delimiter;
    private final int quote;
    private final int escape;
    private final boolean dropsBlanks;

    EscapedCells(char delimiter, Quoting quoting) {
        this.delimiter = delimiter;
        this.quote = quoting.quoteOrNothing();
        this.escape = quoting.escapeOrNothing();
        this.dropsBlanks = quoting.afterBlanks();
    }

    /** @param record with its quotes in order, as {@link CsvRecordReader} leaves it */
    List<String> of(String record) {
        List<String> cells = new ArrayList<>();
        int next = 0;
        do {
            next = cell(record, next, cells) + 1;
        } while (next <= record.length());
        return List.copyOf(cells);
    }

    /** @return where the delimiter behind the cell stands, or the end of the record */
    private int cell(String record, int from, List<String> cells) {
        int start = dropsBlanks ? skipBlanks(record, from) : from;
        boolean quoted = start < record.length() && record.charAt(start) == quote;
        StringBuilder cell = new StringBuilder();
        int i = quoted ? start + 1 : start;
        for (; i < record.length(); i++) {
            char c = record.charAt(i);
            boolean hasNext = i + 1 < record.length();
            if (c == escape && hasNext && isSign(record.charAt(i + 1))) {
                cell.append(record.charAt(++i));
            } else if (quoted && c == quote) {
                if (!hasNext || record.charAt(i + 1) != quote) {
                    i = skipBlanks(record, i + 1);
                    break;
                }
                cell.append(record.charAt(++i));
            } else if (!quoted && c == delimiter) {
                break;
            } else {
                cell.append(c);
            }
        }
        cells.add(dropsBlanks && !quoted ? cell.toString().stripTrailing() : cell.toString());
        return i;
    }

    private boolean isSign(char c) {
        return c == delimiter || c == quote || c == escape || c == '\n' || c == '\r';
    }

    private int skipBlanks(String record, int from) {
        int i = from;
        while (i < record.length() && record.charAt(i) != delimiter && Character.isWhitespace(record.charAt(i))) {
            i++;
        }
        return i;
    }
}
