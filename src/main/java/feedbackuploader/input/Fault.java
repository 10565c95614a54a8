package feedbackuploader.input;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a record before anyone looks into it, as the three phrases of a problem; all safe to print.
 *
 * @param isOfQuotes whether another understanding of quotes might mend it
 */
public record Fault(String found, String expected, @Nullable String hint, boolean isOfQuotes) {

    public Fault(String found, String expected, @Nullable String hint) {
        this(found, expected, hint, false);
    }

    private static final String OTHER_ENCODING =
            "If the whole file is in another encoding, name it with --encoding. If only a few rows are, write their"
                    + " text again.";

    public static Fault tooLong(@Nullable String hint) {
        String limit = String.format(Locale.ROOT, "%,d", RawRecord.LIMIT);
        return new Fault("a record of more than " + limit + " characters", "at most " + limit, hint);
    }

    static Fault of(StrictReader.Malformed bad, String encoding) {
        StringBuilder found = new StringBuilder(bad.bytes.length == 1 ? "the byte" : "the bytes");
        for (byte one : bad.bytes) {
            found.append(String.format(Locale.ROOT, " 0x%02X", one & 0xFF));
        }
        found.append(String.format(Locale.ROOT, " at byte %,d of the file", bad.offset + 1));
        return new Fault(found.toString(), encoding, OTHER_ENCODING);
    }

    /** The first byte in {@code text} that is no character, as {@link StrictReader} escapes it; null when there is none. */
    static @Nullable Fault ofBadBytes(String text, String encoding) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
                return new Fault(String.format(Locale.ROOT, "the byte 0x%02X", c & 0xFF), encoding, OTHER_ENCODING);
            }
        }
        return null;
    }

    Fault withHint(String other) {
        return new Fault(found, expected, other, isOfQuotes);
    }

    InputException at(String file, RawRecord rawRecord) {
        return InputException.at(file, rawRecord.number(), rawRecord.line(), found, expected, hint);
    }

    BrokenRow in(RawRecord rawRecord) {
        return in(rawRecord, List.of());
    }

    BrokenRow in(RawRecord rawRecord, List<String> cells) {
        return new BrokenRow(
                rawRecord.number(), rawRecord.line(), rawRecord.text(), null, found, expected, hint, cells);
    }
}
