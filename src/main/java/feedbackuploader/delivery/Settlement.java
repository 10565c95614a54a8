package feedbackuploader.delivery;

import feedbackuploader.ledger.Settled;
import feedbackuploader.ledger.Suspect;
import feedbackuploader.server.Likeness;
import feedbackuploader.server.Sighting;
import feedbackuploader.server.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Judges the rows of one completion by what the server shows of it. Rows of the same likeness are judged together, as a
 * multiset: with fewer pieces of feedback than rows, some are there and the rest are not; with more than were sent,
 * someone else's are among them and nothing can be said. A row is absent only where nothing at all is shown that it could
 * be, and only to a server that shows what it certainly recorded.
 */
final class Settlement {

    /** The clocks of a web server and of its database may differ by so much. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(1);

    /** Feedback that is older than the sending by less than this may be ours after all, if the clocks are wrong. */
    private static final Duration DOUBTFUL = Duration.ofMinutes(10);

    private static final Comparator<Sighting> BY_AGE =
            Comparator.comparing(Sighting::createdAt).thenComparing(Sighting::id);

    /** Those that the server accepted come first: whatever is found is theirs before it is anyone's. */
    private static final Comparator<Suspect> BY_CLAIM = Comparator.comparing(Suspect::isAccepted)
            .reversed()
            .thenComparing(Suspect::claimedAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Suspect::id);

    private Settlement() {}

    /**
     * @param suspects all rows to settle of one completion
     * @param sightings all that the server shows of it but what other rows own
     */
    static List<Settled> of(List<Suspect> suspects, List<Sighting> sightings, Evidence evidence) {
        Map<Likeness, List<Suspect>> alike = new LinkedHashMap<>();
        for (Suspect suspect : suspects) {
            alike.computeIfAbsent(shown(suspect.trace().likeness(), evidence), likeness -> new ArrayList<>())
                    .add(suspect);
        }
        List<Group> groups = new ArrayList<>();
        alike.forEach((likeness, rows) -> groups.add(Group.of(likeness, rows, sightings, evidence)));
        Set<Sighting> strays = new HashSet<>(sightings);
        groups.stream()
                .filter(group -> group.found.size() <= group.sendings)
                .forEach(group -> strays.removeAll(Set.copyOf(group.found)));
        return groups.stream()
                .flatMap(group -> group.judge(sightings, groups, strays).stream())
                .toList();
    }

    private static Likeness shown(Likeness likeness, Evidence evidence) {
        return evidence.showsUsers() ? likeness : likeness.withoutUser();
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
            Likeness likeness,
            List<Suspect> rows,
            Evidence evidence,
            @Nullable Instant since,
            int sendings,
            List<Sighting> found) {

        static Group of(Likeness likeness, List<Suspect> rows, List<Sighting> sightings, Evidence evidence) {
            List<Suspect> byClaim = rows.stream().sorted(BY_CLAIM).toList();
            int sendings = rows.stream().mapToInt(Suspect::sendings).sum();
            @Nullable
            Instant since = evidence.isDated() ? claimed(rows, BinaryOperator.minBy(Comparator.naturalOrder())) : null;
            Group lost = new Group(likeness, byClaim, evidence, since, sendings, List.of());
            return new Group(
                    likeness,
                    byClaim,
                    evidence,
                    since,
                    sendings,
                    sightings.stream().filter(lost::isOurs).sorted(BY_AGE).toList());
        }

        /** Null when it is not known of every row. */
        private static @Nullable Instant claimed(List<Suspect> rows, BinaryOperator<Instant> which) {
            @Nullable Instant claimed = null;
            for (Suspect row : rows) {
                @Nullable Instant claimedAt = row.claimedAt();
                if (claimedAt == null) {
                    return null;
                }
                claimed = claimed == null ? claimedAt : which.apply(claimed, claimedAt);
            }
            return claimed;
        }

        List<Settled> judge(List<Sighting> sightings, List<Group> groups, Set<Sighting> strays) {
            for (Sighting sighting : sightings) {
                boolean isDoubtful = isOurs(sighting)
                        ? groups.stream().anyMatch(group -> group.mayLack(sighting, strays))
                        : mayLack(sighting, strays);
                if (isDoubtful) {
                    return undecided("The server shows feedback that may be this row's, but this is not certain (id "
                            + sighting.id() + ", recorded at " + sighting.createdAt() + ").");
                }
            }
            return judgeFound();
        }

        private boolean isOurs(Sighting sighting) {
            return evidence.isExact()
                    && since != null
                    && !sighting.createdAt().isBefore(since.minus(CLOCK_SKEW))
                    && likeness.equals(shown(sighting.likeness(), evidence));
        }

        /** Whether this may be one of those that were sent and are not found, although it does not look exactly so. */
        private boolean mayLack(Sighting sighting, Set<Sighting> strays) {
            return found.size() < sendings && !isOurs(sighting) && mayBeOurs(sighting, strays.contains(sighting));
        }

        /**
         * What looks like no row at all may be any that a server shows otherwise: it folds, escapes, rounds or blots out, or
         * puts some users down to a service.
         *
         * @param isStray it looks like none of the rows
         */
        private boolean mayBeOurs(Sighting sighting, boolean isStray) {
            Likeness shown = shown(sighting.likeness(), evidence);
            boolean isAnothers =
                    evidence.areOfTwoUsers(likeness, shown) && (!isStray || evidence.isKnownByItself(shown));
            if (isAnothers || !evidence.mayShow(likeness, shown)) {
                return false;
            }
            if (since == null) {
                return true;
            }
            boolean isYounger = !sighting.createdAt().isBefore(since.minus(CLOCK_SKEW));
            boolean mayBeYounger = !sighting.createdAt().isBefore(since.minus(DOUBTFUL));
            return (isYounger && isStray) || (mayBeYounger && likeness.mayBe(sighting.likeness()));
        }

        private List<Settled> judgeFound() {
            if (found.size() > sendings) {
                return undecided("The server shows " + found.size() + " such pieces of feedback, but only " + sendings
                        + (sendings == 1 ? " was" : " were") + " sent: it is unknown which are someone else's.");
            }
            if (!found.isEmpty() && found.size() < sendings && !areIdentical()) {
                return undecided("The server shows " + found.size() + " of " + sendings
                        + " sent. Their rows differ only in what it does not show, such as the user.");
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
                    : "Recorded; the id may be that of another row that differs only in what the server does not show,"
                            + " such as the user.";
            Verdict notFound = notFound();
            List<Settled> settled = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                Verdict verdict =
                        i < found.size() ? new Verdict.Recorded(found.get(i).id(), note) : notFound;
                settled.add(new Settled(rows.get(i), verdict));
            }
            return settled;
        }

        private Verdict notFound() {
            @Nullable
            String whyUnproved = rows.stream().anyMatch(Suspect::isAccepted)
                    ? Suspect.ACCEPTED_BUT_NOT_SHOWN
                    : evidence.whyUnproved(claimed(rows, BinaryOperator.maxBy(Comparator.naturalOrder())));
            return whyUnproved == null ? new Verdict.Absent() : new Verdict.Undecided(whyUnproved);
        }

        private List<Settled> undecided(String why) {
            return rows.stream()
                    .map(row -> new Settled(row, new Verdict.Undecided(why)))
                    .toList();
        }
    }
}
