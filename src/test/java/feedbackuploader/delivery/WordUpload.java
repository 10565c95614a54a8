package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.InDoubtRows;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Outbox;
import feedbackuploader.ledger.Plan;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * An upload of words as {@code upload} does it, in few lines and without a network: what is open is settled, the file is
 * planned unless it is the planned one, sent and settled in turn, and every row is told.
 */
final class WordUpload {

    /** Where a run gets its ledger from. */
    @FunctionalInterface
    interface LedgerSource {
        Ledger open() throws LedgerException;
    }

    private static final DeliveryOptions OPTIONS = new DeliveryOptions(4, 3, Duration.ofSeconds(30));
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(4), new Random(20_260_101));

    final HandSetTime time;
    final WordServer server;

    WordUpload() {
        time = HandSetTime.startingAt(0);
        server = new WordServer(time);
    }

    private WordUpload(WordUpload other) {
        time = HandSetTime.startingAt(0);
        time.pass(other.time.elapsed());
        server = other.server.copy(time);
    }

    /** The same server after the program has died: nothing is on its way any more. */
    WordUpload copy() {
        return new WordUpload(this);
    }

    /**
     * So many words that meet every kind of answer, the last tenth of them twice. None is the beginning of another: a
     * server may cut off what it shows, so that the shorter could be the longer.
     */
    static String[] words(int count) {
        List<String> kinds =
                List.of("plain", "busy", "lost", "plain", "refused", "gone", "mute", "plain", "!bad", "-out");
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count - count / 10; i++) {
            words.add(String.format("%s%02d", kinds.get(i % kinds.size()), i / 7));
        }
        for (int i = 0; i < count / 10; i++) {
            words.add(words.get(i));
        }
        return words.toArray(String[]::new);
    }

    /** One run of the program, to its end or to the failure. */
    List<Entry> run(LedgerSource source, String... words) throws LedgerException, InterruptedException {
        try (Ledger ledger = source.open()) {
            ledger.recover("killed");
            ledger.leaveUnknown();
            String sha256 = "sha256 of " + String.join(" ", words);
            if (!ledger.plan().map(Plan::sha256).filter(sha256::equals).isPresent()) {
                WordFile.plan(ledger, words);
            }
            ledger.planRejectedAgain();
            ledger.noteServerTime(time.clock().instant());
            settle(ledger);
            boolean goesOn = true;
            for (int round = 1; goesOn && round <= OPTIONS.maxAttempts() && planned(ledger) > 0; round++) {
                goesOn = deliver(ledger) instanceof Ending.Finished;
                settle(ledger);
            }
            ledger.leaveUnknown();
            return WordFile.entries(ledger);
        }
    }

    private static long planned(Ledger ledger) throws LedgerException {
        return ledger.counts().of(State.PLANNED);
    }

    private Ending deliver(Ledger ledger) throws LedgerException, InterruptedException {
        try (Outbox outbox = ledger.outbox()) {
            return new Delivery(outbox, server, OPTIONS, new Throttle(OPTIONS, time), BACKOFF, new Deaf(), time, time)
                    .run();
        }
    }

    private void settle(Ledger ledger) throws LedgerException, InterruptedException {
        if (ledger.reopenUnknown() > 0) {
            try (InDoubtRows inDoubtRows = ledger.inDoubtRows(server::traceOf, null)) {
                var unused = new Reconciler(inDoubtRows, server, time, OPTIONS, BACKOFF, time)
                        .run(new Quiet(time.nanos(), null));
            }
        }
    }

    /** Every row has come to its one right end, told under an id of the server's own, and the server has nothing twice. */
    void isRight(List<Entry> entries, String... words) {
        assertThat(entries).hasSameSizeAs(words);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            Entry entry = entries.get(i);
            String word = words[i];
            assertThat(entry.state())
                    .as("state of row %d, %s", entry.row(), word)
                    .isEqualTo(end(word));
            if (entry.state() == State.RECORDED) {
                assertThat(server.idsByWord().getOrDefault(word, Set.of()))
                        .as("ids of row %d, %s", entry.row(), word)
                        .contains(String.valueOf(entry.uploadId()));
                ids.add(entry.uploadId());
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
        nothingIsThereTwice(words);
    }

    void nothingIsThereTwice(String... words) {
        List<String> file = List.of(words);
        server.idsByWord()
                .forEach((word, held) -> assertThat(held)
                        .as("what the server has of %s", word)
                        .hasSizeLessThanOrEqualTo(Math.max(1, Collections.frequency(file, word))));
    }

    private static State end(String word) {
        if (word.startsWith("!")) {
            return State.INVALID;
        } else if (word.startsWith("-")) {
            return State.SKIPPED;
        }
        return WordServer.isRefused(word) ? State.REJECTED : State.RECORDED;
    }

    /** Hears nothing. */
    private static final class Deaf implements DeliveryListener {
        @Override
        public void sent() {}

        @Override
        public void measured(Duration latency) {}

        @Override
        public void limited(int inFlight) {}

        @Override
        public void answered(Outcome outcome, boolean again) {}

        @Override
        public void paused(Duration wait, String cause) {}
    }
}
