package feedbackuploader.delivery;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.CompletionKey;
import feedbackuploader.ledger.KeyAnswers;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.server.FoundCompletion;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.StopReason;
import feedbackuploader.support.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server, before anything is sent, for the completions that a file names by keys of the application's own. How a
 * server understands a list of values is found out by keys that it has answered alone: any of them, or one at a time. In
 * each list stand two that it knows, the first and the last, and what it answers counts only if it lists both.
 *
 * <p>Everything but {@link #interrupt} happens on the thread that calls {@link #run}.
 */
public final class CompletionSearch {

    /** Keys that were asked for and answered. */
    public record Tally(long found, long none, long several) {}

    /** If none of the first keys has a completion, up to this number, none will. */
    private static final int MOST_IN_VAIN = 100;

    /** With them a list is tried, and each later one is checked. */
    private static final int KNOWN = 2;

    private record Known(CompletionKey key, String completion) {}

    /** @param isList whether the known ones are asked for beside them */
    private record Question(List<CompletionKey> keys, boolean isList) {}

    private final KeyAnswers answers;
    private final ReadBack readBack;
    private final ListQuestions questions;
    private final DeliveryOptions options;
    private final Backoff backoff;
    private final Time time;
    private final List<Known> known = new ArrayList<>();
    private final Map<CompletionKey, List<String>> unwritten = new LinkedHashMap<>();
    private volatile boolean isInterrupted;
    private volatile @Nullable BulkReads<Question> reads;
    private @Nullable CompletionKey last;
    private boolean takesLists;
    private long found;
    private long none;
    private long several;

    public CompletionSearch(
            KeyAnswers answers, ReadBack readBack, DeliveryOptions options, Backoff backoff, Time time) {
        this.answers = answers;
        this.readBack = readBack;
        this.options = options;
        this.backoff = backoff;
        this.time = time;
        this.questions = new ListQuestions(readBack, options, backoff, time);
    }

    /** Asks a running search to end; nothing may be sent then. Any thread. */
    public void interrupt() {
        isInterrupted = true;
        questions.interrupt();
        @Nullable BulkReads<Question> running = reads;
        if (running != null) {
            running.interrupt();
        }
    }

    public Tally tally() {
        return new Tally(found, none, several);
    }

    /** @return why nothing may be sent, or null when each key has its answer */
    public @Nullable Ending run() throws LedgerException, InterruptedException {
        List<CompletionKey> next = answers.next(1);
        if (next.isEmpty()) {
            return null;
        }
        @Nullable Ending ending = next.get(0) instanceof CompletionKey.OfLabel ? tryLists() : requireFilter();
        while (ending == null && !answers.next(1).isEmpty()) {
            ending = askForTheRest(); // once more for those in lists that were of no use
        }
        return ending;
    }

    /** Asks for one after the other until it is known what a list of two means. */
    private @Nullable Ending tryLists() throws LedgerException, InterruptedException {
        for (List<CompletionKey> next = answers.next(1);
                !next.isEmpty() && known.size() < KNOWN;
                next = answers.next(1)) {
            Optional<List<FoundCompletion>> listed = ask(next);
            if (listed.isEmpty()) {
                return ending();
            }
            take(next, listed.get());
            write();
            if (!listed.get().isEmpty()) {
                known.add(new Known(next.get(0), listed.get().get(0).id()));
            } else if (isInVain()) {
                return findsNothing(next.get(0));
            }
        }
        takesLists = known.size() == KNOWN
                && ask(amongKnown(List.of())).filter(this::listsKnown).isPresent();
        return isInterrupted ? new Ending.Interrupted() : null;
    }

    private @Nullable Ending askForTheRest() throws LedgerException, InterruptedException {
        BulkReads<Question> all = new BulkReads<>(
                question -> readBack.find(question.isList() ? amongKnown(question.keys()) : question.keys()),
                options,
                backoff,
                time);
        reads = all;
        last = null;
        if (isInterrupted) {
            all.interrupt();
        }
        all.run(this::nextQuestion, (question, answer) -> take(question, answer, all), this::write);
        return all.ending();
    }

    private List<Question> nextQuestion() throws LedgerException {
        List<CompletionKey> keys = answers.next(last, takesLists ? LabelSearch.MOST - KNOWN : 1);
        if (keys.isEmpty()) {
            return List.of();
        }
        last = keys.get(keys.size() - 1);
        return List.of(new Question(keys, takesLists));
    }

    private void take(Question question, ReadBack.Answer answer, BulkReads<Question> all) {
        @Nullable
        List<FoundCompletion> listed = answer instanceof ReadBack.Answer.Listed list ? list.completions() : null;
        if (question.isList() && (listed == null || !listsKnown(listed))) {
            takesLists = false;
        } else if (listed == null) {
            all.end(cannotFind(answer));
        } else {
            take(question.keys(), listed);
            if (isInVain()) {
                all.end(findsNothing(question.keys().get(0)));
            }
        }
    }

    private boolean isInVain() {
        return found + several == 0 && none >= MOST_IN_VAIN;
    }

    private Optional<List<FoundCompletion>> ask(List<CompletionKey> keys) throws LedgerException, InterruptedException {
        return questions.ask(() -> readBack.find(keys));
    }

    private List<CompletionKey> amongKnown(List<CompletionKey> keys) {
        List<CompletionKey> list = new ArrayList<>();
        list.add(known.get(0).key());
        list.addAll(keys);
        list.add(known.get(1).key());
        return list;
    }

    private boolean listsKnown(List<FoundCompletion> listed) {
        return known.stream().allMatch(one -> ids(one.key(), listed).contains(one.completion()));
    }

    private static List<String> ids(CompletionKey key, List<FoundCompletion> listed) {
        return listed.stream()
                .filter(one -> one.mayHave(key))
                .map(FoundCompletion::id)
                .distinct()
                .toList();
    }

    private void take(List<CompletionKey> keys, List<FoundCompletion> listed) {
        for (CompletionKey key : keys) {
            List<String> ids = ids(key, listed);
            unwritten.put(key, ids.stream().limit(CompletionKey.MOST_TOLD).toList());
            found += ids.size() == 1 ? 1 : 0;
            none += ids.isEmpty() ? 1 : 0;
            several += ids.size() > 1 ? 1 : 0;
        }
    }

    private void write() throws LedgerException {
        if (!unwritten.isEmpty()) {
            answers.answer(unwritten);
            unwritten.clear();
        }
    }

    /**
     * A list does not show whose or of which session a completion is: at the time for which the server lists something, it
     * must list nothing for an id that nobody has. Until one key shows that, they are asked for one after the other.
     */
    private @Nullable Ending requireFilter() throws LedgerException, InterruptedException {
        boolean isShown = false;
        for (List<CompletionKey> next = answers.next(1); !next.isEmpty() && !isShown; next = answers.next(1)) {
            Optional<List<FoundCompletion>> listed = ask(next);
            if (listed.isEmpty()) {
                return ending();
            }
            isShown = !listed.get().isEmpty();
            @Nullable Ending ignored = isShown ? requireNothingForNobody(next.get(0)) : null;
            if (ignored != null) {
                return ignored;
            }
            take(next, listed.get());
            write();
            if (isInVain()) {
                return findsNothing(next.get(0));
            }
        }
        return null;
    }

    private @Nullable Ending requireNothingForNobody(CompletionKey like) throws LedgerException, InterruptedException {
        CompletionKey nobodys = like instanceof CompletionKey.OfUserAt at
                ? new CompletionKey.OfUserAt(at.placeholder(), at.time())
                : new CompletionKey.OfSession(like.placeholder());
        Optional<List<FoundCompletion>> listed = ask(List.of(nobodys));
        if (listed.isEmpty()) {
            return ending();
        }
        return listed.get().isEmpty()
                ? null
                : new Ending.Stopped(
                        StopReason.CANNOT_READ_BACK,
                        "The server lists completions for " + nobodys.name() + " " + nobodys.value()
                                + ", which this program has made up, so it does not find completions by "
                                + nobodys.name() + ". Nothing was sent.");
    }

    private static Ending findsNothing(CompletionKey last) {
        return new Ending.Stopped(
                StopReason.UNKNOWN_COMPLETIONS,
                "The server has no completion for any of the first " + Amount.of(MOST_IN_VAIN) + " values of "
                        + last.name() + " that it was asked for, such as " + Printable.quoted(last.value())
                        + ". Check the column and the name in --find-completion, --url, and --use-case or --project."
                        + " Nothing was sent.");
    }

    private Ending ending() {
        ReadBack.@Nullable Answer obstacle = questions.obstacle();
        if (isInterrupted) {
            return new Ending.Interrupted();
        } else if (obstacle instanceof ReadBack.Answer.Stopped stopped) {
            return new Ending.Stopped(stopped.stop().cause(), stopped.stop().reason());
        } else if (obstacle instanceof ReadBack.Answer.NotNow notNow) {
            return new Ending.Stopped(
                    StopReason.SERVER_DOWN, "The server does not say which completions it has: " + notNow.why());
        }
        return cannotFind(obstacle);
    }

    private static Ending cannotFind(ReadBack.@Nullable Answer obstacle) {
        String why = obstacle instanceof ReadBack.Answer.Unavailable unavailable
                ? unavailable.why()
                : obstacle instanceof ReadBack.Answer.Hidden hidden ? hidden.why() : "";
        return new Ending.Stopped(
                StopReason.CANNOT_READ_BACK,
                "The completions cannot be found, since the server does not list them as asked. " + why
                        + " Nothing was sent.");
    }
}
