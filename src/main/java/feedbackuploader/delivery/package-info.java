/**
 * Sends what is planned, a bounded number at a time, and puts what became of it into the ledger.
 *
 * <p>One loop on one thread owns the ledger. It must not know HTTP, files or columns: the server is a {@code Recorder},
 * and its answers are outcomes.
 */
@NullMarked
package feedbackuploader.delivery;

import org.jspecify.annotations.NullMarked;
