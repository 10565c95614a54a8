/**
 * What all need and no subject owns: problems and their place, printable text, the words for what the file system says,
 * small files. It must not know any subject of the program.
 */
@NullMarked
package feedbackuploader.support;

import org.jspecify.annotations.NullMarked;
