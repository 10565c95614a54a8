package feedbackuploader.cli;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.options.FileArgument;
import feedbackuploader.cli.options.Target;
import feedbackuploader.feedback.Project;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Owner;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.options.MappingFile;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.upload.Upload;
import feedbackuploader.upload.UploadListener;
import feedbackuploader.web.OpenedUpload;
import feedbackuploader.web.PreparedCommand;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An {@code upload} of one file that the page prepared. */
record PageCommand(UploadSetup setup, FileArgument file, MappingFile described, Surroundings surroundings)
        implements PreparedCommand {

    @Override
    public InputOptions reading() {
        return described.reading();
    }

    @Override
    public MappingOptions mapping() {
        return described.options();
    }

    @Override
    public String mappingFile() {
        return described.toJson();
    }

    @Override
    public RunFolder folder() {
        return file.folder();
    }

    @Override
    public boolean isSandbox() {
        return setup.isSandbox();
    }

    @Override
    public @Nullable String target() {
        return setup.isSandbox() ? Owner.SANDBOX : setup.server().url(surroundings);
    }

    @Override
    public @Nullable String targetProblem() {
        return setup.isSandbox() ? null : setup.server().urlProblem(surroundings);
    }

    @Override
    public @Nullable Project project() {
        return setup.server().project();
    }

    @Override
    public OpenedUpload open(UploadListener listener, BooleanSupplier interrupted)
            throws UnusableException, LedgerException, InterruptedException, IOException {
        if (!setup.isSandbox() && surroundings.variable(Surroundings.KEY_VARIABLE) == null) {
            throw new UnusableException("The deployment needs its API key. Give it at the top right of the page.");
        }
        InputFile input = InputFile.of(file.input(), described.reading());
        @Nullable Target deployment = setup.deployment();
        Target target = deployment == null ? setup.sandbox(file, input, described, interrupted) : deployment;
        try {
            return new Running(setup, target, setup.open(file, input, described, target, listener));
        } catch (UnusableException | LedgerException | RuntimeException e) {
            target.close();
            throw e;
        }
    }

    private record Running(UploadSetup setup, Target target, Upload upload) implements OpenedUpload {
        @Override
        public void plan() throws UnusableException, LedgerException {
            setup.plan(upload);
        }

        @Override
        public void close() throws LedgerException {
            try {
                upload.close();
            } finally {
                target.close();
            }
        }
    }
}
