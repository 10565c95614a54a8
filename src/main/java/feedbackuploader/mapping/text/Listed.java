package feedbackuploader.mapping.text;

import java.util.ArrayList;
import java.util.List;

/** The parts of an option that have commas between; a comma or a backslash within one has a backslash before it. */
public final class Listed {

    private Listed() {}

    /** At least one, as they are written but for the backslashes. */
    public static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isEscape =
                    c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == ',' || text.charAt(i + 1) == '\\');
            if (isEscape) {
                i++;
                part.append(text.charAt(i));
            } else if (c == ',') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /** {@code part} as {@link #parts} gives it back. */
    public static String escaped(String part) {
        return part.replace("\\", "\\\\").replace(",", "\\,");
    }
}
