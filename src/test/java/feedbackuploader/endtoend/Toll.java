package feedbackuploader.endtoend;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What uploads that were killed came to.
 *
 * @param foundSending rows that the runs after a kill say were being sent
 * @param dropped answers that the sandbox kept to itself
 */
record Toll(
        Jdk jdk,
        int concurrency,
        Map<KillMoment, Integer> kills,
        long foundSending,
        long dropped,
        Reckoning reckoning) {

    int allKills() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    private Toll plus(Toll other) {
        Map<KillMoment, Integer> sum = new EnumMap<>(kills);
        other.kills.forEach((moment, count) -> sum.merge(moment, count, Integer::sum));
        return new Toll(
                jdk,
                concurrency,
                sum,
                foundSending + other.foundSending,
                dropped + other.dropped,
                reckoning.plus(other.reckoning));
    }

    /** One for each JDK and number of requests in flight. */
    static List<Toll> summed(List<Toll> tolls) {
        Map<String, Toll> sums = new TreeMap<>();
        for (Toll toll : tolls) {
            sums.merge(String.format(Locale.ROOT, "%s %4d", toll.jdk.version(), toll.concurrency), toll, Toll::plus);
        }
        return List.copyOf(sums.values());
    }

    static String table(List<Toll> tolls) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-10s %9s %6s %9s %8s %9s %10s %14s %8s %7s %6s %5s %6s %8s",
                "JDK",
                "in flight",
                "kills",
                KillMoment.STARTING,
                KillMoment.SENDING,
                KillMoment.SETTLING,
                KillMoment.FINISHING,
                "found sending",
                "dropped",
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
                "%-10s %9d %6d %9d %8d %9d %10d %14d %8d %7d %6d %5d %6d %8d",
                jdk.version(),
                concurrency,
                allKills(),
                kills.getOrDefault(KillMoment.STARTING, 0),
                kills.getOrDefault(KillMoment.SENDING, 0),
                kills.getOrDefault(KillMoment.SETTLING, 0),
                kills.getOrDefault(KillMoment.FINISHING, 0),
                foundSending,
                dropped,
                reckoning.rows(),
                reckoning.twice(),
                reckoning.lost(),
                reckoning.wrong(),
                reckoning.unknown());
    }
}
