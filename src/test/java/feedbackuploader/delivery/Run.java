package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Outbox;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.Recorder;
import feedbackuploader.server.ServerTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A delivery with everything around it: a ledger on the disk, hand-set time and a scripted server. */
final class Run implements AutoCloseable, DeliveryListener {

    static final Duration GRACE = Duration.ofSeconds(30);

    final HandSetTime time;
    final ScriptedServer server;
    final Ledger ledger;
    final Delivery delivery;
    final List<Outcome> answered = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();
    int sent;
    int again;

    /** The limit of the number in flight, as the delivery last said. */
    int permits;

    private final Outbox outbox;

    /** The longest back-off every time: half a second, then one, two, four, … and twice that after an overload. */
    private static final Backoff LONGEST = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), new Highest());

    static final class Highest implements RandomGenerator {
        @Override
        public long nextLong() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }

    Run(Path folder, DeliveryOptions options, ScriptedServer.Script script, String... words) throws LedgerException {
        this(folder, options, HandSetTime.startingAt(0), script, words);
    }

    Run(Path folder, DeliveryOptions options, HandSetTime time, ScriptedServer.Script script, String... words)
            throws LedgerException {
        this(folder, options, time, new Throttle(options, time), script, words);
    }

    Run(
            Path folder,
            DeliveryOptions options,
            HandSetTime time,
            Throttle throttle,
            ScriptedServer.Script script,
            String... words)
            throws LedgerException {
        this.time = time;
        this.server = new ScriptedServer(time, script);
        this.ledger = Ledger.open(folder, WordFile.OWNER);
        WordFile.plan(ledger, words);
        this.outbox = ledger.outbox();
        this.delivery = new Delivery(outbox, server, options, throttle, LONGEST, this, time, time);
    }

    static DeliveryOptions options(int concurrency, int maxAttempts) {
        return new DeliveryOptions(concurrency, maxAttempts, GRACE);
    }

    /** The same rows with another recorder, in earnest. */
    Delivery onSystemTime(Recorder recorder, DeliveryOptions options) {
        return new Delivery(
                outbox,
                recorder,
                options,
                new Throttle(options, Time.system()),
                LONGEST,
                this,
                Time.system(),
                () -> ServerTime.UNKNOWN);
    }

    static void allAre(State state, List<State> states) {
        assertThat(states).allMatch(other -> other == state);
    }

    List<State> states() throws LedgerException {
        return WordFile.states(ledger);
    }

    Entry entry(int index) throws LedgerException {
        return WordFile.entries(ledger).get(index);
    }

    @Override
    public void sent() {
        sent++;
    }

    @Override
    public void answered(Outcome outcome, boolean sentAgain) {
        answered.add(outcome);
        again += sentAgain ? 1 : 0;
    }

    @Override
    public void measured(Duration latency) {}

    @Override
    public void limited(int inFlight) {
        permits = inFlight;
    }

    @Override
    public void paused(Duration wait, String cause) {
        pauses.add(wait);
    }

    @Override
    public void close() throws LedgerException {
        try (ledger;
                outbox) {
            return;
        }
    }
}
