/** what became of each row, for people and spreadsheets. */
@NullMarked
package feedbackuploader.report;

import org.jspecify.annotations.NullMarked;
