package feedbackuploader.input;

import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Records in UTF-8 in a text of another encoding, as where files were joined: in that encoding they read without an error,
 * and {@code é} is {@code Ã©}.
 */
final class StrayUtf8 {

    /** Far fewer characters of any other encoding come to valid UTF-8 by chance. */
    private static final int ENOUGH = 2;

    /** The byte order mark, with which a part may begin. */
    private static final char MARK = '\uFEFF';

    private final Charset encoding;
    private final boolean isGuess;
    private final RowNumbers rows = new RowNumbers();

    /** @param isGuess whether nobody has named the encoding: then such a record is at fault, else it is only told */
    private StrayUtf8(Charset encoding, boolean isGuess) {
        this.encoding = encoding;
        this.isGuess = isGuess;
    }

    /** Null for encodings of Unicode, in which there is nothing to confuse. */
    static @Nullable StrayUtf8 in(Encoding encoding) {
        String name = encoding.charset().name();
        return name.startsWith("UTF-") || !encoding.charset().canEncode()
                ? null
                : new StrayUtf8(encoding.charset(), encoding.guessedFrom() != null);
    }

    /** The record, at fault and with its text in UTF-8 where it seems to be that. */
    RawRecord checked(RawRecord rawRecord) {
        String other = rawRecord.fault() == null ? inUtf8(rawRecord.text()) : null;
        if (other == null) {
            return rawRecord;
        }
        if (other.charAt(0) == MARK && firstBeyondAscii(other.substring(1)) == other.length() - 1) {
            return new RawRecord(rawRecord.number(), rawRecord.line(), other, rawRecord.lineBreak(), null);
        }
        if (!isGuess) {
            rows.add(rawRecord.number());
            return rawRecord;
        }
        return new RawRecord(
                rawRecord.number(),
                rawRecord.line(),
                other,
                rawRecord.lineBreak(),
                fault(word(rawRecord.text()), word(other)));
    }

    /** How many records seem to be UTF-8 though the encoding was named. */
    long told() {
        return rows.count();
    }

    String notice() {
        return "Text that looks like UTF-8 is read as " + encoding.name() + ", as --encoding says: " + rows.listed()
                + ".";
    }

    private Problem fault(String here, String inUtf8) {
        return new Problem(
                "a row in UTF-8 (" + Printable.quoted(inUtf8) + "; as " + encoding.name() + " it would be "
                        + Printable.quoted(here) + ")",
                encoding.name() + ", as in other rows of the file",
                "Save all rows in one encoding. If this row really contains " + Printable.quoted(here)
                        + ", add --encoding " + encoding.name().toLowerCase(Locale.ROOT) + ".");
    }

    private @Nullable String inUtf8(String text) {
        if (firstBeyondAscii(text) == text.length()) {
            return null;
        }
        try {
            ByteBuffer bytes = encoding.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            String other = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return isLikely(other) ? other : null;
        } catch (CharacterCodingException e) {
            return null; // no UTF-8
        }
    }

    /** One letter of the west and two of anywhere are beyond chance, in scripts that people write. */
    private boolean isLikely(String text) {
        boolean isWide = encoding.newEncoder().maxBytesPerChar() > 1;
        int found = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                if (!isWritten(c)) {
                    return false;
                }
                found += c == MARK || (!isWide && isOfTheWest(c)) ? ENOUGH : 1;
            }
        }
        return found >= ENOUGH;
    }

    private static boolean isOfTheWest(char c) {
        return c < 0x180 || (c >= 0x2000 && c < 0x2200);
    }

    /** What stands between Latin and Greek, and beside the alphabets of today, comes of punctuation behind a capital. */
    private static boolean isWritten(char c) {
        return (c >= 0xA0 && c < 0x180)
                || (c >= 0x386 && c < 0x460)
                || (c >= 0x5D0 && c < 0x700)
                || (c >= 0x900 && c < 0x1800)
                || c >= 0x1E00;
    }

    private static String word(String text) {
        int at = firstBeyondAscii(text);
        int from = at;
        while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        int to = at;
        while (to < text.length() && (text.charAt(to) >= 0x80 || Character.isLetterOrDigit(text.charAt(to)))) {
            to++;
        }
        return text.substring(from, to);
    }

    private static int firstBeyondAscii(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) < 0x80) {
            at++;
        }
        return at;
    }
}
