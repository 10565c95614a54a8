package feedbackuploader.upload;

import feedbackuploader.support.Place;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts problems that are the same mistake together, as they are found row by row. Bounded, whatever the file holds. */
public final class ProblemGroups {

    /** Where every row has a column or a mistake of its own, there is no end of kinds. */
    public static final int KEPT = 1_000;

    private static final int ROW_NUMBERS = 10;
    private static final int LONGEST = 300;

    /** What a sentence repeats of a row: quoted text and numbers. */
    private static final Pattern OF_THE_ROW = Pattern.compile("\"[^\"]*\"|'[^']*'|[+-]?[0-9][0-9.,]*");

    /** A place in a list, at the end of a key or within it. */
    private static final Pattern INDEX = Pattern.compile("\\[[0-9]+]");

    private final Map<Mistake, Group> groups = new LinkedHashMap<>();
    private long others;

    /** What makes two problems the same, with what differs from row to row left out. */
    private record Mistake(
            @Nullable String column,
            boolean isMissing,
            String expected,
            @Nullable String hint) {
        static Mistake of(Problem problem) {
            return new Mistake(
                    shape(problem.column(), INDEX),
                    problem.found().equals(Problem.NOTHING),
                    String.valueOf(shape(problem.expected(), OF_THE_ROW)),
                    shape(problem.hint(), OF_THE_ROW));
        }

        private static @Nullable String shape(@Nullable String text, Pattern varying) {
            return text == null ? null : Printable.of(varying.matcher(text).replaceAll("#"), LONGEST);
        }
    }

    private static final class Group {
        final int key;
        final Place place;
        final Problem problem;
        final List<Long> firstRows = new ArrayList<>(1);
        long rows;
        long lastRow;
        boolean varies;

        Group(int key, Place place, Problem problem) {
            this.key = key;
            this.place = place;
            this.problem = problem.withColumn(capped(problem.column())).withHint(capped(problem.hint()));
        }

        private static @Nullable String capped(@Nullable String text) {
            return text == null ? null : Printable.of(text, LONGEST);
        }

        void add(long row, Problem one) {
            varies |= !one.found().equals(problem.found());
            if (rows > 0 && row == lastRow) {
                return; // a row with the same mistake twice is one row
            }
            lastRow = row;
            rows++;
            if (firstRows.size() < ROW_NUMBERS) {
                firstRows.add(row);
            }
        }

        ProblemGroup group() {
            return new ProblemGroup(rows, firstRows, place, problem, varies);
        }
    }

    /** @return the key of the group, from 0 in the order in which groups were found; -1 when there are too many */
    public int add(Place place, Problem problem) {
        Mistake mistake = Mistake.of(problem);
        Group group = groups.get(mistake);
        if (group == null && groups.size() < KEPT) {
            group = new Group(groups.size(), place, problem);
            groups.put(mistake, group);
        }
        if (group == null) {
            others++;
            return -1;
        }
        group.add(place.row(), problem);
        return group.key;
    }

    /** By their keys. */
    public List<ProblemGroup> inOrder() {
        return groups.values().stream().map(Group::group).toList();
    }

    /** The biggest group first; of the same size, the one that came first. */
    List<ProblemGroup> byCount() {
        return groups.values().stream()
                .map(Group::group)
                .sorted(Comparator.comparingLong(ProblemGroup::rows).reversed())
                .toList();
    }

    /** How many problems belong to no group, since there were too many kinds. */
    long others() {
        return others;
    }
}
