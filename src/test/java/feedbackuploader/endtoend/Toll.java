package feedbackuploader.endtoend;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What uploads that were killed came to.
 *
 * @param twist null for a deployment that shows what it was sent
 * @param concurrency 0 for what the program does by itself
 * @param foundSending rows that the runs after a kill say were being sent
 * @param dropped answers that the sandbox kept to itself
 * @param odd answers that said neither yes nor no
 * @param twisted read-backs that showed something else than was recorded
 */
record Toll(
        Jdk jdk,
        @Nullable Twist twist,
        int concurrency,
        Map<KillMoment, Integer> kills,
        long foundSending,
        long dropped,
        long odd,
        long twisted,
        Reckoning reckoning) {

    int allKills() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    Toll withOdd(long answers, long readBacks) {
        return new Toll(jdk, twist, concurrency, kills, foundSending, dropped, answers, readBacks, reckoning);
    }

    private Toll plus(Toll other) {
        Map<KillMoment, Integer> sum = new EnumMap<>(kills);
        other.kills.forEach((moment, count) -> sum.merge(moment, count, Integer::sum));
        return new Toll(
                jdk,
                twist,
                concurrency,
                sum,
                foundSending + other.foundSending,
                dropped + other.dropped,
                odd + other.odd,
                twisted + other.twisted,
                reckoning.plus(other.reckoning));
    }

    /** One for each JDK, twist and number of requests in flight. */
    static List<Toll> summed(List<Toll> tolls) {
        Map<String, Toll> sums = new TreeMap<>();
        for (Toll toll : tolls) {
            sums.merge(
                    String.format(Locale.ROOT, "%s %s %4d", toll.jdk.version(), toll.twist, toll.concurrency),
                    toll,
                    Toll::plus);
        }
        return List.copyOf(sums.values());
    }

    static String table(List<Toll> tolls) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-10s %-10s %9s %6s %9s %8s %9s %10s %14s %8s %6s %8s %7s %6s %5s %6s %8s",
                "JDK",
                "twist",
                "in flight",
                "kills",
                KillMoment.STARTING,
                KillMoment.SENDING,
                KillMoment.SETTLING,
                KillMoment.FINISHING,
                "found sending",
                "dropped",
                "odd",
                "twisted",
                "rows",
                "twice",
                "lost",
                "wrong",
                "unknown"));
        for (Toll toll : tolls) {
            lines.add(toll.line());
        }
        return String.join("\n", lines);
    }

    private String line() {
        return String.format(
                Locale.ROOT,
                "%-10s %-10s %9s %6d %9d %8d %9d %10d %14d %8d %6d %8d %7d %6d %5d %6d %8d",
                jdk.version(),
                twist == null ? "-" : twist,
                concurrency == 0 ? "auto" : concurrency,
                allKills(),
                kills.getOrDefault(KillMoment.STARTING, 0),
                kills.getOrDefault(KillMoment.SENDING, 0),
                kills.getOrDefault(KillMoment.SETTLING, 0),
                kills.getOrDefault(KillMoment.FINISHING, 0),
                foundSending,
                dropped,
                odd,
                twisted,
                reckoning.rows(),
                reckoning.twice(),
                reckoning.lost(),
                reckoning.wrong(),
                reckoning.unknown());
    }
}
