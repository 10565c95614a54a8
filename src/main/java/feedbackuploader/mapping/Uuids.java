package feedbackuploader.mapping;

import feedbackuploader.mapping.text.NumberText;
import feedbackuploader.support.Problem;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids, strictly 8-4-4-4-12: {@link UUID#fromString} takes {@code 1-1-1-1-1}. */
public final class Uuids {

    public static final String EXPECTED = "a UUID (8-4-4-4-12 hexadecimal digits)";
    private static final int LENGTH = 36;

    private Uuids() {}

    /** Null when what is given is no UUID, and then a problem says so. */
    static @Nullable UUID read(RawValue given, List<Problem> problems) {
        if (given.node() != null && given.node().isTextual()) {
            String text = given.node().textValue();
            UUID uuid = parse(text);
            if (uuid != null) {
                return uuid;
            }
            problems.add(given.problem(EXPECTED, hint(Texts.trim(text))));
        } else {
            problems.add(given.problem(EXPECTED, null));
        }
        return null;
    }

    /** Spaces and quotes around it, braces and capitals do not matter. */
    public static @Nullable UUID parse(String text) {
        String hex = text.length() == LENGTH ? text : Texts.bare(text);
        if (hex.length() == LENGTH + 2 && hex.charAt(0) == '{' && hex.charAt(LENGTH + 1) == '}') {
            hex = hex.substring(1, LENGTH + 1);
        }
        if (hex.length() != LENGTH) {
            return null;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < LENGTH; i++) {
            char c = hex.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') {
                    return null;
                }
                continue;
            }
            int digit = digit(c);
            if (digit < 0) {
                return null;
            }
            if (i < 18) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
        }
        return new UUID(high, low);
    }

    /** {@link Character#digit} would take the digits of every script. */
    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** @param text what stands where a UUID should */
    public static @Nullable String hint(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("chatcmpl")) {
            return "This is the id of the chat response. Use choices[0].completion_id of the same response.";
        }
        if (lower.indexOf('e') > 0 && NumberText.isNumber(text.replace(',', '.'))) {
            return "A spreadsheet turned the id into a number: take it from the original, and import the column as text.";
        }
        if (Totals.isWord(text)) {
            return "A totals row is not feedback: delete it.";
        }
        if (lower.startsWith("urn:uuid:")) {
            return "Remove \"urn:uuid:\".";
        }
        if (text.length() == LENGTH - 4 && text.chars().allMatch(c -> digit((char) c) >= 0)) {
            return "Are the hyphens missing?";
        }
        return null;
    }
}
