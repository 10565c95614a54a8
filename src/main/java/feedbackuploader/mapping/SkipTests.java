package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import feedbackuploader.feedback.Amount;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.Row;
import feedbackuploader.mapping.text.NumberStyle;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@link SkipRule}s whose places have been found, and what they found. */
final class SkipTests {

    /** How many different values are shown of a place where a rule finds none of its own. */
    private static final int SHOWN = 5;

    private final List<Bound> rules;
    private boolean wasAsked;

    private SkipTests(List<Bound> rules) {
        this.rules = rules;
    }

    /** @throws MappingException when a column that a rule needs is not there */
    static SkipTests of(List<SkipRule> rules, NumberStyle numbers, FieldLocators.Finder finder)
            throws MappingException {
        List<Bound> bound = new ArrayList<>();
        for (SkipRule rule : rules) {
            SkipRule.Test test = rule.test(finder::isName, numbers);
            if (!rule.mayLack() || FieldLocators.isThere(test.place(), finder)) {
                bound.add(new Bound(rule, test, FieldLocators.of(rule.option(), test.place(), finder)));
            }
        }
        return new SkipTests(bound);
    }

    Skipping of(Row row, List<Problem> problems) {
        if (rules.isEmpty()) {
            return Skipping.NONE;
        }
        wasAsked = true;
        String reason = null;
        List<Skipping.Listed> undecided = new ArrayList<>();
        for (Bound rule : rules) {
            RawValue given = rule.locator.in(row, problems);
            rule.isSeen |= !given.isMissing();
            if (given.isTrouble()) {
                String found = given.lacksResult() || rule.test.isNegative()
                        ? null
                        : rule.decide(given.node(), true, reason == null);
                if (found == null) {
                    problems.add(given.problem("a result that " + rule.rule.option() + " can look at", null));
                }
                reason = reason == null ? found : reason;
            } else if (given.node() instanceof ArrayNode list) {
                undecided.add(new Skipping.Listed(rule, given, list));
            } else if (!given.isMissing() || !rule.rule.mayLack()) {
                String found = rule.decide(given.node(), true, reason == null);
                reason = reason == null ? found : reason;
            }
        }
        return new Skipping(reason, undecided);
    }

    /**
     * Why a row with too few or too many cells is skipped all the same: for what stands in it, never for what it lacks.
     *
     * @param row its cells as far as there are columns for them
     */
    @Nullable
    String ofBroken(CsvRow row) {
        String reason = null;
        for (Bound rule : rules) {
            RawValue given = rule.test.isNegative() ? RawValue.none("") : rule.locator.in(row, new ArrayList<>());
            if (!given.isBlank() && !given.isTrouble()) {
                String found = rule.decide(given.node(), true, reason == null);
                reason = reason == null ? found : reason;
            }
        }
        return reason;
    }

    /** @throws MappingException when no row had the place of a rule: the file would be sent with what was to be skipped */
    void checkAllSeen(Collection<String> names, String noun) throws MappingException {
        for (Bound rule : rules) {
            if (wasAsked && !rule.isSeen && !rule.rule.mayLack()) {
                String place = rule.test.place();
                throw new MappingException(rule.rule.option() + ": no row has the " + noun + " " + Names.quoted(place)
                        + Nearest.inBrackets(place, names) + ". Its " + noun + "s: "
                        + KindRule.listed(List.copyOf(names)) + ".");
            }
        }
    }

    /** Whether a rule looks there, by either name. */
    boolean looksAt(String place, String pointer) {
        return rules.stream()
                .map(rule -> rule.test.place())
                .anyMatch(
                        name -> name.equals(pointer) || ColumnNames.normal(name).equals(ColumnNames.normal(place)));
    }

    /** What each rule did. */
    List<String> sentences() {
        return rules.stream().flatMap(rule -> rule.sentence().stream()).toList();
    }

    /** A rule at its place. */
    static final class Bound {
        private final SkipRule rule;
        private final SkipRule.Test test;
        private final FieldLocator locator;
        private final Set<String> others = new LinkedHashSet<>();
        private boolean isSeen;
        private boolean hasMatched;
        private long rows;
        private long pieces;

        private Bound(SkipRule rule, SkipRule.Test test, FieldLocator locator) {
            this.rule = rule;
            this.test = test;
            this.locator = locator;
        }

        /** Why a row or piece is skipped, which counts for this rule if it {@code isFirst} to skip it, that has {@code node} in the place; null when it is not. */
        @Nullable
        String decide(@Nullable JsonNode node, boolean isRow, boolean isFirst) {
            String label = SkipRule.label(node);
            if (!test.matches().test(label)) {
                if (others.size() < SHOWN) {
                    others.add(Problem.quote(label));
                }
                return null;
            }
            hasMatched = true;
            if (!isFirst) {
                return test.reason(label);
            }
            if (isRow) {
                rows++;
            } else {
                pieces++;
            }
            return test.reason(label);
        }

        /** As decide. A list matches = if any element does, and != if no element equals the value. */
        @Nullable
        String decideAny(ArrayNode list, boolean isFirst) {
            if (list.isEmpty()) {
                return decide(null, false, isFirst);
            }
            for (JsonNode element : list) {
                if (test.matches().test(SkipRule.label(element)) != test.isNegative()) {
                    return test.isNegative() ? null : decide(element, false, isFirst);
                }
            }
            return decide(list.get(0), false, isFirst);
        }

        private List<String> sentence() {
            if (rows + pieces == 0 && hasMatched) {
                return rule.mayLack()
                        ? List.of()
                        : List.of("Skipped by " + Names.quoted(rule.text())
                                + ": no row beyond those of the rules before.");
            }
            if (rows + pieces == 0) {
                return rule.mayLack() || others.isEmpty()
                        ? List.of()
                        : List.of(rule.option() + " skips no row: " + Names.quoted(test.place())
                                + " holds " + others.stream().collect(Collectors.joining(", "))
                                + (others.size() < SHOWN ? "." : " and maybe more."));
            }
            List<String> counts = new ArrayList<>();
            if (rows > 0) {
                counts.add(Amount.of(rows, "row"));
            }
            if (pieces > 0) {
                counts.add(Amount.ofFeedback(pieces));
            }
            return List.of("Skipped by " + Names.quoted(rule.text()) + ": " + String.join(" and ", counts) + ".");
        }
    }
}
