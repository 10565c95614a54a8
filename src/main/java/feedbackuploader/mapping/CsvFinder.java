package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.node.TextNode;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.Row;
import feedbackuploader.support.Problem;
import java.util.List;
import java.util.Set;

/**
 * Finds values in rows by the names of their columns.
 *
 * @param found the places of the columns that were asked for are put in here
 */
record CsvFinder(List<String> columns, Twins twins, Set<Integer> found) implements FieldLocators.Finder {

    @Override
    public FieldLocator named(String option, String name) throws MappingException {
        int index = indexOf(name);
        if (index < 0) {
            throw noSuchColumn(option, name);
        }
        twins.refuse(index, name, option);
        found.add(index);
        return new Cell(columns.get(index), index);
    }

    @Override
    public boolean isName(String name) {
        return columns.contains(name);
    }

    @Override
    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /** The place of the column of this name, however it is spelled, or -1. */
    int indexOf(String name) {
        int exact = columns.indexOf(name);
        return exact >= 0 ? exact : indexOfNormal(ColumnNames.normal(name));
    }

    private int indexOfNormal(String normal) {
        for (int i = 0; i < columns.size(); i++) {
            if (!normal.isEmpty() && ColumnNames.normal(columns.get(i)).equals(normal)) {
                return i;
            }
        }
        return -1;
    }

    private MappingException noSuchColumn(String option, String name) {
        String pointer = name.startsWith("/")
                ? " A JSON pointer works in JSON files; for a cell that holds JSON, write COLUMN#/pointer."
                : "";
        return new MappingException(option + " names no column of the file" + Nearest.inBrackets(name, columns) + "."
                + pointer + " Its columns: " + KindRule.listed(columns) + ".");
    }

    /** A column of the file. */
    record Cell(String column, int index) implements FieldLocator {
        @Override
        public RawValue in(Row row, List<Problem> problems) {
            CsvRow csv = (CsvRow) row;
            RawValue.Origin origin = switch (csv.type(index)) {
                case ERROR -> RawValue.Origin.ERROR;
                case NO_RESULT -> RawValue.Origin.NO_RESULT;
                case MERGED -> RawValue.Origin.MERGED;
                default -> RawValue.Origin.CELL;
            };
            return new RawValue(column, TextNode.valueOf(csv.cells().get(index)), origin);
        }
    }
}
