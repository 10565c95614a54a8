/** the Adaptive Engine's API. */
@NullMarked
package feedbackuploader.adaptive;

import org.jspecify.annotations.NullMarked;
