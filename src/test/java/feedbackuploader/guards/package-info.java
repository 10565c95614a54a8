/** Proof that the tests watch over what keeps the promise: they turn red when a guard of it is taken out. */
@NullMarked
package feedbackuploader.guards;

import org.jspecify.annotations.NullMarked;
