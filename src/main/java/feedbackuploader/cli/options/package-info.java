/**
 * The options of the commands, and what they come to: a file, a mapping, a deployment. It must not know the commands.
 */
@NullMarked
package feedbackuploader.cli.options;

import org.jspecify.annotations.NullMarked;
