package feedbackuploader.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Other ways to write a text that the program does not take as it stands: the same number, id or label beyond doubt. What
 * may mean two things is not among them: {@code 1,234}, {@code 80 %}, {@code 4/5}. Whether a row is valid with one of
 * them, its check says.
 */
public final class Corrections {

    private static final String URN = "urn:uuid:";

    private static final int HEX_DIGITS = 32;

    private Corrections() {}

    /** The likeliest first; none of them is {@code text} itself. */
    public static List<String> of(String text, MappingOptions options) {
        String bare = Texts.bare(text);
        Set<String> found = new LinkedHashSet<>();
        if (!bare.isEmpty()) {
            found.add(bare);
            id(bare).ifPresent(found::add);
            Optional.ofNullable(ValueHints.onlyNumber(bare)).ifPresent(found::add);
            label(bare, options.values().meanings().keySet()).ifPresent(found::add);
            label(bare, options.winner().meanings().keySet()).ifPresent(found::add);
        }
        found.remove(text);
        return List.copyOf(found);
    }

    private static Optional<String> id(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String hex = lower.startsWith(URN) ? lower.substring(URN.length()) : lower;
        String id = hex.length() == HEX_DIGITS
                ? String.join(
                        "-",
                        hex.substring(0, 8),
                        hex.substring(8, 12),
                        hex.substring(12, 16),
                        hex.substring(16, 20),
                        hex.substring(20))
                : hex;
        return Uuids.parse(id) == null ? Optional.empty() : Optional.of(id);
    }

    /** The only label that a slip of the finger away. */
    private static Optional<String> label(String text, Set<String> labels) {
        Optional<String> near = Nearest.to(text, labels);
        if (near.isEmpty()) {
            return near;
        }
        List<String> others = new ArrayList<>(labels);
        others.remove(near.get());
        return Nearest.to(text, others).isPresent() ? Optional.empty() : near;
    }
}
