package feedbackuploader.mapping;

import java.util.List;
import java.util.regex.Pattern;

/** Rows that programs write around a table and that fill several cells: lines of signs, and when or by what it was written. */
final class TableFrame {

    /** In characters: a footer has no long cells. */
    private static final int LONGEST = 100;

    private static final Pattern SIGNS = Pattern.compile("[-=_*~+|:]{2,}");

    private static final Pattern FOOTER = Pattern.compile(
            "(?:exported|generated|downloaded|created|printed) (?:on|at|by|from|with)\\b.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern DATE = Pattern.compile(
            "(?:^|.*[^0-9])(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4})(?:[^0-9].*|$)");

    private static final Pattern PAGE = Pattern.compile("page [0-9]{1,5}", Pattern.CASE_INSENSITIVE);

    private static final Pattern OF_PAGES = Pattern.compile("of|/|[0-9]{1,5}", Pattern.CASE_INSENSITIVE);

    private TableFrame() {}

    /** The first filled column of such a row, or -1. */
    static int in(List<String> cells) {
        List<String> filled = cells.stream()
                .filter(cell -> !Texts.isBlank(cell))
                .limit(LONGEST)
                .map(Texts::trim)
                .toList();
        if (filled.size() < 2 || filled.stream().anyMatch(cell -> cell.length() > LONGEST)) {
            return -1;
        }
        List<String> others = filled.subList(1, filled.size());
        boolean isFrame = filled.stream().allMatch(cell -> SIGNS.matcher(cell).matches())
                || (FOOTER.matcher(filled.get(0)).matches()
                        && filled.stream().anyMatch(cell -> DATE.matcher(cell).matches()))
                || (PAGE.matcher(filled.get(0)).matches()
                        && others.stream()
                                .allMatch(cell -> OF_PAGES.matcher(cell).matches()));
        return isFrame ? cells.indexOf(first(cells)) : -1;
    }

    private static String first(List<String> cells) {
        return cells.stream().filter(cell -> !Texts.isBlank(cell)).findFirst().orElseThrow();
    }
}
