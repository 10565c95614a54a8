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
import java.util.Optional;
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
        Map<Likeness, List<Suspect>> groups = new LinkedHashMap<>();
        for (Suspect suspect : suspects) {
            groups.computeIfAbsent(suspect.trace().likeness(), likeness -> new ArrayList<>())
                    .add(suspect);
        }
        List<Settled> settled = new ArrayList<>();
        groups.forEach((likeness, rows) -> {
            rows.sort(BY_CLAIM);
            settled.addAll(new Group(likeness, rows, isDated).judge(sightings));
        });
        return settled;
    }

    /** Rows that a read-back cannot tell from each other. */
    private record Group(Likeness likeness, List<Suspect> rows, boolean isDated) {

        List<Settled> judge(List<Sighting> sightings) {
            List<Sighting> found = new ArrayList<>();
            for (Sighting sighting : sightings) {
                if (isOurs(sighting)) {
                    found.add(sighting);
                } else if (mayBeOurs(sighting)) {
                    return undecided("The server shows feedback that may be this row's, but not beyond doubt (id "
                            + sighting.id() + ", of " + sighting.createdAt() + ").");
                }
            }
            found.sort(BY_AGE);
            return judgeFound(found);
        }

        private boolean isOurs(Sighting sighting) {
            return likeness.equals(sighting.likeness())
                    && since().map(since -> !sighting.createdAt().isBefore(since.minus(CLOCK_SKEW)))
                            .orElse(false);
        }

        private boolean mayBeOurs(Sighting sighting) {
            return (likeness.equals(sighting.likeness()) || likeness.mayBe(sighting.likeness()))
                    && since().map(since -> !sighting.createdAt().isBefore(since.minus(DOUBTFUL)))
                            .orElse(true);
        }

        /** When the first of them was sent, by the server's clock; empty when that is not known or means nothing. */
        private Optional<Instant> since() {
            @Nullable Instant first = null;
            for (Suspect row : rows) {
                @Nullable Instant claimedAt = row.claimedAt();
                if (claimedAt == null || !isDated) {
                    return Optional.empty();
                }
                first = first == null || claimedAt.isBefore(first) ? claimedAt : first;
            }
            return Optional.ofNullable(first);
        }

        private List<Settled> judgeFound(List<Sighting> found) {
            long certain = rows.stream().filter(Suspect::isRecorded).count();
            int sendings = rows.stream().mapToInt(Suspect::sendings).sum();
            if (found.size() > sendings) {
                return undecided("The server shows " + found.size() + " such pieces of feedback, more than the "
                        + sendings + " that were sent: someone else's cannot be told from this row's.");
            }
            if (found.size() < certain) {
                return undecided("The server does not show feedback that it has certainly recorded,"
                        + " so what it shows proves nothing.");
            }
            if (found.size() < rows.size() && !found.isEmpty() && !areIdentical()) {
                return undecided("The server shows " + found.size() + " of " + rows.size()
                        + " rows that differ only in what it does not show, such as the user.");
            }
            return assign(found);
        }

        private boolean areIdentical() {
            return rows.stream().map(Suspect::submission).distinct().count() == 1;
        }

        private List<Settled> assign(List<Sighting> found) {
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
