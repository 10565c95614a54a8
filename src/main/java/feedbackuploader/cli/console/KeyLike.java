package feedbackuploader.cli.console;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What looks more like a key than like anything else that is typed. Someone may have put theirs where it does not belong,
 * and a message that repeats it may end in the log of a build.
 */
public final class KeyLike {

    /** Long, with letters and digits, without a path or an extension. */
    private static final Pattern KEY =
            Pattern.compile("(?=.*[A-Za-z])(?=.*[0-9])(?!.*\\.[A-Za-z]{1,8}$)[\\w.~+-]{20,}");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[=:,@?&#;\"'\\s]+");
    private static final Pattern BETWEEN_PARTS_OF_A_URL = Pattern.compile("[/=:,@?&#;\"'\\s]+");

    private KeyLike() {}

    /** {@code message} without whatever in {@code arguments} looks like a key. */
    public static String hidden(String message, List<String> arguments) {
        String shown = message;
        for (String argument : arguments) {
            Pattern between = argument.contains("://") ? BETWEEN_PARTS_OF_A_URL : BETWEEN_WORDS;
            for (String word : Arrays.asList(between.split(argument))) {
                if (KEY.matcher(word).matches()) {
                    shown = shown.replace(word, "[what looks like a key]");
                }
            }
        }
        return shown;
    }
}
