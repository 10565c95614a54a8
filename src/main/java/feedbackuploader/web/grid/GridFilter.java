package feedbackuploader.web.grid;

/** Which rows: all, or one of the lists that are kept of them, in the order of the file. */
public record GridFilter(int list) {

    public static final GridFilter ALL = new GridFilter(-1);

    /** Rows that had a problem when the file was checked, or have had one since: one that is mended stays in sight. */
    public static final GridFilter PROBLEMS = new GridFilter(0);

    /** Rows that edits changed. */
    public static final GridFilter CHANGED = new GridFilter(1);

    private static final int FIRST_GROUP = 2;

    /** @param key of a {@link GridProblem} */
    public static GridFilter group(int key) {
        return new GridFilter(FIRST_GROUP + key);
    }
}
