/**
 * The command line: commands and options, the terminal, signals, exit codes, and the wiring of everything else.
 *
 * <p>People are spoken to on standard error, results go to standard output. May know every package; none may know it.
 */
@NullMarked
package feedbackuploader.cli;

import org.jspecify.annotations.NullMarked;
