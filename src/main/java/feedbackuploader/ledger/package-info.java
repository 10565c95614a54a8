/**
 * The durable record of every row's state: one SQLite file a run folder, one process at a time.
 *
 * <p>The only package that knows JDBC, and the only one that sets a state. It must not know why a row is sent, how, or
 * to whom: it keeps what the others tell it, and a commit that returned is on the disk. A ledger that
 * is not what this package left is refused when it is opened, before anything is sent.
 */
@NullMarked
package feedbackuploader.ledger;

import org.jspecify.annotations.NullMarked;
