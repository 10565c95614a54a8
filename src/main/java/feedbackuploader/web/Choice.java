package feedbackuploader.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One option of {@code upload} that was chosen for a file.
 *
 * @param option its name, such as {@code --map}
 * @param value as it would be typed, without a shell's quotes; null for an option that takes none
 */
public record Choice(String option, @Nullable String value) {

    public Choice {
        Objects.requireNonNull(option, "option");
    }

    /** One word of a command line: a value that begins with a hyphen is not taken for an option. */
    public String word() {
        return value == null ? option : option + "=" + value;
    }
}
