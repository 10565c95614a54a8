/**
 * Says what became of each row: the results, the rows to fix, the summary, the progress, the log.
 *
 * <p>Reads the ledger and the input; it must not know how rows are sent. Every file is readable by its owner alone,
 * written beside its place and renamed into it, so that no one ever sees half of one.
 */
@NullMarked
package feedbackuploader.report;

import org.jspecify.annotations.NullMarked;
