/** commands, options, terminal and exit codes; the wiring of everything else, in one place. */
@NullMarked
package feedbackuploader.cli;

import org.jspecify.annotations.NullMarked;
