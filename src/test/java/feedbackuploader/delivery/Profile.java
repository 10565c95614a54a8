package feedbackuploader.delivery;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/**
 * A kind of server.
 *
 * @param seconds how long a run takes
 * @param isPace whether it refuses rows for coming too fast
 */
record Profile(String name, double seconds, boolean isPace, Supplier<Service> service) {

    private static Profile of(String name, double seconds, Supplier<Service> service) {
        return new Profile(name, seconds, false, service);
    }

    private static Profile limited(String name, double seconds, Supplier<Service> service) {
        return new Profile(name, seconds, true, service);
    }

    private static DoubleUnaryOperator always(double number) {
        return seconds -> number;
    }

    private static DoubleUnaryOperator turning(double at, double before, double after) {
        return seconds -> seconds < at ? before : after;
    }

    private static Service workers(int workers, double seconds) {
        return Service.workers(always(workers), Service.about(seconds));
    }

    private static Service roomy(double seconds) {
        return Service.taking(Service.about(seconds));
    }

    static List<Profile> all() {
        return List.of(
                of("1 worker, 2 ms", 20, () -> workers(1, 0.002)),
                of("4 workers, 0.2 ms", 2, () -> workers(4, 0.000_2)),
                of("4 workers, 200 ms", 300, () -> workers(4, 0.2)),
                of("8 workers, 5 ms", 20, () -> workers(8, 0.005)),
                of("20 workers, 50 ms", 60, () -> workers(20, 0.05)),
                of("32 workers, 20 ms", 30, () -> workers(32, 0.02)),
                of("100 workers, 100 ms", 40, () -> workers(100, 0.1)),
                of("200 workers, 1 s", 200, () -> workers(200, 1)),
                of("any number at once, 10 ms", 6, () -> roomy(0.01)),
                of("any number at once, 20 ms", 8, () -> roomy(0.02)),
                of("any number at once, 100 ms", 25, () -> roomy(0.1)),
                of("any number at once, 1 s", 240, () -> roomy(1)),
                of("latency ∝ n, 1 ms", 20, () -> Service.loaded(n -> 0.001 * n)),
                of("latency ∝ n, 0.1 ms", 2, () -> Service.loaded(n -> 0.000_1 * n)),
                of("latency 10 ms + 0.2 ms × n", 8, () -> Service.loaded(n -> 0.01 + 0.000_2 * n)),
                of("latency ∝ n², 2 ms", 60, () -> Service.loaded(n -> 0.002 * n * n)),
                of("latency 20 ms + 0.02 ms × n²", 20, () -> Service.loaded(n -> 0.02 + 0.000_02 * n * n)),
                limited(
                        "500/s, bucket of 500, Retry-After 1",
                        90,
                        () -> roomy(0.02).behindBucket(always(500), 500, 429, 1)),
                limited(
                        "500/s, bucket of 50, Retry-After 1",
                        90,
                        () -> roomy(0.02).behindBucket(always(500), 50, 429, 1)),
                limited("500/s, bucket of 50", 90, () -> roomy(0.02).behindBucket(always(500), 50, 429, 0)),
                limited("500/s, bucket of 5, 503", 90, () -> roomy(0.02).behindBucket(always(500), 5, 503, 0)),
                limited(
                        "50/s, bucket of 100, Retry-After 2",
                        300,
                        () -> roomy(0.1).behindBucket(always(50), 100, 503, 2)),
                limited("10/s, bucket of 10", 600, () -> roomy(0.1).behindBucket(always(10), 10, 429, 0)),
                limited(
                        "200/s, from the middle on 100/s",
                        240,
                        () -> roomy(0.05).behindBucket(turning(120, 200, 100), 50, 429, 1)),
                limited(
                        "200/s, from the middle on 400/s",
                        240,
                        () -> roomy(0.05).behindBucket(turning(120, 200, 400), 50, 429, 1)),
                limited("600 in a minute", 900, () -> roomy(0.1).behindQuota(600, 60)),
                limited("6,000 in a minute", 480, () -> roomy(0.1).behindQuota(6_000, 60)),
                of("0.5 % 429, Retry-After 1", 60, () -> roomy(0.05).refusing(0.005, 429, 1)),
                of("3 % 429, Retry-After 1", 180, () -> roomy(0.05).refusing(0.03, 429, 1)),
                of("3 % 503, Retry-After 1", 120, () -> roomy(0.05).refusing(0.03, 503, 1)),
                of("20 % 503, Retry-After 1", 240, () -> roomy(0.05).refusing(0.2, 503, 1)),
                of("0.5 % 429", 40, () -> roomy(0.1).refusing(0.005, 429, 0)),
                of("3 % 503", 30, () -> roomy(0.1).refusing(0.03, 503, 0)),
                of("20 % 503", 30, () -> roomy(0.1).refusing(0.2, 503, 0)),
                of("32 workers, 5 % 503", 40, () -> workers(32, 0.05).refusing(0.05, 503, 0)),
                of(
                        "3 % 429, 3 % 503, 2 % 500, Retry-After 1",
                        240,
                        () -> roomy(0.1)
                                .refusing(0.03, 429, 1)
                                .refusing(0.03, 503, 1)
                                .failing(0.02, 0.1)),
                of("10 % 500", 25, () -> roomy(0.1).failing(0.1, 0.1)),
                of("1 % answers lost", 300, () -> roomy(0.1).failing(0.01, 30)),
                of("503 above 32 in flight", 60, () -> roomy(0.05).refusingAbove(32, 503)),
                of(
                        "32 workers, 20 ms, pauses of 0.2 s",
                        30,
                        () -> workers(32, 0.02).pausing(2, 0.2)),
                of(
                        "any number at once, 100 ms, pauses of 1 s",
                        40,
                        () -> roomy(0.1).pausing(10, 1)),
                of(
                        "32 workers, 50 ms, cold for 10 s",
                        50,
                        () -> workers(32, 0.05).coldFor(10, 20)),
                of(
                        "any number at once, 200 ms, cold for 20 s",
                        80,
                        () -> roomy(0.2).coldFor(20, 10)),
                of("lognormal around 5 ms", 4, () -> Service.taking(Service.lognormal(0.005, 2))),
                of("lognormal around 100 ms", 60, () -> Service.taking(Service.lognormal(0.1, 3))),
                of("lognormal around 100 ms, 0.1 ms to 30 s", 300, () -> Service.taking(Service.lognormal(0.1, 7))),
                of(
                        "32 workers, lognormal around 20 ms",
                        60,
                        () -> Service.workers(always(32), Service.lognormal(0.02, 2))),
                of(
                        "32 workers, lognormal around 50 ms, wide",
                        300,
                        () -> Service.workers(always(32), Service.lognormal(0.05, 4))),
                of(
                        "64 workers, from the middle on 32",
                        60,
                        () -> Service.workers(turning(30, 64, 32), Service.about(0.05))),
                of(
                        "32 workers, from the middle on 64",
                        60,
                        () -> Service.workers(turning(30, 32, 64), Service.about(0.05))));
    }
}
