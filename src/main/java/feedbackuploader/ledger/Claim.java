package feedbackuploader.ledger;

import feedbackuploader.feedback.Submission;

/** A row whose state is {@link State#SENDING} on the disk: its request may leave now. {@code id} is the ledger's own. */
public record Claim(long id, Submission submission) {}
