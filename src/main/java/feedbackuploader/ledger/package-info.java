/** the durable record of every row's state. */
@NullMarked
package feedbackuploader.ledger;

import org.jspecify.annotations.NullMarked;
