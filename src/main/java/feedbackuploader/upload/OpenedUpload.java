package feedbackuploader.upload;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.report.Summary;
import java.io.IOException;
import java.util.function.Function;

/** An upload that holds its run folder and is connected to where it goes. */
public interface OpenedUpload extends AutoCloseable {

    Upload upload();

    /** {@link Upload#plan}, with what the command line adds to a refusal. */
    void plan() throws UnusableException, LedgerException;

    /** What is asked before rows are sent. */
    @FunctionalInterface
    interface Question {
        void ask(Upload planned) throws LedgerException, InterruptedException;
    }

    /**
     * Plans, asks, sends and reports.
     *
     * @param sentence what the history says of a failure, which is thrown
     */
    default Summary run(Question question, Function<Throwable, String> sentence)
            throws IOException, UnusableException, LedgerException, InterruptedException {
        return run(question, sentence, ExitStatus::of);
    }

    /** @param status what the history says that the run exited with */
    default Summary run(Question question, Function<Throwable, String> sentence, Function<Throwable, ExitStatus> status)
            throws IOException, UnusableException, LedgerException, InterruptedException {
        Upload upload = upload();
        try {
            plan();
            question.ask(upload);
            upload.deliver();
            return upload.report();
        } catch (IOException
                | UnusableException
                | LedgerException
                | InterruptedException
                | RuntimeException
                | Error e) {
            upload.fail(status.apply(e).code(), sentence.apply(e));
            throw e;
        }
    }

    @Override
    void close() throws LedgerException;
}
