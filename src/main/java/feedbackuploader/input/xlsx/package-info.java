/**
 * Workbooks: the parts of an {@code .xlsx} file, its sheets and cells, to rows. It must not know what a row means.
 */
@NullMarked
package feedbackuploader.input.xlsx;

import org.jspecify.annotations.NullMarked;
