package feedbackuploader.ledger;

import feedbackuploader.server.ReadBackVerdict;

/** What reading back said of a row. */
public record Settled(InDoubtRow inDoubtRow, ReadBackVerdict verdict) {}
