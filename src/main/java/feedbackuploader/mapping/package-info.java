/** rows to feedback, or to problems with their place. */
@NullMarked
package feedbackuploader.mapping;

import org.jspecify.annotations.NullMarked;
