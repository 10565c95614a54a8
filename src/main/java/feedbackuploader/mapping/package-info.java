/**
 * The second stage: rows to feedback, or to all the problems of a row at once.
 *
 * <p>{@link feedbackuploader.mapping.Mapper} finds out once what the columns mean and then maps row by row. Whatever
 * can be known to be wrong without a server is found here.
 */
@NullMarked
package feedbackuploader.mapping;

import org.jspecify.annotations.NullMarked;
