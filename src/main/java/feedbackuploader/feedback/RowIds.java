package feedbackuploader.feedback;

import java.util.UUID;

/** What a row is about, as far as its ids alone say it, whatever else is right or wrong with it. */
public sealed interface RowIds {

    /** All feedback that the row may hold is on this completion. */
    record Completion(UUID id) implements RowIds {}

    /** The same of two completions that it compares. */
    record Pair(UUID one, UUID other) implements RowIds {}

    /** The same of a session. */
    record Session(UUID id) implements RowIds {}

    /** Rows that no id speaks for. */
    enum Without implements RowIds {
        /** Where the id should be there is none, so that the row is no feedback. */
        NONE,
        /** It takes more than a look at the ids, but the file and the options decide it. */
        UNCLEAR,
        /** It also depends on what earlier uploads or the deployment know, which others may know otherwise. */
        BY_OTHERS
    }
}
