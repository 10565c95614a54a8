/**
 * The domain: what one piece of feedback is, what can be wrong with it, and what can become of it.
 *
 * <p>Knows nothing of files, columns, HTTP or SQL; every other package but {@code input} and {@code sandbox} speaks in
 * these words.
 */
@NullMarked
package feedbackuploader.feedback;

import org.jspecify.annotations.NullMarked;
