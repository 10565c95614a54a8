package feedbackuploader.report.page;

import feedbackuploader.feedback.Status;
import feedbackuploader.support.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a piece of feedback is not recorded, read from the words that the ledger keeps of it; those of two rows are equal if
 * they differ only in what they repeat of their rows.
 *
 * @param column that is wrong, as a message writes it; null when it is the row as a whole
 * @param shape the sentence with a mark in place of whatever it repeats of a row
 */
public record Cause(
        Status status,
        @Nullable Integer httpStatus,
        @Nullable String column,
        String shape) {

    /** As {@link feedbackuploader.support.Problem#message} writes it. */
    private static final Pattern PROBLEM = Pattern.compile(
            "(?:column \"(?<column>.*?)\": )?found (?<found>.*?); expected (?<expected>.*)", Pattern.DOTALL);

    /** Between the problems of one row, as the plan writes them. */
    private static final Pattern NEXT_PROBLEM = Pattern.compile("(?<=[.?!]) \\| (?=column \"|found )");

    private static final Pattern OF_THE_ROW = Pattern.compile(
            "\"[^\"]*\"|'[^']*'|\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b|[+-]?[0-9][0-9.,]*");

    /** A place in a list, at the end of a key or within it. */
    private static final Pattern INDEX = Pattern.compile("\\[[0-9]+]");

    /**
     * A problem of one row.
     *
     * @param column that is wrong in this row, as the message writes it; null when it is the row as a whole
     * @param message the sentence about this row
     * @param found what stands in its place; null where the sentence has another form
     * @param expected what should stand there, and what helps; the whole sentence where it has another form
     */
    public record Told(
            Cause cause,
            @Nullable String column,
            String message,
            @Nullable String found,
            String expected) {}

    /** Each problem in {@code reason} by itself. */
    public static List<Told> in(Status status, @Nullable Integer httpStatus, String reason) {
        List<Told> told = new ArrayList<>();
        for (String message : NEXT_PROBLEM.split(reason, -1)) {
            Matcher problem = PROBLEM.matcher(message);
            if (problem.matches()) {
                String column = problem.group("column");
                boolean isMissing = problem.group("found").equals("nothing");
                told.add(new Told(
                        new Cause(
                                status,
                                httpStatus,
                                column == null ? null : INDEX.matcher(column).replaceAll("[#]"),
                                (isMissing ? "nothing; " : "") + shape(problem.group("expected"))),
                        column,
                        message,
                        problem.group("found"),
                        (column == null ? "Expected " : "Column \"" + column + "\": expected ")
                                + problem.group("expected")));
            } else {
                told.add(new Told(new Cause(status, httpStatus, null, shape(message)), null, message, null, message));
            }
        }
        return told;
    }

    private static String shape(String text) {
        String beginning = text.length() > PageText.SENTENCE ? text.substring(0, PageText.SENTENCE) : text;
        return OF_THE_ROW.matcher(beginning).replaceAll("#");
    }

    /** Which of {@code names}, of columns or keys, the column of a message means: it may stand for a place within one. */
    static Set<Integer> placesOf(@Nullable String column, List<String> names) {
        Set<Integer> exact = new TreeSet<>();
        Set<Integer> around = new TreeSet<>();
        for (int i = 0; column != null && i < names.size(); i++) {
            String quoted = Printable.quoted(names.get(i)); // as messages have it
            String name = quoted.substring(1, quoted.length() - 1);
            if (column.equals(name) || column.equals("/" + name)) {
                exact.add(i);
            } else if (isWithin(column, name) || isWithin(column, "/" + name)) {
                around.add(i);
            }
        }
        return exact.isEmpty() ? around : exact;
    }

    private static boolean isWithin(String column, String name) {
        return column.length() > name.length()
                && column.startsWith(name)
                && "[./#".indexOf(column.charAt(name.length())) >= 0;
    }
}
