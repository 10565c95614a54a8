package feedbackuploader.delivery;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.Recorder;
import feedbackuploader.server.StopReason;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Keeps what it is sent, and answers as the word says, {@code lost7} for one; shows it all when it is read back. */
final class WordServer implements Recorder, ReadBack {

    private static final Duration ANSWERS_AFTER = Duration.ofMillis(20);

    private final HandSetTime time;
    private final Map<String, ObservedFeedback> recorded = new HashMap<>();
    private final Map<String, Set<String>> idsByWord = new TreeMap<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private int requests;
    private int keyRefusedAfter = Integer.MAX_VALUE;
    private int taskAt;
    private Runnable task = () -> {};
    private boolean canBeReadBack = true;

    WordServer(HandSetTime time) {
        this.time = time;
    }

    /** A server that knows as much as this one, at another time. */
    WordServer copy(HandSetTime itsTime) {
        WordServer copy = new WordServer(itsTime);
        copy.recorded.putAll(recorded);
        idsByWord.forEach((word, ids) -> copy.idsByWord.put(word, new TreeSet<>(ids)));
        copy.asked.putAll(asked);
        copy.requests = requests;
        return copy;
    }

    /** Happens when it has been asked so many times more, before it answers. */
    void runsAt(int more, Runnable task) {
        taskAt = requests + more;
        this.task = task;
    }

    void refusesTheKeyAfter(int more) {
        keyRefusedAfter = requests + more;
    }

    void isWellAgain() {
        keyRefusedAfter = Integer.MAX_VALUE;
        canBeReadBack = true;
    }

    void cannotBeReadBackForNow() {
        canBeReadBack = false;
    }

    /** How many rows it was sent, whatever it said to them. */
    int requests() {
        return requests;
    }

    /** The ids under which it holds each word. */
    Map<String, Set<String>> idsByWord() {
        return idsByWord;
    }

    static boolean isRefused(String word) {
        return word.startsWith("refused");
    }

    @Override
    public CompletableFuture<Outcome> record(Submission submission) {
        requests++;
        if (requests == taskAt) {
            task.run();
        }
        Outcome outcome = answer(WordFile.word(submission));
        CompletableFuture<Outcome> future = new CompletableFuture<>();
        time.after(ANSWERS_AFTER, () -> future.complete(outcome));
        return future;
    }

    private Outcome answer(String word) {
        if (requests > keyRefusedAfter) {
            return new Outcome.Stopped(401, StopReason.KEY_REFUSED, "The key was refused.");
        }
        boolean isFirst = asked.merge(word, 1, Integer::sum) == 1;
        if (isRefused(word)) {
            return new Outcome.Rejected(422, "No.");
        } else if (word.startsWith("busy") && isFirst) {
            return new Outcome.NotProcessed(429, Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS, null, "Later.");
        } else if (word.startsWith("gone") && isFirst) {
            return new Outcome.Ambiguous(null, "No answer.");
        }
        String id = keep(word);
        if (word.startsWith("lost")) {
            return new Outcome.Ambiguous(504, "The gateway gave up.");
        }
        return word.startsWith("mute") ? new Outcome.Unconfirmed(201, "Done.", true) : new Outcome.Recorded(201, id);
    }

    private String keep(String word) {
        String id = "id" + requests + "-of-" + word;
        recorded.put(id, new ObservedFeedback(id, time.clock().instant(), matchKey(word)));
        idsByWord.computeIfAbsent(word, w -> new TreeSet<>()).add(id);
        return id;
    }

    private static MatchKey matchKey(String word) {
        return MatchKey.OfMetric.of("quality", 1, word, null);
    }

    /** Words of one number are about few completions, so that no list is as long as a page. */
    private static UUID completion(String word) {
        String about = word.charAt(0) % 3 + word.substring(word.length() - 2);
        return UUID.nameUUIDFromBytes(about.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Trace traceOf(Submission submission) {
        String word = WordFile.word(submission);
        return new Trace.At(Kind.METRIC, completion(word), matchKey(word));
    }

    @Override
    public CompletableFuture<Answer> read(Kind kind, UUID completion) {
        List<ObservedFeedback> shown = idsByWord.entrySet().stream()
                .filter(entry -> completion(entry.getKey()).equals(completion))
                .flatMap(entry -> entry.getValue().stream().map(recorded::get))
                .toList();
        CompletableFuture<Answer> future = new CompletableFuture<>();
        Answer answer = canBeReadBack ? new Answer.Shown(shown) : new Answer.NotNow("Try later.");
        time.after(ANSWERS_AFTER, () -> future.complete(answer));
        return future;
    }
}
