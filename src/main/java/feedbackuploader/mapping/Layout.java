package feedbackuploader.mapping;

import feedbackuploader.feedback.Problem;
import feedbackuploader.input.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a row each field is: columns are found once, JSON keys anew in every object. */
interface Layout {

    /** A key that is given twice in other words is a problem; a broken row gives nothing. */
    RowFields read(Row row, List<Problem> problems);

    /** What our own results file says became of the row, or null. */
    @Nullable
    String uploadStatus(Row row);
}
