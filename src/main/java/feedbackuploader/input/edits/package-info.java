/**
 * Corrections to a file that is never written: what a user wants read in place of some of its cells, kept in a file of its
 * own, one step of the user a line.
 */
@NullMarked
package feedbackuploader.input.edits;

import org.jspecify.annotations.NullMarked;
