package feedbackuploader.mapping;

import feedbackuploader.mapping.options.UsersFile;
import feedbackuploader.support.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who people are: the server knows users by UUID only, files know them by name or e-mail address as well.
 *
 * @param byName in the words of the file; spaces around a name and capitals make no difference
 * @param dropUnknown leave out of the feedback a user who is neither a UUID nor known here. It cannot be added later, so
 *     nobody gets this without asking for it.
 */
public record Users(Map<String, UUID> byName, boolean dropUnknown) {

    public static final Users NONE = new Users(Map.of(), false);

    /** How to tell the server who they are. */
    static final String NAMING =
            UsersFile.HOW_TO_NAME_USERS + " To upload their feedback without the user, add --drop-unknown-users.";

    private static final Pattern E_MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

    public Users {
        Map<String, UUID> normal = new TreeMap<>();
        byName.forEach((name, uuid) -> normal.put(normal(name), uuid));
        byName = Map.copyOf(normal);
    }

    /** These and {@code more}, which win. */
    public Users and(Users more) {
        Map<String, UUID> both = new HashMap<>(byName);
        both.putAll(more.byName);
        return new Users(both, dropUnknown || more.dropUnknown);
    }

    /** Null for nobody, for a user who is left out, and for one who is a problem. */
    @Nullable
    UUID read(RawValue given, List<Problem> problems, Notices notices) {
        if (given.isBlank()) {
            return null;
        }
        if (given.lacksResult()) {
            problems.add(given.problem(Uuids.EXPECTED, null));
            return null;
        }
        String name = nameIn(given);
        UUID uuid = known(name);
        if (uuid != null) {
            return uuid;
        }
        if (name != null && leavesOut(given)) {
            notices.droppedUser(name);
            return null;
        }
        if (name != null && !dropUnknown) {
            notices.unknownUser(given.column(), Texts.trim(name));
        }
        problems.add(given.problem(
                byName.isEmpty() ? Uuids.EXPECTED : "a UUID, or a name in the --users file",
                hint(name == null ? "" : Texts.trim(name))
                        + (byName.isEmpty() ? "Give the UUID with --users FILE" : "Add it to that file")
                        + (dropUnknown
                                ? ", or clear it in the file."
                                : ", or upload without such users: add --drop-unknown-users.")));
        return null;
    }

    /** Whether feedback goes without the user who is named there. */
    boolean leavesOut(RawValue given) {
        if (!dropUnknown || given.isBlank() || given.isTrouble()) {
            return false;
        }
        String name = nameIn(given);
        return name != null && known(name) == null;
    }

    private static @Nullable String nameIn(RawValue given) {
        return given.node() == null || !given.node().isValueNode()
                ? null
                : given.node().asText();
    }

    private @Nullable UUID known(@Nullable String name) {
        UUID uuid = name == null ? null : Uuids.parse(name);
        return uuid == null && name != null && !byName.isEmpty() ? byName.get(normal(name)) : uuid;
    }

    static boolean isEMail(String text) {
        return E_MAIL.matcher(text).matches();
    }

    private static String hint(String name) {
        if (isEMail(name)) {
            return "The server knows users by UUID, not by e-mail address. ";
        }
        String hint = Uuids.hint(name);
        return hint == null ? "" : hint + " ";
    }

    public static String normal(String name) {
        return Texts.trim(name).toLowerCase(Locale.ROOT);
    }
}
