package feedbackuploader.report;

import feedbackuploader.input.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees each row of a report as it is written, so that nothing need read the file and the ledger once more. */
public interface RowViewer {

    /**
     * A walk begins, perhaps anew: what was seen before is to be forgotten.
     *
     * @param columns the header of the input; empty when its rows are objects, or when it is not at hand
     */
    void begin(List<String> columns);

    /** @param row null when the input is not what was planned any more */
    void row(@Nullable Row row, RowOutcome outcome);
}
