package feedbackuploader.mapping;

import feedbackuploader.input.Row;
import feedbackuploader.support.Problem;
import java.util.List;

/** Where a field is in every row, found out once. */
interface Spot {

    /** What {@code row} has there; a blank {@link Given} for nothing. A cell that should be JSON and is not is a problem. */
    Given in(Row row, List<Problem> problems);
}
