package feedbackuploader.upload;

import feedbackuploader.delivery.CompletionCheck;
import feedbackuploader.delivery.Ending;
import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.NamedCompletions;
import feedbackuploader.ledger.State;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks before anything is sent that the completions exist, as far as that is asked for. */
final class CompletionIds {

    private static final int SAMPLE = 20;

    private final RunContext run;

    CompletionIds(RunContext run) {
        this.run = run;
    }

    /** @throws UnusableException when all are to be checked and cannot be */
    void requireProject() throws UnusableException {
        if (run.request().idCheck() == IdCheck.ALL && run.request().project() == null) {
            throw new UnusableException("--check-ids all needs the use case or project of the completions."
                    + " Add --use-case KEY (deployments up to 0.12) or --project KEY (later ones).");
        }
    }

    /**
     * @param wasBegun whether the server has rows of this plan, or may have them: no sample is needed then
     * @return why nothing may be sent, or null
     */
    @Nullable
    Ending check(boolean wasBegun) throws LedgerException {
        IdCheck which = run.request().idCheck();
        if (run.request().project() == null || run.ledger().counts().of(State.PLANNED) == 0) {
            return null;
        } else if (which == IdCheck.ALL) {
            return checkAll();
        }
        boolean isSampled = which == IdCheck.SAMPLE
                && !wasBegun
                && !run.request().skipExisting() // which reads them anyway
                && run.request().mapping().lookup() == null; // the server named them itself
        return isSampled ? checkSample() : null;
    }

    private @Nullable Ending checkSample() throws LedgerException {
        CompletionCheck check = CompletionCheck.ofSample(
                NamedCompletions.sample(run.ledger(), SAMPLE),
                run.server(),
                run.request().delivery(),
                run.time());
        @Nullable Ending ending = run(check);
        CompletionCheck.Tally tally = check.tally();
        if (tally.existing() > 0 && tally.missing() > 0) {
            run.notice(Amount.of(tally.missing()) + " of " + Amount.of(tally.asked(), "completion")
                    + " that the server was asked for " + (tally.missing() == 1 ? "does" : "do") + " not exist there: "
                    + first(tally)
                    + ". It will refuse such rows. --check-ids all asks for all completions and does not send these"
                    + " rows.");
        }
        return ending;
    }

    private @Nullable Ending checkAll() throws LedgerException {
        try (NamedCompletions all = NamedCompletions.of(run.ledger())) {
            CompletionCheck check =
                    CompletionCheck.ofAll(all, run.server(), run.request().delivery(), run.backoff(), run.time());
            @Nullable Ending ending = run(check);
            CompletionCheck.Tally tally = check.tally();
            if (tally.refused() > 0) {
                run.notice(Amount.of(tally.refused(), "row") + (tally.refused() == 1 ? " is" : " are")
                        + " not sent: the server does not show "
                        + (tally.refused() == 1 ? "its completion" : "their completions")
                        + (tally.missing() == 0 ? "" : ", such as " + first(tally))
                        + ". The report gives the reason.");
            }
            return ending;
        }
    }

    private @Nullable Ending run(CompletionCheck check) throws LedgerException {
        var unused = run.interruption().asked().thenRun(check::interrupt);
        try {
            return check.run();
        } catch (InterruptedException e) {
            return new Ending.Interrupted();
        }
    }

    private static String first(CompletionCheck.Tally tally) {
        return tally.firstMissing().stream()
                .map(missing -> missing.completion() + " (row " + missing.row() + ")")
                .collect(Collectors.joining(", "));
    }
}
