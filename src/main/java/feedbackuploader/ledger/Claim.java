package feedbackuploader.ledger;

import feedbackuploader.server.Submission;

/**
 * A row whose state is {@link State#SENDING} on the disk: its request may leave now.
 *
 * @param id the ledger's own
 * @param sends how often this run has sent it before
 */
public record Claim(long id, Submission submission, int sends) {}
