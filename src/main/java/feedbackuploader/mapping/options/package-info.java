/**
 * A mapping as a file: read, written, and the ones that the program brings along. It must not know the rows that are mapped.
 */
@NullMarked
package feedbackuploader.mapping.options;

import org.jspecify.annotations.NullMarked;
