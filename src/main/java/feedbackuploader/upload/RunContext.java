package feedbackuploader.upload;

import feedbackuploader.delivery.Backoff;
import feedbackuploader.delivery.Time;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.server.Server;

/** What every stage of one upload works with. */
record RunContext(
        UploadRequest request,
        Ledger ledger,
        Server server,
        ListenerWithMemory listener,
        Time time,
        Backoff backoff,
        RunJournal journal,
        Interruption interruption) {

    /** Something that the user should know and that stops nothing. */
    void notice(String sentence) {
        listener.notice(sentence);
    }
}
