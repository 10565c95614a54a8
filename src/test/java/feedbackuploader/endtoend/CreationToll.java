package feedbackuploader.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What uploads that create completions and were killed came to.
 *
 * @param foundSending rows that the runs after a kill say were being sent
 * @param dropped answers that the sandbox kept to itself
 * @param refused requests that it did not take, for the time being
 * @param unlisted lists that left out all that there was
 */
record CreationToll(
        CreationShape shape,
        ListingHabit habit,
        Map<KillMoment, Integer> kills,
        long foundSending,
        long dropped,
        long refused,
        long unlisted,
        Reckoning reckoning) {

    private static final String FORM = "%-10s %-15s %6s %9s %8s %9s %10s %14s %8s %8s %9s %6s %6s %5s %6s %8s";

    int allKills() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    static String table(List<CreationToll> tolls) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                FORM,
                "shape",
                "listing",
                "kills",
                KillMoment.STARTING,
                KillMoment.SENDING,
                KillMoment.SETTLING,
                KillMoment.FINISHING,
                "found sending",
                "dropped",
                "refused",
                "unlisted",
                "rows",
                "twice",
                "lost",
                "wrong",
                "unknown"));
        tolls.forEach(toll -> lines.add(toll.line()));
        return String.join("\n", lines);
    }

    private String line() {
        return String.format(
                Locale.ROOT,
                FORM,
                shape,
                habit,
                allKills(),
                kills.getOrDefault(KillMoment.STARTING, 0),
                kills.getOrDefault(KillMoment.SENDING, 0),
                kills.getOrDefault(KillMoment.SETTLING, 0),
                kills.getOrDefault(KillMoment.FINISHING, 0),
                foundSending,
                dropped,
                refused,
                unlisted,
                reckoning.rows(),
                reckoning.twice(),
                reckoning.lost(),
                reckoning.wrong(),
                reckoning.unknown());
    }
}
