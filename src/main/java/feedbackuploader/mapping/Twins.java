package feedbackuploader.mapping;

import feedbackuploader.input.ColumnNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Columns of one name, which is no trouble as long as nothing is taken from them. */
public final class Twins {

    private final List<String> columns;
    private final Map<String, List<Integer>> byName = new LinkedHashMap<>();

    public Twins(List<String> columns) {
        this.columns = columns;
        for (int i = 0; i < columns.size(); i++) {
            String normal = ColumnNames.normal(columns.get(i));
            if (!normal.isEmpty()) {
                byName.computeIfAbsent(normal, name -> new ArrayList<>()).add(i);
            }
        }
        byName.values().removeIf(indexes -> indexes.size() == 1);
    }

    boolean has(int column) {
        return byName.containsKey(ColumnNames.normal(columns.get(column)));
    }

    /**
     * @param asked the name by which the column was asked for
     * @param what is taken from it, a phrase
     * @throws MappingException when another column could be meant as well
     */
    public void refuse(int column, String asked, String what) throws MappingException {
        List<Integer> twins = byName.get(ColumnNames.normal(columns.get(column)));
        boolean isExact = columns.get(column).equals(asked) && columns.indexOf(asked) == columns.lastIndexOf(asked);
        if (twins != null && !isExact) {
            throw new MappingException("The columns " + described(twins) + " have the same name; " + what
                    + " needs one of them. Rename them in the file.");
        }
    }

    /**
     * A row may be skipped for what stands in one column only where each other one of the name is looked at as well:
     * otherwise a rule for the wrong column would silently skip nothing.
     *
     * @param lookedAt the columns that rules name
     * @throws MappingException when one is not among them
     */
    void refuseUnlessAll(int column, Set<Integer> lookedAt, String option) throws MappingException {
        List<Integer> twins = byName.getOrDefault(ColumnNames.normal(columns.get(column)), List.of());
        if (!lookedAt.containsAll(twins)) {
            throw new MappingException("The columns " + described(twins) + " have the same name; " + option
                    + " could mean each of them. Rename them in the file, or add a rule for each, with its name as it is"
                    + " written there.");
        }
    }

    /** The columns from which nothing is taken, name by name. */
    List<String> described(Set<Integer> used) {
        return byName.values().stream()
                .filter(twins -> twins.stream().noneMatch(used::contains))
                .map(this::described)
                .toList();
    }

    private String described(List<Integer> indexes) {
        return indexes.stream()
                .map(i -> Names.quoted(columns.get(i)) + " (column " + (i + 1) + ")")
                .collect(Collectors.joining(" and "));
    }
}
