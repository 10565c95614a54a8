package feedbackuploader.ledger;

import feedbackuploader.server.Outcome;

/** What became of a claimed row. */
public record Result(long id, Outcome outcome) {}
