package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import java.util.UUID;

/** Rows that one completion shows, of one kind: one question to the server. */
public interface OnCompletion {

    Kind kind();

    UUID completion();
}
