package feedbackuploader.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Rows without end for a simulated server, as the delivery loop would send them. */
final class Simulation {

    private record Answer(double sent, double at, Optional<Duration> refusal) {}

    private final SimulatedServer server;
    private final Limit limit;
    private final Pace pace;
    private final PriorityQueue<Answer> answers = new PriorityQueue<>(Comparator.comparingDouble(Answer::at));
    private final List<Double> latencies = new ArrayList<>();
    private double now;
    private double pausedUntil;
    private int recorded;
    private int refused;
    private int mostInFlight;
    private double seconds;

    Simulation(SimulatedServer server, Limit limit, Pace pace) {
        this.server = server;
        this.limit = limit;
        this.pace = pace;
    }

    /** Goes on for so long, and counts anew. */
    Simulation run(double seconds) {
        double end = now + seconds;
        recorded = 0;
        refused = 0;
        mostInFlight = 0;
        this.seconds = seconds;
        latencies.clear();
        while (now < end) {
            send();
            step(end);
        }
        return this;
    }

    private void send() {
        while (now >= pausedUntil && answers.size() < limit.permits() && pace.nanosLeft(nanos(now)) <= 0) {
            pace.sent(nanos(now));
            limit.sent(nanos(now));
            Optional<Duration> refusal = server.refusal(now);
            answers.add(new Answer(now, refusal.isPresent() ? now + 0.001 : server.answerAt(now), refusal));
            mostInFlight = Math.max(mostInFlight, answers.size());
        }
    }

    private void step(double end) {
        boolean mayGo = answers.size() < limit.permits();
        double next = mayGo ? Math.max(pausedUntil, now + pace.nanosLeft(nanos(now)) / 1e9) : Double.MAX_VALUE;
        if (next <= now) {
            next = Double.MAX_VALUE;
        }
        if (!answers.isEmpty() && answers.element().at() <= Math.min(next, end)) {
            take(answers.remove());
        } else {
            now = Math.min(next, end) + 1e-9;
        }
    }

    private void take(Answer answer) {
        now = Math.max(now, answer.at());
        if (answer.refusal().isPresent()) {
            refused++;
            pausedUntil = Math.max(pausedUntil, now + answer.refusal().get().toNanos() / 1e9);
            pace.refused(nanos(answer.sent()), nanos(now), answer.refusal().get());
            limit.ended(nanos(now));
        } else {
            recorded++;
            latencies.add(answer.at() - answer.sent());
            limit.answered(nanos(now), Duration.ofNanos(nanos(now - answer.sent())));
            pace.taken(nanos(answer.sent()), nanos(now));
        }
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    /** None of what is in flight is ever answered. */
    void failEverythingInFlight() {
        for (Answer answer : answers) {
            limit.strained(nanos(now), Duration.ofNanos(nanos(now - answer.sent())));
        }
        answers.clear();
    }

    int mostInFlight() {
        return mostInFlight;
    }

    double perSecond() {
        return recorded / seconds;
    }

    double shareRefused() {
        return (double) refused / (recorded + refused);
    }

    double p99() {
        List<Double> sorted = latencies.stream().sorted().toList();
        return sorted.get(sorted.size() * 99 / 100);
    }
}
