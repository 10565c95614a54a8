package feedbackuploader.support;

/**
 * Where a row stands in its file.
 *
 * @param row as a spreadsheet numbers it: the header is row 1, and a blank row counts
 * @param line the physical line on which the row starts, from 1
 */
public record Place(String file, long row, long line) {

    /** One sentence: the place, then the problem. */
    public String describe(Problem problem) {
        return this + (problem.column() == null ? ": " : ", ") + problem.message();
    }

    @Override
    public String toString() {
        return Printable.of(file, 200) + " row " + row + (line == row ? "" : " (line " + line + ")");
    }
}
