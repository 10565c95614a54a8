package feedbackuploader.delivery;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.InDoubtRows;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.ServerClock;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A reconciler with hand-set time, a ledger, and a server that shows what the script says. */
abstract class ReconcilerCase {

    static final Ending FINISHED = new Ending.Finished();

    static final Duration ROUND_TRIP = Duration.ofMillis(20);

    /**
     * What is answered when a completion is asked for; {@code time} is how often it was asked for, from 1. Null breaks the
     * request down.
     */
    @FunctionalInterface
    interface Script {
        ReadBack.@Nullable Answer answer(String completion, int time);
    }

    final HandSetTime time = HandSetTime.startingAt(Long.MAX_VALUE - 1_000_000_000);

    final Path folder;

    final Ledger ledger;

    final List<String> asked = new ArrayList<>();

    final List<Duration> askedAt = new ArrayList<>();

    final Map<UUID, String> names = new HashMap<>();

    DeliveryOptions options = new DeliveryOptions(4, 3, Duration.ofSeconds(30));

    ServerClock serverClock = time;

    Duration roundTrip = ROUND_TRIP;

    final Set<String> never = new HashSet<>();

    int mostInFlight;

    int inFlight;

    boolean hasControl;

    @Nullable
    Reconciler running;

    ReconcilerCase(@TempDir Path folder) throws LedgerException {
        this.folder = folder;
        this.ledger = Ledger.open(folder, WordFile.OWNER);
    }

    @AfterEach
    void close() throws LedgerException {
        ledger.close();
    }

    /** Of these rows nothing is known. Before them one was recorded, which the server shows at once. */
    void lost(String... words) throws LedgerException {
        hasControl = true;
        WordFile.plan(
                ledger,
                Stream.concat(Stream.of("control:good"), Stream.of(words)).toArray(String[]::new));
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "0") : new Outcome.Ambiguous(504, "gateway"));
    }

    /** @param answers to the first row, the second, … */
    void deliver(IntFunction<Outcome> answers) throws LedgerException {
        int[] n = {0};
        var unused = WordFile.deliver(
                ledger,
                word -> {
                    String name = word.replaceAll(":.*", "");
                    names.put(WordFile.completion(name), name);
                    return answers.apply(++n[0]);
                },
                time.now(),
                time.now());
    }

    Quiet quietNow() {
        return new Quiet(time.nanos(), null);
    }

    Ending settle(Quiet quiet, Script script) throws LedgerException, InterruptedException {
        try (InDoubtRows inDoubtRows = ledger.inDoubtRows(WordFile::trace, null)) {
            return reconciler(script, inDoubtRows).run(quiet);
        }
    }

    Reconciler reconciler(Script script, InDoubtRows inDoubtRows) {
        Reconciler reconciler = new Reconciler(
                inDoubtRows,
                new ScriptedReadBack(script),
                serverClock,
                options,
                new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), new Run.Highest()),
                time);
        running = reconciler;
        return reconciler;
    }

    Reconciler running() {
        Reconciler reconciler = running;
        if (reconciler == null) {
            throw new AssertionError("nothing runs");
        }
        return reconciler;
    }

    Settling.Tally tally() {
        return running().tally();
    }

    List<State> states() throws LedgerException {
        return entries().stream().map(Entry::state).toList();
    }

    Entry entry(int index) throws LedgerException {
        return entries().get(index);
    }

    List<Entry> entries() throws LedgerException {
        List<Entry> all = WordFile.entries(ledger);
        return hasControl ? all.subList(1, all.size()) : all;
    }

    ServerClock serverClock(double speed) {
        return () -> {
            Instant now = Instant.ofEpochMilli((long) (time.elapsed().toMillis() * speed));
            return new ServerTime(now, now);
        };
    }

    static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    /** @param idsAndDetails in turn, given just now */
    ReadBack.Answer shown(String... idsAndDetails) {
        List<ObservedFeedback> shown = new ArrayList<>();
        for (int i = 0; i < idsAndDetails.length; i += 2) {
            shown.add(observed(idsAndDetails[i], idsAndDetails[i + 1], Duration.ZERO));
        }
        return new ReadBack.Answer.Shown(shown);
    }

    ReadBack.Answer shownAt(String id, String details, Duration later) {
        return new ReadBack.Answer.Shown(List.of(observed(id, details, later)));
    }

    private static ObservedFeedback observed(String id, String details, Duration later) {
        Instant firstClaim = Instant.EPOCH;
        return new ObservedFeedback(id, firstClaim.plus(later), WordFile.matchKey(details));
    }

    /** Answers by the script as it stands when it is asked; the answer takes a round trip. */
    final class ScriptedReadBack implements ReadBack {

        private final Script script;

        ScriptedReadBack(Script script) {
            this.script = script;
        }

        @Override
        public Trace traceOf(Submission submission) {
            return WordFile.trace(submission);
        }

        @Override
        public CompletableFuture<Answer> read(Kind kind, UUID completion) {
            String name = names.getOrDefault(completion, "?");
            if (name.equals("control")) {
                return CompletableFuture.completedFuture(shown("0", "good"));
            }
            asked.add(name);
            askedAt.add(time.elapsed());
            mostInFlight = Math.max(mostInFlight, ++inFlight);
            @Nullable Answer answer = script.answer(name, Collections.frequency(asked, name));
            CompletableFuture<Answer> future = new CompletableFuture<>();
            time.after(roundTrip, () -> {
                inFlight--;
                if (answer == null) {
                    future.completeExceptionally(new IllegalStateException("a bug"));
                } else if (!never.contains(name)) {
                    future.complete(answer);
                }
            });
            return future;
        }
    }
}
