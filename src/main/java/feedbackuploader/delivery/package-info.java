/** the loop that claims, sends and settles. */
@NullMarked
package feedbackuploader.delivery;

import org.jspecify.annotations.NullMarked;
