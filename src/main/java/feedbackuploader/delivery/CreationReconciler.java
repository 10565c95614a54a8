package feedbackuploader.delivery;

import feedbackuploader.ledger.InDoubtCreations;
import feedbackuploader.ledger.InDoubtCreations.InDoubt;
import feedbackuploader.ledger.InDoubtCreations.Known;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.server.FoundCompletion;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.ReadBackVerdict;
import feedbackuploader.server.ServerClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of interactions whose answer was lost, by the label that each was given. Nothing may be in flight
 * meanwhile. What a server lists is believed; what it does not list is believed only if
 *
 * <ul>
 *   <li>it lists others, in the same answer, that are known to be created; or, where it can be asked for one at a time
 *       only, lists these each time, and the other never, as often as {@link #LOOKS_APART} says;
 *   <li>it is known how soon it listed one, in this run or in an earlier one, and more than twice as long has passed.
 * </ul>
 *
 * <p>Everything but {@link #interrupt} happens on the thread that calls {@link #run}.
 */
public final class CreationReconciler implements Settling {

    /** Beside those in doubt, in each question. */
    private static final int KNOWN = 10;

    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** Maximum number of questions in one look before the quiet time ends. */
    private static final int QUESTIONS_A_LOOK = 20;

    /** One answer may come from a copy that is behind, and the next from one that is not. */
    private static final int LOOKS_APART = 5;

    /** An age of the last known one that may stand for how soon it was listed: twice that is waited for. */
    private static final Duration MOST_AWAITED = Duration.ofSeconds(10);

    private final InDoubtCreations creations;
    private final ServerClock serverClock;
    private final Time time;
    private final LabelSearch search;
    private @Nullable Duration listedWithin;

    /** Whether it ever left out one that it has. */
    private boolean leavesOut;

    private long ambiguous;
    private long recorded;
    private long absent;
    private long undecided;
    private @Nullable String obstacle;

    /** @param listedWithin how long it took until the server listed an interaction of this run; null when none was created */
    public CreationReconciler(
            InDoubtCreations creations,
            ReadBack readBack,
            ServerClock serverClock,
            DeliveryOptions options,
            Backoff backoff,
            Time time,
            @Nullable Duration listedWithin) {
        this.creations = creations;
        this.serverClock = serverClock;
        this.time = time;
        this.search = new LabelSearch(readBack, options, backoff, time);
        this.listedWithin = listedWithin;
    }

    @Override
    public void interrupt() {
        search.interrupt();
    }

    @Override
    public void giveUpAt(long nanos) {
        search.giveUpAt(nanos);
    }

    @Override
    public Ending run(Quiet quiet) throws LedgerException, InterruptedException {
        ambiguous = creations.ambiguous();
        if (ambiguous == 0) {
            return new Ending.Finished();
        }
        awaitQuiet(quiet);
        if (recorded == ambiguous) {
            return new Ending.Finished();
        }
        List<Known> known = creations.known(KNOWN);
        if (known.isEmpty()) {
            return leaveUndecided("No completion of this upload is known to be created, so nothing shows whether the"
                    + " server lists what it has. Once another row is recorded, this one is checked again.");
        }
        if (!search.awaits(known.get(0))) {
            return search.obstacle() == null && !search.isInterrupted()
                    ? leaveUndecided("The server does not list a completion that it has created (id "
                            + known.get(0).completionId() + "), so it may have this row without listing it.")
                    : ending();
        }
        if (listedWithin == null) {
            @Nullable Duration before = creations.listedWithin();
            listedWithin = before == null ? ageOf(known.get(0)) : before;
        }
        if (listedWithin != null) {
            search.pause(Nanos.of(listedWithin.multipliedBy(2).plus(MARGIN)));
        }
        return settle(known, search.valuesAtATime(known.subList(0, Math.min(2, known.size()))), quiet);
    }

    /** What is listed is there, at whatever time: that need not be waited for. */
    private void awaitQuiet(Quiet quiet) throws LedgerException, InterruptedException {
        long end = time.nanos() + Math.max(0, quiet.nanosLeft(time, serverClock));
        long wait = Nanos.of(ReadBackRequest.FIRST_LOOK);
        while (end - time.nanos() > 0 && !search.isInterrupted()) {
            settleListed();
            if (recorded == ambiguous) {
                return;
            }
            search.pause(Math.max(0, Math.min(wait, end - time.nanos())));
            wait *= 2;
        }
    }

    private void settleListed() throws LedgerException, InterruptedException {
        List<Known> known = creations.known(2);
        int values = known.isEmpty() ? 1 : search.valuesAtATime(known);
        List<InDoubt> next = creations.next(values);
        for (int questions = 1; !next.isEmpty() && questions <= QUESTIONS_A_LOOK; questions++) {
            Optional<List<FoundCompletion>> found =
                    search.find(next.stream().map(InDoubt::label).toList());
            for (InDoubt one : next) {
                List<String> ids = idsOf(one, found.orElse(List.of()));
                if (!ids.isEmpty() && one.sends() == 1) {
                    add(one, recorded(ids));
                }
            }
            next = found.isEmpty() ? List.of() : creations.next(values);
        }
        creations.startOver();
    }

    /** What was listed just now was listed within the time since it was sent; null if that is too long to tell anything. */
    private @Nullable Duration ageOf(Known listed) {
        @Nullable Instant now = serverClock.now().latest();
        @Nullable Duration age = now == null ? null : Duration.between(listed.claimedAt(), now);
        return age == null || age.isNegative() || age.compareTo(MOST_AWAITED) > 0 ? null : age;
    }

    private Ending settle(List<Known> known, int values, Quiet quiet) throws LedgerException, InterruptedException {
        int most = values == 1 ? 1 : values - known.size();
        for (List<InDoubt> next = creations.next(most); !next.isEmpty(); next = creations.next(most)) {
            Optional<List<FoundCompletion>> found = values == 1
                    ? findApart(next.get(0), known)
                    : search.find(Stream.concat(
                                    next.stream().map(InDoubt::label),
                                    known.stream().map(Known::label))
                            .toList());
            if (found.isEmpty() || search.isInterrupted()) {
                return ending();
            }
            boolean listsKnown = values == 1 ? !leavesOut : LabelSearch.hasAll(found.get(), known);
            for (InDoubt one : next) {
                add(one, verdict(one, found.get(), listsKnown, quiet));
            }
        }
        return new Ending.Finished();
    }

    /** Looks for it until it is listed, and for a known one after each time. */
    private Optional<List<FoundCompletion>> findApart(InDoubt one, List<Known> known)
            throws LedgerException, InterruptedException {
        Optional<List<FoundCompletion>> found = search.find(List.of(one.label()));
        for (int look = 1; look <= LOOKS_APART && found.isPresent() && !leavesOut; look++) {
            if (!LabelSearch.ids(found.get(), one.label()).isEmpty()) {
                return found;
            }
            Known other = known.get(look % known.size());
            Optional<List<FoundCompletion>> listed = search.find(List.of(other.label()));
            if (listed.isEmpty()) {
                return listed;
            }
            leavesOut = !LabelSearch.has(listed.get(), other);
            if (look < LOOKS_APART) {
                found = search.find(List.of(one.label()));
            }
        }
        return found;
    }

    private ReadBackVerdict verdict(InDoubt one, List<FoundCompletion> found, boolean listsKnown, Quiet quiet)
            throws LedgerException {
        List<String> ids = idsOf(one, found);
        if (!ids.isEmpty()) {
            return recorded(ids);
        }
        @Nullable String why = whyUnproved(one, listsKnown, quiet);
        return why == null ? new ReadBackVerdict.Absent() : new ReadBackVerdict.Undecided(why);
    }

    private List<String> idsOf(InDoubt one, List<FoundCompletion> found) throws LedgerException {
        List<String> ids = new ArrayList<>();
        for (String id : LabelSearch.ids(found, one.label())) {
            if (!creations.isOwned(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static ReadBackVerdict recorded(List<String> ids) {
        return new ReadBackVerdict.Recorded(
                ids.get(0),
                ids.size() == 1 ? null : "The server lists it " + ids.size() + " times: " + String.join(", ", ids));
    }

    private @Nullable String whyUnproved(InDoubt one, boolean listsKnown, Quiet quiet) {
        if (!listsKnown) {
            return "The server does not list all completions that it has created, so it may have this row without"
                    + " listing it.";
        }
        if (!quiet.hasCome(time, serverClock)) {
            return "The server's clock stands still or was changed, so it is unknown when it has finished with this row.";
        }
        @Nullable Instant now = serverClock.now().earliest();
        boolean isLongAgo =
                now != null && one.claimedAt() != null && one.claimedAt().isBefore(now.minus(Reconciler.LONGEST_LAG));
        return listedWithin != null || isLongAgo
                ? null
                : "It is not known how soon the server lists a new completion, so it may have this row without listing"
                        + " it yet. A run in "
                        + Reconciler.LONGEST_LAG.toMinutes() + " minutes checks it again.";
    }

    private void add(InDoubt one, ReadBackVerdict verdict) throws LedgerException {
        creations.settle(one, verdict);
        recorded += verdict instanceof ReadBackVerdict.Recorded ? 1 : 0;
        absent += verdict instanceof ReadBackVerdict.Absent ? 1 : 0;
        undecided += verdict instanceof ReadBackVerdict.Undecided ? 1 : 0;
    }

    private Ending leaveUndecided(String why) throws LedgerException {
        for (List<InDoubt> next = creations.next(LabelSearch.MOST);
                !next.isEmpty();
                next = creations.next(LabelSearch.MOST)) {
            for (InDoubt one : next) {
                add(one, new ReadBackVerdict.Undecided(why));
            }
        }
        return new Ending.Finished();
    }

    private Ending ending() throws LedgerException {
        ReadBack.@Nullable Answer answer = search.obstacle();
        if (search.isInterrupted()) {
            return new Ending.Interrupted();
        } else if (answer instanceof ReadBack.Answer.Stopped stopped) {
            return new Ending.Stopped(stopped.stop().cause(), stopped.stop().reason());
        } else if (answer instanceof ReadBack.Answer.NotNow notNow) {
            obstacle = notNow.why();
            return new Ending.Finished();
        }
        String why = answer instanceof ReadBack.Answer.Unavailable unavailable
                ? unavailable.why()
                : answer instanceof ReadBack.Answer.Hidden hidden ? hidden.why() : "The server lists no completions.";
        obstacle = why;
        return leaveUndecided(why);
    }

    @Override
    public Tally tally() {
        return new Tally(recorded, absent, undecided, ambiguous - recorded - absent - undecided);
    }

    @Override
    public @Nullable String obstacle() {
        return obstacle;
    }
}
