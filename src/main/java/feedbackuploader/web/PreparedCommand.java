package feedbackuploader.web;

import feedbackuploader.feedback.Project;
import feedbackuploader.input.InputOptions;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.upload.OpenedUpload;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.upload.UploadListener;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An {@code upload} of one file that was typed correctly. */
public interface PreparedCommand {

    InputOptions reading();

    MappingOptions mapping();

    /** The same options as the text of a mapping file. */
    String mappingFile();

    RunFolder folder();

    boolean isSandbox();

    /** Where it goes to; null as long as no deployment is named. */
    @Nullable
    String target();

    /** Why {@link #target} cannot be one; null when it can, or is not named yet. */
    @Nullable
    String targetProblem();

    /** Null when none is given. */
    @Nullable
    Project project();

    /**
     * Opens the run folder and connects. The caller closes it.
     *
     * @param interrupted ends the preparations with an InterruptedException
     */
    OpenedUpload open(UploadListener listener, BooleanSupplier interrupted)
            throws UnusableException, LedgerException, InterruptedException, IOException;
}
