package feedbackuploader.mapping;

import feedbackuploader.input.ColumnNames;
import feedbackuploader.mapping.text.EditDistance;
import java.util.Collection;
import java.util.Optional;

/** "Did you mean": the name that a slip of the finger away. */
public final class Nearest {

    /** For each slip a name has this many letters: "closed" with two of them changed is "chosen", another word. */
    private static final int LETTERS_A_SLIP = 4;

    private static final int MOST_SLIPS = 3;

    private Nearest() {}

    /** The nearest of {@code names}, if one is near enough that a slip could explain the difference. */
    public static Optional<String> to(String name, Collection<String> names) {
        String wanted = ColumnNames.normal(name);
        if (wanted.length() < 3 || wanted.length() > 60) {
            return Optional.empty();
        }
        int least = Math.max(1, Math.min(MOST_SLIPS, wanted.length() / LETTERS_A_SLIP)) + 1;
        String nearest = null;
        for (String candidate : names) {
            if (Counterparts.areApart(name, candidate)) {
                continue;
            }
            int distance = EditDistance.between(wanted, ColumnNames.normal(candidate));
            if (distance < least) {
                least = distance;
                nearest = candidate;
                if (least == 0) {
                    break;
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** {@code  (did you mean "…"?)}, or nothing. */
    static String inBrackets(String name, Collection<String> names) {
        return to(name, names)
                .map(near -> " (did you mean " + Names.quoted(near) + "?)")
                .orElse("");
    }
}
