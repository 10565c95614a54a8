/** the job in one readable place: plan, deliver, report. */
@NullMarked
package feedbackuploader.upload;

import org.jspecify.annotations.NullMarked;
