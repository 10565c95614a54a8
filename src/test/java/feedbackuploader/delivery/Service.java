package feedbackuploader.delivery;

import feedbackuploader.server.Outcome;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** A server in simulated time. */
@FunctionalInterface
interface Service {

    Outcome TAKEN = new Outcome.Recorded(201, "id");

    /** Seconds until the answer, and the answer. */
    record Reply(double after, Outcome outcome) {

        static Reply taken(double after) {
            return new Reply(after, TAKEN);
        }

        private static Outcome.NotProcessed.Cause causeOf(int status) {
            return status == 429
                    ? Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS
                    : Outcome.NotProcessed.Cause.UNAVAILABLE;
        }

        static Reply refused(int status, int retryAfter) {
            Duration wait = retryAfter == 0 ? null : Duration.ofSeconds(retryAfter);
            return new Reply(0.001, new Outcome.NotProcessed(status, causeOf(status), wait, "refused"));
        }
    }

    /**
     * @param seconds since the start, at which the request comes
     * @param inFlight requests that are there, this one included
     */
    Reply reply(double seconds, int inFlight, Random random);

    /** As many at once as come, each for some time. */
    static Service taking(ToDoubleFunction<Random> time) {
        return (seconds, inFlight, random) -> Reply.taken(time.applyAsDouble(random));
    }

    /** So many at once as there are workers at that moment; the others wait. */
    static Service workers(DoubleUnaryOperator workers, ToDoubleFunction<Random> time) {
        PriorityQueue<Double> busyUntil = new PriorityQueue<>();
        return (seconds, inFlight, random) -> {
            double start = seconds;
            while (busyUntil.size() >= workers.applyAsDouble(seconds)) {
                start = Math.max(seconds, busyUntil.remove());
            }
            double end = start + time.applyAsDouble(random);
            busyUntil.add(end);
            return Reply.taken(end - seconds);
        };
    }

    /** The more are in flight the longer each takes. */
    static Service loaded(DoubleUnaryOperator time) {
        return (seconds, inFlight, random) ->
                Reply.taken(time.applyAsDouble(inFlight) * (0.9 + 0.2 * random.nextDouble()));
    }

    /** Refuses what comes while fewer than one token is left. */
    default Service behindBucket(DoubleUnaryOperator perSecond, double burst, int status, int retryAfter) {
        double[] tokensAndLast = {burst, 0};
        return (seconds, inFlight, random) -> {
            double filled = (seconds - tokensAndLast[1]) * perSecond.applyAsDouble(seconds);
            tokensAndLast[0] = Math.min(burst, tokensAndLast[0] + filled);
            tokensAndLast[1] = seconds;
            if (tokensAndLast[0] < 1) {
                return Reply.refused(status, retryAfter);
            }
            tokensAndLast[0]--;
            return reply(seconds, inFlight, random);
        };
    }

    /** Takes so many in each period, and says how long the rest of it is. */
    default Service behindQuota(int requests, int period) {
        long[] periodAndCount = {0, 0};
        return (seconds, inFlight, random) -> {
            long now = (long) (seconds / period);
            periodAndCount[1] = now == periodAndCount[0] ? periodAndCount[1] + 1 : 1;
            periodAndCount[0] = now;
            int rest = (int) Math.ceil((now + 1) * period - seconds);
            return periodAndCount[1] > requests ? Reply.refused(429, rest) : reply(seconds, inFlight, random);
        };
    }

    /** Refuses a share of what comes, whatever the pace. */
    default Service refusing(double share, int status, int retryAfter) {
        return (seconds, inFlight, random) ->
                random.nextDouble() < share ? Reply.refused(status, retryAfter) : reply(seconds, inFlight, random);
    }

    /** Refuses what comes while so many are in flight. */
    default Service refusingAbove(int most, int status) {
        return (seconds, inFlight, random) ->
                inFlight > most ? Reply.refused(status, 0) : reply(seconds, inFlight, random);
    }

    /** Answers a share of what comes with an error that does not say whether the row was recorded. */
    default Service failing(double share, double after) {
        return (seconds, inFlight, random) -> random.nextDouble() < share
                ? new Reply(after, new Outcome.Ambiguous(500, "failed"))
                : reply(seconds, inFlight, random);
    }

    /** Answers nothing for so long in each period, and then everything. */
    default Service pausing(double period, double pause) {
        return (seconds, inFlight, random) -> {
            Reply reply = reply(seconds, inFlight, random);
            double end = seconds + reply.after();
            double into = end % period;
            return into < pause && end > period ? new Reply(end - into + pause - seconds, reply.outcome()) : reply;
        };
    }

    /** Takes so many times as long at first, and less and less. */
    default Service coldFor(double warm, double times) {
        return (seconds, inFlight, random) -> {
            Reply reply = reply(seconds, inFlight, random);
            double slower = 1 + (times - 1) * Math.max(0, 1 - seconds / warm);
            return new Reply(reply.after() * slower, reply.outcome());
        };
    }

    static ToDoubleFunction<Random> about(double seconds) {
        return random -> seconds * (0.9 + 0.2 * random.nextDouble());
    }

    /** Half are quicker than the median; a share of 16 % takes {@code spread} times as long, and 2 % its square. */
    static ToDoubleFunction<Random> lognormal(double median, double spread) {
        return random -> Math.min(30, Math.max(1e-4, median * StrictMath.pow(spread, random.nextGaussian())));
    }
}
