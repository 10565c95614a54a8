package feedbackuploader.delivery;

import feedbackuploader.feedback.Likeness;
import feedbackuploader.feedback.Sighting;
import feedbackuploader.feedback.Verdict;
import feedbackuploader.ledger.Settled;
import feedbackuploader.ledger.Suspect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges the rows of one completion by what the server shows of it. Rows of the same likeness are judged together, as a
 * multiset: with fewer pieces of feedback than rows, some are there and the rest are not; with more than were sent,
 * someone else's are among them and nothing can be said.
 */
final class Settlement {

    /** The clocks of a web server and of its database may differ by so much. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(1);

    /** Feedback that is older than the sending by less than this may be ours after all, if the clocks are wrong. */
    private static final Duration DOUBTFUL = Duration.ofMinutes(10);

    private static final Comparator<Sighting> BY_AGE =
            Comparator.comparing(Sighting::createdAt).thenComparing(Sighting::id);

    /** Those that are recorded for certain come first: whatever is found is theirs before it is anyone's. */
    private static final Comparator<Suspect> BY_CLAIM = Comparator.comparing(Suspect::isRecorded)
            .reversed()
            .thenComparing(Suspect::claimedAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Suspect::id);

    private Settlement() {}

    /**
     * @param suspects all rows to settle of one completion
     * @param sightings all that the server shows of it but what other rows own
     * @param isDated whether their dates mean anything: whether the server is not known to date them by some other clock
     */
    static List<Settled> of(List<Suspect> suspects, List<Sighting> sightings, boolean isDated) {
        Map<Likeness, List<Suspect>> alike = new LinkedHashMap<>();
        for (Suspect suspect : suspects) {
            alike.computeIfAbsent(suspect.trace().likeness(), likeness -> new ArrayList<>())
                    .add(suspect);
        }
        List<Group> groups = new ArrayList<>();
        alike.forEach((likeness, rows) -> groups.add(Group.of(likeness, rows, sightings, isDated)));
        return groups.stream()
                .flatMap(group -> group.judge(sightings, groups).stream())
                .toList();
    }

    /**
     * Rows that a read-back cannot tell from each other.
     *
     * @param since when the first of them was sent, by the server's clock; null when that is not known of every
     *     row, or means nothing
     * @param sendings how many sendings of them may have been recorded
     * @param found what looks exactly so and is not older than the rows, oldest first
     */
    private record Group(
            Likeness likeness, List<Suspect> rows, @Nullable Instant since, int sendings, List<Sighting> found) {

        static Group of(Likeness likeness, List<Suspect> rows, List<Sighting> sightings, boolean isDated) {
            List<Suspect> byClaim = rows.stream().sorted(BY_CLAIM).toList();
            int sendings = rows.stream().mapToInt(Suspect::sendings).sum();
            Group lost = new Group(likeness, byClaim, isDated ? first(rows) : null, sendings, List.of());
            return new Group(
                    likeness,
                    byClaim,
                    lost.since,
                    sendings,
                    sightings.stream().filter(lost::isOurs).sorted(BY_AGE).toList());
        }

        private static @Nullable Instant first(List<Suspect> rows) {
            Instant first = Instant.MAX;
            for (Suspect row : rows) {
                @Nullable Instant claimedAt = row.claimedAt();
                if (claimedAt == null) {
                    return null;
                }
                first = claimedAt.isBefore(first) ? claimedAt : first;
            }
            return first;
        }

        List<Settled> judge(List<Sighting> sightings, List<Group> groups) {
            for (Sighting sighting : sightings) {
                boolean isDoubtful = isOurs(sighting)
                        ? groups.stream().anyMatch(group -> group.mayLack(sighting))
                        : mayLack(sighting);
                if (isDoubtful) {
                    return undecided("The server shows feedback that may be this row's, but not beyond doubt (id "
                            + sighting.id() + ", of " + sighting.createdAt() + ").");
                }
            }
            return judgeFound();
        }

        private boolean isOurs(Sighting sighting) {
            return since != null
                    && !sighting.createdAt().isBefore(since.minus(CLOCK_SKEW))
                    && likeness.equals(sighting.likeness());
        }

        /** Whether this may be one of those that were sent and are not found, although it does not look exactly so. */
        private boolean mayLack(Sighting sighting) {
            return found.size() < sendings && !isOurs(sighting) && mayBeOurs(sighting);
        }

        private boolean mayBeOurs(Sighting sighting) {
            return (since == null || !sighting.createdAt().isBefore(since.minus(DOUBTFUL)))
                    && (likeness.equals(sighting.likeness()) || likeness.mayBe(sighting.likeness()));
        }

        private List<Settled> judgeFound() {
            long certain = rows.stream().filter(Suspect::isRecorded).count();
            if (found.size() > sendings) {
                return undecided("The server shows " + found.size() + " such pieces of feedback, more than the "
                        + sendings + " that were sent: someone else's cannot be told from this row's.");
            }
            if (found.size() < certain) {
                return undecided("The server does not show feedback that it has certainly recorded,"
                        + " so what it shows proves nothing.");
            }
            if (found.size() > certain && found.size() < sendings && !areIdentical()) {
                return undecided("The server shows " + found.size() + " of " + sendings
                        + " that were sent, of rows that differ only in what it does not show, such as the user.");
            }
            return assign();
        }

        private boolean areIdentical() {
            return rows.stream().map(Suspect::submission).distinct().count() == 1;
        }

        private List<Settled> assign() {
            @Nullable
            String note = areIdentical()
                    ? null
                    : "Recorded; this id may be that of a row that differs only in what the server does not show,"
                            + " such as the user.";
            List<Settled> settled = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                Verdict verdict =
                        i < found.size() ? new Verdict.Recorded(found.get(i).id(), note) : new Verdict.Absent();
                settled.add(new Settled(rows.get(i), verdict));
            }
            return settled;
        }

        private List<Settled> undecided(String why) {
            return rows.stream()
                    .map(row -> new Settled(row, new Verdict.Undecided(why)))
                    .toList();
        }
    }
}
