/** a local Adaptive Engine. */
@NullMarked
package feedbackuploader.sandbox;

import org.jspecify.annotations.NullMarked;
