package feedbackuploader.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What reading back said of one piece of feedback.
 *
 * @param why a sentence; null for what is shown as it was sent
 */
public record Verdict(Verified verified, @Nullable String why) {}
