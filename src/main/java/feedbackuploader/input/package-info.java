/**
 * The first stage: bytes to rows, in one pass and flat memory.
 *
 * <p>A file that cannot be read as a whole is an {@link feedbackuploader.input.InputException}; one unreadable row is a
 * {@link feedbackuploader.input.BrokenRow}, which travels the same way as every other row. A text is first understood
 * ({@link feedbackuploader.input.TextFile}: compression, encoding, format, delimiter), then cut into records
 * ({@link feedbackuploader.input.RecordReader}), then each record becomes a row. Another format is another
 * {@link feedbackuploader.input.RowSource} behind {@link feedbackuploader.input.InputFile#open}.
 */
@NullMarked
package feedbackuploader.input;

import org.jspecify.annotations.NullMarked;
