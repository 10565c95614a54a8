package feedbackuploader.cli.console;

/** How progress is shown. */
public enum ProgressForm {
    /** A bar on a terminal, lines elsewhere. */
    AUTO,
    /** One line that is written over. */
    BAR,
    /** A line every few seconds. */
    LINES,
    NONE;

    ProgressForm on(boolean isTerminal) {
        if (this == AUTO) {
            return isTerminal ? BAR : LINES;
        }
        return this;
    }
}
