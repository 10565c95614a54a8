/** bytes to rows. */
@NullMarked
package feedbackuploader.input;

import org.jspecify.annotations.NullMarked;
