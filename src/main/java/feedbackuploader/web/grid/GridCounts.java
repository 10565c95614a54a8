package feedbackuploader.web.grid;

/**
 * What is in the rows now, the last edits among it.
 *
 * @param invalid rows with a problem
 * @param skipped rows that are left out as a whole
 * @param problems of all rows
 */
public record GridCounts(long rows, long invalid, long skipped, long problems) {}
