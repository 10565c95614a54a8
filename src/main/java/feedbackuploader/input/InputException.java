package feedbackuploader.input;

import org.jspecify.annotations.Nullable;

/** The file as a whole, or all that is left of it, cannot be read. The message is written for the user. */
public final class InputException extends Exception {

    private InputException(String message) {
        super(message);
    }

    /** The file itself is not what this program reads. */
    public static InputException file(String file, String found, String expected, @Nullable String hint) {
        return of(Shown.capped(file, 200), found, expected, hint);
    }

    /** There is no file of this name. */
    static InputException missing(String file) {
        return new InputException(Shown.capped(file, 200) + ": no such file.");
    }

    /** The file breaks off being readable at a row. */
    static InputException at(String file, long row, long line, String found, String expected, @Nullable String hint) {
        String place = " row " + row + (line == row ? "" : " (line " + line + ")");
        return of(Shown.capped(file, 200) + place, found, expected, hint);
    }

    private static InputException of(String where, String found, String expected, @Nullable String hint) {
        return new InputException(
                where + ": found " + found + "; expected " + expected + "." + (hint == null ? "" : " " + hint));
    }
}
