package feedbackuploader.upload;

import feedbackuploader.delivery.CompletionSearch;
import feedbackuploader.delivery.Ending;
import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.CompletionKey;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.ledger.KeyAnswers;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.CompletionFinder;
import feedbackuploader.mapping.CompletionLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the completions of a file that names them by keys of the application's own, before the plan is made: so the plan
 * has their ids, as that of any other file.
 */
final class KeyedCompletions {

    /** The keys are noted as they are asked for; the next reading is the one that counts. */
    private static final WholeRows NOTHING = (row, origins, pieces) -> {};

    private final RunContext run;
    private final @Nullable CompletionLookup lookup;
    private final KeyAnswers answers;
    private String readSha256 = "";

    KeyedCompletions(RunContext run) {
        this.run = run;
        this.lookup = run.request().mapping().lookup();
        this.answers = KeyAnswers.in(run.ledger());
    }

    /** @throws UnusableException when they are to be found and cannot be */
    void requireProject() throws UnusableException {
        if (lookup != null && run.request().project() == null) {
            throw new UnusableException(CompletionLookup.OPTION + " needs the use case or project of the completions."
                    + " Add --use-case KEY (deployments up to 0.12) or --project KEY (later ones).");
        }
    }

    /** Whether the same file may come to another plan, since some of its completions were not found. */
    boolean mayChangeThePlan() throws LedgerException {
        return lookup != null && answers.lackOne();
    }

    /**
     * Reads the file for its keys, and asks the server for those that it has not answered yet.
     *
     * @return why nothing may be sent, or null
     */
    @Nullable
    Ending find(@Nullable MetricCatalogue catalogue, KnownRuns runs)
            throws UnusableException, LedgerException, InterruptedException {
        if (lookup == null) {
            return null;
        }
        answers.begin();
        FileReading reading = FileReading.of(
                run.request().file(),
                run.request().mapping(),
                catalogue,
                runs,
                this::note,
                NOTHING,
                run.interruption()::isAsked);
        answers.flush();
        readSha256 = reading.sha256();
        CompletionSearch search =
                new CompletionSearch(answers, run.server(), run.request().delivery(), run.backoff(), run.time());
        var unused = run.interruption().asked().thenRun(search::interrupt);
        @Nullable Ending ending = search.run();
        if (ending == null) {
            tell(search.tally());
        }
        return ending;
    }

    private CompletionFinder.Found note(CompletionKey key) throws LedgerException {
        answers.add(key);
        return new CompletionFinder.Found.Later();
    }

    /** What the server has answered. */
    CompletionFinder.Found known(CompletionKey key) throws LedgerException {
        List<String> completions = answers.completionsOf(key).orElse(List.of());
        return completions.size() == 1
                ? new CompletionFinder.Found.One(UUID.fromString(completions.get(0)))
                : new CompletionFinder.Found.NotOne(completions);
    }

    /** @throws UnusableException when the file was changed after it was read for its keys */
    void requireSameFile(String sha256) throws UnusableException {
        if (lookup != null && !sha256.equals(readSha256)) {
            throw new UnusableException(
                    run.request().input()
                            + " was changed while its completions were looked up. Nothing was sent. Run the same command again.");
        }
    }

    private void tell(CompletionSearch.Tally tally) {
        long asked = tally.found() + tally.none() + tally.several();
        if (lookup == null || asked == 0) {
            return;
        }
        List<String> others = new ArrayList<>();
        if (tally.none() > 0) {
            others.add(Amount.of(tally.none()) + (tally.none() == 1 ? " has" : " have") + " none");
        }
        if (tally.several() > 0) {
            others.add(Amount.of(tally.several()) + (tally.several() == 1 ? " has" : " have") + " several");
        }
        run.notice("Asked the server for the completions of "
                + Amount.of(asked, "value") + " of " + lookup.name() + ": "
                + (others.isEmpty()
                        ? (asked == 1 ? "found it." : "found all.")
                        : "found " + Amount.of(tally.found()) + "; " + String.join(", ", others) + "."));
    }
}
