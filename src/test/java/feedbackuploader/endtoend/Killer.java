package feedbackuploader.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kills runs of the program at random moments, and keeps count. */
final class Killer {

    static final int KILLED = 137;

    /** Early, and the same command goes on. */
    static final int STOPPED = 3;

    /** Longer than the end of most runs. */
    private static final Duration FINISHING = Duration.ofMillis(500);

    private static final int TIMES_MORE = 10;

    private static final Pattern FOUND_SENDING =
            Pattern.compile("An earlier run was killed while it was sending (\\d+) ");

    private final Random random;
    private final Map<KillMoment, Integer> kills = new EnumMap<>(KillMoment.class);
    private long foundSending;

    /** How long each part of a run takes, as the first one did. */
    private final Map<KillMoment, Duration> durations;

    /** @param settleWait what the runs wait before they settle */
    Killer(Random random, Duration settleWait) {
        this.random = random;
        this.durations = new EnumMap<>(Map.of(KillMoment.SETTLING, settleWait, KillMoment.FINISHING, FINISHING));
    }

    /** Lets a run end that was just started, to know how long it takes. */
    FinishedProgram measure(RunningProgram justStarted) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (justStarted) {
            justStarted.err().await(KillMoment.SENDING.words());
            long planned = System.nanoTime();
            FinishedProgram run = justStarted.end();
            durations.put(KillMoment.STARTING, Duration.ofNanos(planned - start));
            durations.put(KillMoment.SENDING, Duration.ofNanos(System.nanoTime() - planned));
            return run;
        }
    }

    /** @param isAnythingOpen whether there is something to settle */
    FinishedProgram killOrEnd(RunningProgram justStarted, boolean isAnythingOpen)
            throws IOException, InterruptedException {
        KillMoment moment = KillMoment.any(random, isAnythingOpen);
        Duration into = durations.getOrDefault(moment, Duration.ZERO);
        Duration wait = Duration.ofNanos((long) (into.toNanos() * random.nextDouble()));
        try (justStarted) {
            boolean isToBeKilled = justStarted.err().saysBeforeItEnds(moment.words()) && !justStarted.endsWithin(wait);
            return noted(isToBeKilled ? justStarted.kill() : justStarted.end());
        }
    }

    FinishedProgram noted(FinishedProgram run) {
        if (run.exitCode() == KILLED) {
            kills.merge(KillMoment.of(run), 1, Integer::sum);
        }
        Matcher found = FOUND_SENDING.matcher(run.err());
        foundSending += found.find() ? Long.parseLong(found.group(1)) : 0;
        return run;
    }

    /** @param asked kills; where none of them hit a row in flight, up to ten times as many are made */
    boolean isDone(int asked) {
        int count = kills.values().stream().mapToInt(Integer::intValue).sum();
        return count >= asked && (foundSending > 0 || count >= TIMES_MORE * asked);
    }

    /** At which moments. */
    Map<KillMoment, Integer> kills() {
        return kills;
    }

    /** Rows that the runs after a kill say were being sent. */
    long foundSending() {
        return foundSending;
    }
}
