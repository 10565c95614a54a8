/**
 * The job in one readable place: plan, deliver, report.
 *
 * <p>Knows every stage and no command line: it is told what to do by an {@code UploadRequest}, and tells what happens to
 * an {@code UploadListener}.
 */
@NullMarked
package feedbackuploader.upload;

import org.jspecify.annotations.NullMarked;
