package feedbackuploader.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list of values of one label asks for. The API's description does not say which it is. */
public enum LabelFilter {
    /** Completions with any of the values. */
    ANY,
    /** Completions with the first of them: the others are ignored. */
    FIRST,
    /** Completions with all of them; a completion has one value for a label, so that two values find nothing. */
    ALL,
    /** Nothing: the question is refused. */
    REFUSED;

    boolean accepts(@Nullable String value, List<String> wanted) {
        return switch (this) {
            case ANY -> wanted.contains(value);
            case FIRST -> wanted.get(0).equals(value);
            case ALL -> wanted.stream().allMatch(one -> one.equals(value));
            case REFUSED -> false;
        };
    }
}
