/**
 * The uploads of one person in one page: which files are open, what was chosen for each, what a check found, and the run
 * that sends it. What is chosen are options of {@code upload}, which {@link feedbackuploader.web.Commands} has read by
 * the command line itself: there is no second way to plan, send or report. What an upload came to is read from its run
 * folder, so that a page that was closed, or a process that was killed, changes nothing.
 */
@NullMarked
package feedbackuploader.web;

import org.jspecify.annotations.NullMarked;
