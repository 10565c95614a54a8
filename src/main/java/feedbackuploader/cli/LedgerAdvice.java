package feedbackuploader.cli;

import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.cli.options.FileArgument;
import feedbackuploader.ledger.DamagedLedgerException;
import feedbackuploader.ledger.ForeignLedgerException;
import feedbackuploader.report.Report;
import feedbackuploader.upload.UnusableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What to type where a ledger cannot be used. */
final class LedgerAdvice {

    private LedgerAdvice() {}

    /** Its report, if there is one, and the memory of the rows sent since stand in for a damaged ledger. */
    static DamagedLedgerException on(DamagedLedgerException e, FileArgument file, TypedCommand typed) {
        Path folder = file.folder().path();
        Optional<Path> results = Report.resultsIn(folder).or(() -> Report.outOfDateIn(folder));
        if (results.isEmpty()) {
            return e;
        }
        Path aside = folder.resolveSibling(folder.getFileName() + ".damaged");
        String moved = TypedCommand.shown(aside.resolve(results.get().getFileName()));
        return e.with("Without a copy, upload its results instead. Rows recorded or unknown there are skipped, and you"
                + " are shown which rows were sent since: "
                + new TypedCommand("mv", List.of(TypedCommand.shown(folder), TypedCommand.shown(aside))).toPaste()
                + " && "
                + typed.replaced(word -> word.equals(file.named().toString()) ? moved : word)
                        .toPaste());
    }

    /** It may be the same one by another name. */
    static UnusableException onOtherTarget(ForeignLedgerException e, TypedCommand typed) {
        return new UnusableException(
                e.getMessage()
                        + " If both names mean the same deployment, or the earlier use case or project was a"
                        + " mistake, continue that upload, without sending anything twice: " + typed.toPaste()
                        + " --adopt",
                e);
    }
}
