package feedbackuploader.upload;

import feedbackuploader.ledger.LedgerException;

/** An upload that holds its run folder and is connected to where it goes. */
public interface OpenedUpload extends AutoCloseable {

    Upload upload();

    /** {@link Upload#plan}, with what the command line adds to a refusal. */
    void plan() throws UnusableException, LedgerException;

    @Override
    void close() throws LedgerException;
}
