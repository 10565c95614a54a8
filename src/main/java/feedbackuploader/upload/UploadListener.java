package feedbackuploader.upload;

import feedbackuploader.ledger.Counts;
import feedbackuploader.report.DeliveryStats;

/** Hears what an upload does. Called on the uploading thread. */
public interface UploadListener {

    /** Something that the user should know and that stops nothing; a sentence or two. */
    void notice(String sentence);

    /** The file has been read, which happens only if it is not planned already; its notices follow one by one. */
    void surveyed(Survey survey);

    /**
     * The plan stands, and nothing has been sent in this run: the rows of the file by state.
     *
     * @param sentBefore those of the planned that were sent before from elsewhere, so that someone must decide on them
     */
    void planned(Counts counts, long sentBefore);

    /** Rows are being sent from now on; {@code stats} change meanwhile. */
    void delivering(DeliveryStats stats);

    /** Nothing is in flight any more. */
    void delivered();
}
