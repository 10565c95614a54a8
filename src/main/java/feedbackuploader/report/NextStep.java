package feedbackuploader.report;

import org.jspecify.annotations.Nullable;

/**
 * What a person may do next.
 *
 * @param text a sentence or more; ends in a colon where {@code command} is to follow
 * @param command to be pasted into a shell; null where there is none
 */
public record NextStep(String text, @Nullable String command) {

    /** As a terminal shows it: a command that the text does not introduce is the one that was just typed there. */
    public String inOneLine() {
        return text.endsWith(":") ? text + " " + command : text;
    }
}
