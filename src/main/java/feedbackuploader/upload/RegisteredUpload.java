package feedbackuploader.upload;

import feedbackuploader.feedback.IoWords;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.Plan;
import feedbackuploader.ledger.State;
import feedbackuploader.upload.UploadRegister.Known;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the register knows of this upload, and is told of it: before the first row leaves, so that not even a killed run
 * whose ledger was lost is forgotten, and again at the end. A register that cannot be used is a notice and stops nothing.
 */
final class RegisteredUpload {

    private final UploadRequest request;
    private final UploadListener listener;
    private final Clock clock;
    private final String folder;
    private boolean toldOfFailure;

    RegisteredUpload(UploadRequest request, UploadListener listener, Clock clock) {
        this.request = request;
        this.listener = listener;
        this.clock = clock;
        this.folder = request.folder().path().toString();
    }

    /**
     * @param hasPlan what this run folder uploaded before, its ledger knows; one without a plan may have lost it
     * @throws UnusableException when the server has, or may have, rows of the same bytes that this ledger does not know of
     */
    void refuseKnownFile(String sha256, boolean hasPlan) throws UnusableException {
        @Nullable Path register = request.register();
        if (register == null || request.again()) {
            return;
        }
        try {
            Optional<Known> known = new UploadRegister(register)
                    .find(sha256, request.target(), hasPlan ? request.folder().path() : null, request.shard());
            if (known.isPresent()) {
                throw new UnusableException("The same file was uploaded to " + request.target() + " before: "
                        + known.get().input() + ", " + rowsOf(known.get()) + " by "
                        + known.get().at() + ", with the run folder "
                        + known.get().folder() + ". "
                        + (known.get().folder().equals(folder)
                                ? "The ledger in it is gone or has lost what it knew: restore the whole folder from a copy"
                                        + " to go on."
                                : "To go on with that upload, use its run folder (--output-dir).")
                        + " To upload the file a second time, add --again.");
            }
        } catch (IOException e) {
            listener.notice("The register of uploads, " + register + ", cannot be read (" + IoWords.of(e)
                    + "), so this run cannot tell whether the same file was uploaded from elsewhere.");
        }
    }

    private static String rowsOf(Known known) {
        return known.recorded() + " rows recorded"
                + (known.perhaps() == 0 ? "" : " and up to " + known.perhaps() + " more");
    }

    /** Any planned row may be recorded from now on. */
    void begin(Plan plan, Counts counts) {
        remember(plan, counts.of(State.RECORDED), counts.of(State.UNKNOWN, State.PLANNED));
    }

    void end(Plan plan, Counts counts) {
        remember(plan, counts.of(State.RECORDED), counts.of(State.UNKNOWN));
    }

    private void remember(Plan plan, long recorded, long perhaps) {
        @Nullable Path register = request.register();
        if (register == null) {
            return;
        }
        try {
            UploadRegister uploads = new UploadRegister(register);
            Known now = new Known(
                    plan.sha256(),
                    request.target(),
                    request.input().toString(),
                    folder,
                    recorded,
                    perhaps,
                    clock.instant().toString(),
                    request.shard());
            if (!uploads.knows(now)) {
                uploads.add(now);
            }
        } catch (IOException e) {
            if (!toldOfFailure) {
                toldOfFailure = true;
                listener.notice("The register of uploads, " + register + ", cannot be written (" + IoWords.of(e)
                        + "): a copy of this file under another name would not be recognised.");
            }
        }
    }
}
