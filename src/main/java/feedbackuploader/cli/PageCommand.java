package feedbackuploader.cli;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.feedback.Project;
import feedbackuploader.input.InputOptions;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Owner;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.upload.OpenedUpload;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.upload.UploadListener;
import feedbackuploader.web.PreparedCommand;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An {@code upload} of one file that the page prepared. */
record PageCommand(PreparedUpload upload, Surroundings surroundings) implements PreparedCommand {

    @Override
    public InputOptions reading() {
        return upload.described().reading();
    }

    @Override
    public MappingOptions mapping() {
        return upload.described().options();
    }

    @Override
    public String mappingFile() {
        return upload.described().toJson();
    }

    @Override
    public RunFolder folder() {
        return upload.folder();
    }

    @Override
    public boolean isSandbox() {
        return upload.setup().isSandbox();
    }

    @Override
    public @Nullable String target() {
        return isSandbox() ? Owner.SANDBOX : upload.setup().server().url(surroundings);
    }

    @Override
    public @Nullable String targetProblem() {
        return isSandbox() ? null : upload.setup().server().urlProblem(surroundings);
    }

    @Override
    public @Nullable Project project() {
        return upload.setup().server().project();
    }

    @Override
    public OpenedUpload open(UploadListener listener, BooleanSupplier interrupted)
            throws UnusableException, LedgerException, InterruptedException, IOException {
        if (!isSandbox() && surroundings.variable(Surroundings.KEY_VARIABLE) == null) {
            throw new UnusableException("The deployment needs its API key. Give it at the top right of the page.");
        }
        return upload.open(listener, interrupted);
    }
}
