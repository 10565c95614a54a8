/**
 * What is printed and asked: progress, tables, questions, closing words. It must not know commands and options.
 */
@NullMarked
package feedbackuploader.cli.console;

import org.jspecify.annotations.NullMarked;
