package feedbackuploader.mapping;

import feedbackuploader.input.Row;
import feedbackuploader.support.Problem;
import java.util.List;

/** Where a field is in every row, found out once. */
interface FieldLocator {

    /** What {@code row} has there; a blank {@link RawValue} for nothing. A cell that should be JSON and is not is a problem. */
    RawValue in(Row row, List<Problem> problems);
}
