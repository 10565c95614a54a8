package feedbackuploader.input;

import java.util.List;
import java.util.StringJoiner;

/** Cells written as one record of CSV, with quotes where they are needed. */
final class CsvText {

    private CsvText() {}

    static String of(List<String> cells, char delimiter) {
        StringJoiner record = new StringJoiner(Character.toString(delimiter));
        for (String cell : cells) {
            record.add(needsQuotes(cell, delimiter) ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        return record.toString();
    }

    private static boolean needsQuotes(String cell, char delimiter) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return !cell.isEmpty() && (cell.charAt(0) <= ' ' || cell.charAt(cell.length() - 1) <= ' ');
    }
}
