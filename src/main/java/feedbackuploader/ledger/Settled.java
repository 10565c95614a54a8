package feedbackuploader.ledger;

import feedbackuploader.server.Verdict;

/** What reading back said of a row. */
public record Settled(Suspect suspect, Verdict verdict) {}
