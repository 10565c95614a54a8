/**
 * {@code report.html}: one file that shows a person what became of a file, and asks nothing of a network.
 *
 * <p>Everything but the program's own words is text that someone else wrote: {@link feedbackuploader.report.page.Html}
 * alone puts text into the page, and {@link feedbackuploader.report.page.PageText} alone decides how much of it.
 */
@NullMarked
package feedbackuploader.report.page;

import org.jspecify.annotations.NullMarked;
