package feedbackuploader.delivery;

import feedbackuploader.server.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;

/** Rows without end for a {@link Service}, sent in simulated time by the rules of {@link Delivery}. */
final class SimulatedDelivery implements Time {

    private static final Duration GRACE = Duration.ZERO;

    /** Latencies are counted from this one on, in seconds, in steps of two percent. */
    private static final double FASTEST = 1e-6;

    private static final double STEP = 1.02;

    private record Answer(int failures, long sent, long at, Outcome outcome) {}

    /** Keeps the waits that are asked for, and else sends as fast as it can. */
    private static final class Unpaced extends Pace {
        Unpaced() {
            super(null);
        }

        @Override
        void refused(long sentNanos, long nowNanos, Duration wait) {
            // whatever the server says
        }
    }

    private final Service service;
    private final Random random;
    private final Throttle throttle;
    private final int most;
    private final Backoff backoff;
    private final PriorityQueue<Answer> answers = new PriorityQueue<>(Comparator.comparingLong(Answer::at));
    private final Retries<Integer> retries = new Retries<>();
    private final RetryBudget budget = new RetryBudget();
    private final int[] takenInSlot;
    private final double slotSeconds;
    private final int[] takenByLatency = new int[1_200];
    private long now;
    private int taken;
    private int refused;
    private int fewest = Integer.MAX_VALUE;

    /** @param isPaced false for what only keeps the waits that are asked for */
    SimulatedDelivery(Profile profile, Concurrency concurrency, boolean isPaced, long seed) {
        this.service = profile.service().get();
        this.random = new Random(seed);
        this.most = concurrency.most();
        this.backoff = Backoff.standard(random);
        DeliveryOptions options =
                new DeliveryOptions(concurrency, null, 8, GRACE, DeliveryOptions.ANSWER_WITHIN, false);
        this.throttle = isPaced ? new Throttle(options, this) : new Throttle(options, this, new Unpaced());
        this.takenInSlot = new int[60];
        this.slotSeconds = profile.seconds() / takenInSlot.length;
        run((long) (profile.seconds() * 1e9));
    }

    private void run(long end) {
        while (now < end) {
            send();
            fewest = Math.min(fewest, throttle.permits());
            long next = Math.min(
                    wakeUp(),
                    answers.isEmpty() ? Long.MAX_VALUE : answers.element().at());
            if (next == Long.MAX_VALUE) {
                throw new AssertionError("nothing in flight, and nothing will ever be: stalled after " + now + " ns");
            }
            now = Math.max(now, next);
            while (!answers.isEmpty() && answers.element().at() <= now) {
                take(answers.remove());
            }
        }
    }

    private void send() {
        while (throttle.isOpen(throttle.permits())) {
            if (retries.isDue(now) && retriesAllowed() > 0) {
                budget.spend(1);
                send(retries.takeDue(now, 1).get(0));
            } else if (isRoom()) {
                budget.earn(1);
                send(0);
            } else {
                return;
            }
        }
    }

    /** As few rows are claimed and wait as in {@link Delivery}. */
    private boolean isRoom() {
        return answers.size() + retries.size() < throttle.permits() + most;
    }

    private int retriesAllowed() {
        return Math.max(budget.left(), isRoom() ? 0 : 1);
    }

    private void send(int failures) {
        throttle.sent();
        Service.Reply reply = service.reply(now / 1e9, answers.size() + 1, random);
        answers.add(new Answer(failures, now, now + Math.max(1, (long) (reply.after() * 1e9)), reply.outcome()));
    }

    private long wakeUp() {
        boolean isRetry = !retries.isEmpty() && retriesAllowed() > 0;
        if (!isRoom() && !isRetry) {
            return Long.MAX_VALUE;
        }
        long byThrottle = throttle.nanosLeft(throttle.permits());
        long byRetry = isRoom() ? 0 : retries.nanosToNext(now);
        return byThrottle == Long.MAX_VALUE ? Long.MAX_VALUE : now + Math.max(1, Math.max(byThrottle, byRetry));
    }

    private void take(Answer answer) {
        Duration latency = Duration.ofNanos(answer.at() - answer.sent());
        throttle.answered(answer.outcome(), latency, Optional.empty());
        if (answer.outcome() instanceof Outcome.Recorded) {
            note((answer.at() - answer.sent()) / 1e9);
        } else if (answer.outcome() instanceof Outcome.NotProcessed) {
            refused++;
            int failures = answer.failures() + 1;
            retries.add(failures, now + backoff.wait(failures, true).toNanos());
        }
    }

    private void note(double latency) {
        taken++;
        takenByLatency[step(latency)]++;
        takenInSlot[Math.min(takenInSlot.length - 1, (int) (now / 1e9 / slotSeconds))]++;
    }

    int taken() {
        return taken;
    }

    double shareRefused() {
        return (double) refused / Math.max(1, taken + refused);
    }

    /** In seconds, to two percent. */
    double p99() {
        int step = 0;
        for (int faster = takenByLatency[0]; faster < taken * 0.99; faster += takenByLatency[step]) {
            step++;
        }
        return taken == 0 ? Double.NaN : FASTEST * Math.pow(STEP, step);
    }

    private static int step(double latency) {
        return (int) Math.round(Math.log(Math.max(1, latency / FASTEST)) / Math.log(STEP));
    }

    /** Fewest that might be in flight at any time. */
    int fewest() {
        return fewest;
    }

    /** Until, for a sixtieth of the run, rows were taken as fast as this. */
    double secondsTo(double perSecond) {
        for (int i = 0; i < takenInSlot.length; i++) {
            if (takenInSlot[i] >= perSecond * slotSeconds) {
                return (i + 1) * slotSeconds;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Clock clock() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T poll(BlockingQueue<T> queue, long nanos) {
        throw new UnsupportedOperationException();
    }
}
