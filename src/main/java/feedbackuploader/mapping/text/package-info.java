/**
 * Texts that mean a number or a date, and lists for messages. It must not know columns and fields.
 */
@NullMarked
package feedbackuploader.mapping.text;

import org.jspecify.annotations.NullMarked;
