package feedbackuploader.cli;

import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.UnusableException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that find the run folder of an earlier upload. */
final class RunFolderArguments {

    @Parameters(paramLabel = "FILE", description = "the file that was uploaded")
    private Path file = Path.of("");

    @Option(names = "--sandbox", description = "its upload to the sandbox, not the one in earnest")
    private boolean sandbox;

    @Option(names = "--output-dir", paramLabel = "DIR", description = "as it was given to upload")
    private @Nullable Path outputDir;

    Path input() {
        return StandardInput.is(file)
                ? StandardInput.place(folder().path())
                : file.toAbsolutePath().normalize();
    }

    RunFolder folder() {
        String suffix = sandbox ? "sandbox" : "upload";
        return StandardInput.is(file)
                ? StandardInput.folder(suffix, outputDir)
                : RunFolder.of(input(), suffix, outputDir);
    }

    /** To look at; an upload may go on meanwhile. The caller closes it. */
    Ledger ledgerToRead() throws UnusableException, LedgerException {
        return Ledger.openToRead(existingFolder());
    }

    /** To report from; no upload may go on meanwhile. The caller closes it. */
    Ledger ledgerToReport() throws UnusableException, LedgerException {
        return Ledger.openToReport(existingFolder());
    }

    private Path existingFolder() throws UnusableException {
        Path folder = folder().path();
        if (!Ledger.existsIn(folder)) {
            throw new UnusableException("No upload of " + file + (sandbox ? " to the sandbox" : "")
                    + " is known: there is no ledger in " + folder + "."
                    + (sandbox ? "" : " For an upload to the sandbox, add --sandbox."));
        }
        return folder;
    }
}
