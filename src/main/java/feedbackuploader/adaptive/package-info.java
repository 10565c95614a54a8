/**
 * The Adaptive Engine's REST and GraphQL: addresses, bodies, answers and what each means, failures of the wire and what
 * they prove.
 *
 * <p>The only package that knows java.net.http. It must not know files, rows or the ledger: it is given one submission,
 * sends it once, and says what became of it.
 */
@NullMarked
package feedbackuploader.adaptive;

import org.jspecify.annotations.NullMarked;
