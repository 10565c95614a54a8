package feedbackuploader.delivery;

import feedbackuploader.ledger.InDoubtRow;
import feedbackuploader.ledger.Settled;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.ReadBackVerdict;
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
 * Judges the rows of one completion by what the server shows of it. Rows with the same match key are judged together, as a
 * multiset: with fewer pieces of feedback than rows, some are there and the rest are not; with more than were sent,
 * someone else's are among them and nothing can be said. A row is absent only where nothing at all is shown that it could
 * be, and only to a server that shows what it certainly recorded.
 */
final class MatchRules {

    /** Maximum difference between the clocks of a web server and of its database. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(1);

    /** Feedback that is older than the sending by less than this may be ours after all, if the clocks are wrong. */
    private static final Duration DOUBTFUL = Duration.ofMinutes(10);

    private static final Comparator<ObservedFeedback> BY_AGE =
            Comparator.comparing(ObservedFeedback::createdAt).thenComparing(ObservedFeedback::id);

    /** Those that the server accepted come first: what is found is theirs first. */
    private static final Comparator<InDoubtRow> BY_CLAIM = Comparator.comparing(InDoubtRow::isAccepted)
            .reversed()
            .thenComparing(InDoubtRow::claimedAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(InDoubtRow::id);

    private MatchRules() {}

    /**
     * @param inDoubtRows all rows to settle of one completion
     * @param observed all that the server shows of it but what other rows own
     */
    static List<Settled> of(List<InDoubtRow> inDoubtRows, List<ObservedFeedback> observed, Evidence evidence) {
        Map<MatchKey, List<InDoubtRow>> alike = new LinkedHashMap<>();
        for (InDoubtRow inDoubtRow : inDoubtRows) {
            alike.computeIfAbsent(shown(inDoubtRow.trace().matchKey(), evidence), matchKey -> new ArrayList<>())
                    .add(inDoubtRow);
        }
        List<Group> groups = new ArrayList<>();
        alike.forEach((matchKey, rows) -> groups.add(Group.of(matchKey, rows, observed, evidence)));
        Set<ObservedFeedback> unmatched = new HashSet<>(observed);
        groups.stream()
                .filter(group -> group.found.size() <= group.sendings)
                .forEach(group -> unmatched.removeAll(Set.copyOf(group.found)));
        return groups.stream()
                .flatMap(group -> group.judge(observed, groups, unmatched).stream())
                .toList();
    }

    private static MatchKey shown(MatchKey matchKey, Evidence evidence) {
        return evidence.showsUsers() ? matchKey : matchKey.withoutUser();
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
            MatchKey matchKey,
            List<InDoubtRow> rows,
            Evidence evidence,
            @Nullable Instant since,
            int sendings,
            List<ObservedFeedback> found) {

        static Group of(MatchKey matchKey, List<InDoubtRow> rows, List<ObservedFeedback> observed, Evidence evidence) {
            List<InDoubtRow> byClaim = rows.stream().sorted(BY_CLAIM).toList();
            int sendings = rows.stream().mapToInt(InDoubtRow::sendings).sum();
            @Nullable
            Instant since = evidence.isDated() ? claimed(rows, BinaryOperator.minBy(Comparator.naturalOrder())) : null;
            Group lost = new Group(matchKey, byClaim, evidence, since, sendings, List.of());
            return new Group(
                    matchKey,
                    byClaim,
                    evidence,
                    since,
                    sendings,
                    observed.stream().filter(lost::isOurs).sorted(BY_AGE).toList());
        }

        /** Null when it is not known of every row. */
        private static @Nullable Instant claimed(List<InDoubtRow> rows, BinaryOperator<Instant> which) {
            @Nullable Instant claimed = null;
            for (InDoubtRow row : rows) {
                @Nullable Instant claimedAt = row.claimedAt();
                if (claimedAt == null) {
                    return null;
                }
                claimed = claimed == null ? claimedAt : which.apply(claimed, claimedAt);
            }
            return claimed;
        }

        List<Settled> judge(List<ObservedFeedback> observed, List<Group> groups, Set<ObservedFeedback> unmatched) {
            for (ObservedFeedback observedFeedback : observed) {
                boolean isDoubtful = isOurs(observedFeedback)
                        ? groups.stream().anyMatch(group -> group.mayLack(observedFeedback, unmatched))
                        : mayLack(observedFeedback, unmatched);
                if (isDoubtful) {
                    return undecided("The server shows feedback that may be this row's, but this is not certain (id "
                            + observedFeedback.id() + ", recorded at " + observedFeedback.createdAt() + ").");
                }
            }
            return judgeFound();
        }

        private boolean isOurs(ObservedFeedback observedFeedback) {
            return evidence.isExact()
                    && since != null
                    && !observedFeedback.createdAt().isBefore(since.minus(CLOCK_SKEW))
                    && matchKey.equals(shown(observedFeedback.matchKey(), evidence));
        }

        /** Whether this may be a missing row in changed form. */
        private boolean mayLack(ObservedFeedback observedFeedback, Set<ObservedFeedback> unmatched) {
            return found.size() < sendings
                    && !isOurs(observedFeedback)
                    && mayBeOurs(observedFeedback, unmatched.contains(observedFeedback));
        }

        /**
         * What matches no row may be any row that a server shows otherwise: it folds, escapes, rounds or redacts, or
         * shows a service in place of some users.
         *
         * @param isUnmatched whether it matches none of the rows
         */
        private boolean mayBeOurs(ObservedFeedback observedFeedback, boolean isUnmatched) {
            MatchKey shown = shown(observedFeedback.matchKey(), evidence);
            boolean isAnothers =
                    evidence.areOfTwoUsers(matchKey, shown) && (!isUnmatched || evidence.isKnownByItself(shown));
            if (isAnothers || !evidence.mayShow(matchKey, shown)) {
                return false;
            }
            if (since == null) {
                return true;
            }
            boolean isYounger = !observedFeedback.createdAt().isBefore(since.minus(CLOCK_SKEW));
            boolean mayBeYounger = !observedFeedback.createdAt().isBefore(since.minus(DOUBTFUL));
            return (isYounger && isUnmatched) || (mayBeYounger && matchKey.mayBe(observedFeedback.matchKey()));
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
            return rows.stream().map(InDoubtRow::submission).distinct().count() == 1;
        }

        private List<Settled> assign() {
            @Nullable
            String note = areIdentical()
                    ? null
                    : "Recorded; the id may be that of another row that differs only in what the server does not show,"
                            + " such as the user.";
            ReadBackVerdict notFound = notFound();
            List<Settled> settled = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                ReadBackVerdict verdict = i < found.size()
                        ? new ReadBackVerdict.Recorded(found.get(i).id(), note)
                        : notFound;
                settled.add(new Settled(rows.get(i), verdict));
            }
            return settled;
        }

        private ReadBackVerdict notFound() {
            @Nullable
            String whyUnproved = rows.stream().anyMatch(InDoubtRow::isAccepted)
                    ? InDoubtRow.ACCEPTED_BUT_NOT_SHOWN
                    : evidence.whyUnproved(claimed(rows, BinaryOperator.maxBy(Comparator.naturalOrder())));
            return whyUnproved == null ? new ReadBackVerdict.Absent() : new ReadBackVerdict.Undecided(whyUnproved);
        }

        private List<Settled> undecided(String why) {
            return rows.stream()
                    .map(row -> new Settled(row, new ReadBackVerdict.Undecided(why)))
                    .toList();
        }
    }
}
