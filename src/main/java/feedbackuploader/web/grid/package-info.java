/**
 * The rows of a checked file as a grid: written as they are read, so that any window of a file of millions is a few seeks,
 * and changed cell by cell, or in one step all cells of a kind.
 */
@NullMarked
package feedbackuploader.web.grid;

import org.jspecify.annotations.NullMarked;
