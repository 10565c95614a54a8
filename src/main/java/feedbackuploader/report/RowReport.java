package feedbackuploader.report;

import feedbackuploader.input.Row;
import java.io.IOException;

/** The two files that repeat the input's rows, in the input's own format. */
interface RowReport {

    /** The line for {@code row} in the results. */
    void result(Row row, RowOutcome outcome) throws IOException;

    /** The line for {@code row} among the rows to fix: as it was, plus what is wrong with it. */
    void failed(Row row, RowOutcome outcome) throws IOException;

    /** Once, after the last row. */
    default void finish() throws IOException {}
}
