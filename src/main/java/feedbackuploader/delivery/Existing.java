package feedbackuploader.delivery;

import feedbackuploader.ledger.Candidates;
import feedbackuploader.ledger.Candidates.Candidate;
import feedbackuploader.ledger.Candidates.Group;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for planned rows on the server before any is sent: one that it shows already is left out, as often as it shows
 * it. A row of which it is unknown is not sent.
 *
 * <p>Everything but {@link #interrupt} happens on the thread that calls {@link #run}.
 */
public final class Existing {

    /** @param unclear rows that are not sent, since it is unknown whether the server has them */
    public record Tally(long existing, long unclear) {}

    private record Question(Group group, int attempt) {}

    private record Shown(Group group, List<ObservedFeedback> observed) {}

    private record Hidden(Group group, String why) {}

    /** Reads use a fixed limit; no need to search for the best one. */
    private static final int MOST_IN_FLIGHT = 32;

    /** If none of the first completions is shown, up to this number, the use case or project is wrong. */
    private static final int MOST_HIDDEN_AT_FIRST = 100;

    private static final int GROUPS_A_COMMIT = 500;

    private final Candidates candidates;
    private final ReadBack readBack;
    private final DeliveryOptions options;
    private final RetryPolicy retryPolicy;
    private final Time time;
    private final ReadPace pace;
    private final EventLoop<Question> loop;
    private final Retries<Question> retries = new Retries<>();
    private final List<Shown> unjudged = new ArrayList<>();
    private final List<Hidden> hidden = new ArrayList<>();

    private @Nullable Ending ending;
    private boolean isExhausted;
    private boolean showsSomething;
    private long existing;
    private long unclear;

    public Existing(Candidates candidates, ReadBack readBack, DeliveryOptions options, Backoff backoff, Time time) {
        this.candidates = candidates;
        this.readBack = readBack;
        this.options = options;
        this.retryPolicy = new RetryPolicy(options.maxAttempts(), backoff);
        this.time = time;
        this.loop = new EventLoop<>(options.answerWithin(), time);
        this.pace = new ReadPace(options.rate(), time);
    }

    /** Asks a running look to end; nothing may be sent then. Any thread. */
    public void interrupt() {
        loop.post(() -> end(new Ending.Interrupted()));
    }

    /** @return why nothing may be sent, or null when all rows were looked for */
    public @Nullable Ending run() throws LedgerException, InterruptedException {
        while (ending == null && !(isExhausted && loop.isNothingInFlight() && retries.isEmpty())) {
            ask();
            loop.await(nanosToNextEvent());
            loop.takeOverdue().forEach(question -> askLater(question, "No answer came."));
            if (showsSomething && unjudged.size() + hidden.size() >= GROUPS_A_COMMIT) {
                commit();
            }
        }
        if (ending == null && !showsSomething && !hidden.isEmpty()) {
            end(showsNothing());
        }
        if (ending == null) {
            commit();
        }
        return ending;
    }

    public Tally tally() {
        return new Tally(existing, unclear);
    }

    private long nanosToNextEvent() {
        if (isExhausted && loop.isNothingInFlight() && retries.isEmpty()) {
            return 0;
        }
        long wait = loop.nanosToOverdue();
        if (loop.inFlight() < most()) {
            long paced = pace.nanosLeft();
            wait = retries.isEmpty() ? wait : Math.min(wait, Math.max(paced, retries.nanosToNext(time.nanos())));
            wait = isExhausted ? wait : Math.min(wait, paced);
        }
        return wait;
    }

    private int most() {
        return Math.min(MOST_IN_FLIGHT, options.concurrency().most());
    }

    private void ask() throws LedgerException {
        while (loop.inFlight() < most() && pace.isOpen()) {
            @Nullable Question question = next();
            if (question == null) {
                return;
            }
            pace.asked();
            loop.ask(
                    question,
                    () -> readBack.read(
                            question.group().kind(), question.group().completion()),
                    Existing::unforeseen,
                    (answer, latency) -> take(question, answer));
        }
    }

    private @Nullable Question next() throws LedgerException {
        List<Question> again = retries.takeDue(time.nanos(), 1);
        if (!again.isEmpty()) {
            return again.get(0);
        }
        List<Group> next = isExhausted ? List.of() : candidates.next();
        isExhausted = next.isEmpty();
        return isExhausted ? null : new Question(next.get(0), 1);
    }

    private static ReadBack.Answer unforeseen(Throwable bug) {
        return new ReadBack.Answer.NotNow("The check failed unexpectedly: " + bug);
    }

    private void take(Question question, ReadBack.Answer answer) {
        if (answer instanceof ReadBack.Answer.Stopped stopped) {
            end(new Ending.Stopped(stopped.stop().cause(), stopped.stop().reason()));
        } else if (answer instanceof ReadBack.Answer.Unavailable unavailable) {
            end(new Ending.Stopped(StopReason.CANNOT_READ_BACK, unavailable.why()));
        } else if (answer instanceof ReadBack.Answer.NotNow notNow) {
            pace.pause(notNow.retryAfter());
            askLater(question, notNow.why());
        } else if (answer instanceof ReadBack.Answer.Hidden nothing) {
            hidden.add(new Hidden(question.group(), nothing.why()));
            if (!showsSomething && hidden.size() >= MOST_HIDDEN_AT_FIRST) {
                end(showsNothing());
            }
        } else if (answer instanceof ReadBack.Answer.Shown shown) {
            showsSomething = true;
            unjudged.add(new Shown(question.group(), shown.observed()));
        }
    }

    private Ending showsNothing() {
        return new Ending.Stopped(
                StopReason.CANNOT_READ_BACK,
                "The server shows none of the completions in this file, so the rows that it has cannot be detected."
                        + " Check the use case or project. The first completion, "
                        + hidden.get(0).group().completion() + ": "
                        + hidden.get(0).why());
    }

    private void askLater(Question question, String why) {
        Optional<Duration> wait = retryPolicy.nextRead(question.attempt());
        if (wait.isPresent()) {
            retries.add(new Question(question.group(), question.attempt() + 1), time.nanos() + Nanos.of(wait.get()));
        } else {
            end(new Ending.Stopped(StopReason.SERVER_DOWN, "The server does not show what it has: " + why));
        }
    }

    private void commit() throws LedgerException {
        candidates.commit(() -> {
            for (Shown one : unjudged) {
                judge(one.group(), one.observed());
            }
            for (Hidden one : hidden) {
                for (Candidate row : one.group().rows()) {
                    refuse(row, "It is unknown whether the server has this row: " + one.why());
                }
            }
        });
        unjudged.clear();
        hidden.clear();
    }

    /** Of rows with the same match key, the server has as many as it shows: the first ones. */
    private void judge(Group group, List<ObservedFeedback> observed) throws LedgerException {
        List<ObservedFeedback> left = new ArrayList<>();
        for (ObservedFeedback observedFeedback : observed) {
            if (!candidates.isOwned(observedFeedback.id())) {
                left.add(observedFeedback);
            }
        }
        List<Candidate> unseen = new ArrayList<>();
        for (Candidate row : group.rows()) {
            @Nullable ObservedFeedback same = take(left, row, true);
            if (same == null) {
                unseen.add(row);
            } else {
                candidates.leaveOut(row, same.id());
                existing++;
            }
        }
        for (Candidate row : unseen) {
            @Nullable ObservedFeedback similar = take(left, row, false);
            if (similar != null) {
                refuse(
                        row,
                        "The server shows feedback that may be this row, shortened or without its text: " + similar.id()
                                + ".");
            } else if (Listing.isLikeAPage(observed.size())) {
                refuse(
                        row,
                        "The server shows " + observed.size()
                                + " pieces of feedback on this completion. There may be more that it does not show.");
            }
        }
    }

    private static @Nullable ObservedFeedback take(List<ObservedFeedback> observed, Candidate row, boolean equal) {
        for (ObservedFeedback observedFeedback : observed) {
            if (equal
                    ? observedFeedback.matchKey().equals(row.matchKey())
                    : row.matchKey().mayBe(observedFeedback.matchKey())) {
                observed.remove(observedFeedback);
                return observedFeedback;
            }
        }
        return null;
    }

    private void refuse(Candidate row, String why) throws LedgerException {
        candidates.refuse(row, why);
        unclear++;
    }

    private void end(Ending with) {
        if (ending == null) {
            ending = with;
        }
    }
}
