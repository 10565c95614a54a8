package feedbackuploader.cli;

import feedbackuploader.feedback.RunName;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.RowSource;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Plan;
import feedbackuploader.ledger.Verdicts;
import feedbackuploader.report.VerifiedReport;
import feedbackuploader.support.IoErrors;
import feedbackuploader.upload.PlanBasis;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code --output} of a verification names. What stands in its way is found before anything is read back. */
record VerifiedFile(Path path, InputFile input, Ledger ledger, Plan plan, RunName run) {

    private static final String NOT_CHOSEN = "It is not in the sample.";
    private static final String NOT_REACHED = "The verification ended before it was read back.";

    static VerifiedFile of(Path path, Path input, Ledger ledger) throws UnusableException, LedgerException {
        Plan plan = ledger.plan()
                .orElseThrow(() -> new UnusableException(
                        "Nothing to verify: the upload of " + input + " ended before its rows were checked."));
        InputFile file = InputFile.of(input, PlanBasis.readingIn(plan.basis()));
        try (RowSource source = file.open()) {
            Optional<String> ending = VerifiedReport.otherEnding(path, source.dialect());
            if (ending.isPresent()) {
                throw new UnusableException("--output " + path + ": expected a name that ends in " + ending.get()
                        + ", since the results of this upload are in that format.");
            } else if (Files.exists(path) && Files.isSameFile(path, input)) {
                throw new UnusableException(
                        "--output " + path + " is the file that was uploaded. Choose another name.");
            } else if (!file.sha256().equals(plan.sha256())) {
                throw changed(input);
            }
        } catch (InputException e) {
            throw changed(input);
        } catch (IOException e) {
            throw new UnusableException(input + " cannot be read: " + IoErrors.of(e) + ".", e);
        }
        return new VerifiedFile(path, file, ledger, plan, ledger.name());
    }

    private static UnusableException changed(Path input) {
        return new UnusableException(input + " is not as it was uploaded, so its rows cannot be written beside what is"
                + " read back. Restore it, or leave --output out.");
    }

    /** @param isEarly whether the verification ended before its end */
    void write(Verdicts verdicts, boolean isEarly) throws UnusableException, LedgerException, IOException {
        if (!VerifiedReport.write(
                input, path, () -> verdicts.over(ledger.entries(), isEarly ? NOT_REACHED : NOT_CHOSEN), plan, run)) {
            throw changed(input.path());
        }
    }
}
