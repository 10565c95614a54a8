/**
 * A local stand-in for an Adaptive Engine deployment: the same routes, answers and refusals, trouble on request, and a
 * listing of what it recorded. It serves people who want to try the program, and the tests that hold the program to
 * its promise.
 *
 * <p>It must not know any other package of this program. It was written from the description of the API alone, so that
 * a mistake in what the program sends, or in how it reads an answer, is not made twice and thereby hidden.
 */
@NullMarked
package feedbackuploader.sandbox;

import org.jspecify.annotations.NullMarked;
