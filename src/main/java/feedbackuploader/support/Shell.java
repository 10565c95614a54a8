package feedbackuploader.support;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Arguments as they are typed into a shell: bash, zsh and ksh read them alike. */
public final class Shell {

    /** Not with an equals sign at its beginning, which zsh takes for the name of a program. */
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+:,./-][\\w@%+=:,./-]*");

    private Shell() {}

    /** {@code argument} so that it can be pasted: as it is, or in quotes where it needs them. */
    public static String word(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : quoted(argument);
    }

    /** {@code argument} in quotes, whether it needs them or not. */
    public static String quoted(String argument) {
        return isPrintable(argument) ? "'" + argument.replace("'", "'\\''") + "'" : withEscapes(argument);
    }

    /** {@code path} from the working directory if it is below it, else whole. */
    public static String path(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    /** Whether {@code text} shows as it is, so that a person can type or copy it. */
    public static boolean isPrintable(String text) {
        return Printable.of(text, Integer.MAX_VALUE - 1).equals(text);
    }

    /** What does harm when it is shown is not shown. */
    private static String withEscapes(String argument) {
        StringBuilder text = new StringBuilder("$'");
        argument.codePoints().forEach(c -> {
            String character = Character.toString(c);
            if (c == '\'' || c == '\\') {
                text.append('\\').append(character);
            } else if (isPrintable(character)) {
                text.append(character);
            } else {
                for (byte one : character.getBytes(StandardCharsets.UTF_8)) {
                    text.append(String.format(Locale.ROOT, "\\%03o", one & 0xff));
                }
            }
        });
        return text.append('\'').toString();
    }
}
