package feedbackuploader.input;

import feedbackuploader.support.Place;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;

/** The file as a whole, or all that is left of it, cannot be read. The message is written for the user. */
public class InputException extends Exception {

    private static final long serialVersionUID = 1;

    private InputException(String message) {
        super(message);
    }

    /** The file itself is not what this program reads. */
    public InputException(String file, Problem problem) {
        this(Printable.of(file, 200) + ": " + problem.message());
    }

    /** The file breaks off being readable at a row. */
    public InputException(Place place, Problem problem) {
        this(place.describe(problem));
    }

    /** There is no file of this name. */
    static InputException missing(String file) {
        return new InputException(Printable.of(file, 200) + ": no such file.");
    }
}
