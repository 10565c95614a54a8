package feedbackuploader.input;

import feedbackuploader.support.Printable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a file was understood.
 *
 * @param encoding null for a workbook, which has none of its own
 * @param byteOrderMark whether the text begins with one
 * @param delimiter between the cells of CSV, else null
 * @param sheet the name of the sheet that was read, else null
 * @param gzip whether the file is gzip-compressed
 */
public record Dialect(
        Kind kind,
        @Nullable Charset encoding,
        boolean byteOrderMark,
        @Nullable Character delimiter,
        @Nullable String sheet,
        boolean gzip) {

    /** What a file is. */
    public enum Kind {
        CSV("CSV", Format.CSV),
        JSONL("JSONL", Format.JSONL),
        JSON_ARRAY("one JSON array", Format.JSONL),
        JSON_LIST("one JSON object that holds a list", Format.JSONL),
        JSON_VALUES("JSON objects one after the other", Format.JSONL),
        WORKBOOK("Excel workbook", Format.CSV);

        private final String words;
        private final Format rows;

        Kind(String words, Format rows) {
            this.words = words;
            this.rows = rows;
        }

        /** What its rows are made of, and what a report on it is written in. */
        public Format rows() {
            return rows;
        }
    }

    /** A delimiter as a sentence calls it. */
    public static String word(char delimiter) {
        return switch (delimiter) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "vertical bar";
            default -> Printable.quoted(Character.toString(delimiter));
        };
    }

    /** Text in another encoding than UTF-8, or none at all: a report on it is in UTF-8 with a byte order mark. */
    public boolean isUtf8() {
        return StandardCharsets.UTF_8.equals(encoding);
    }

    /** The encoding, or UTF-8 where there is none. */
    Charset charset() {
        return encoding == null ? StandardCharsets.UTF_8 : encoding;
    }

    /** In a few words: {@code CSV, windows-1252, delimiter semicolon, gzip}. */
    public String describe() {
        StringBuilder words = new StringBuilder(kind.words);
        if (sheet != null) {
            words.append(", sheet ").append(Printable.quoted(sheet));
        }
        if (encoding != null) {
            words.append(", ").append(encoding.name());
        }
        if (byteOrderMark) {
            words.append(" with a byte order mark");
        }
        if (delimiter != null) {
            words.append(", delimiter ").append(word(delimiter));
        }
        return words.append(gzip ? ", gzip" : "").toString();
    }
}
