package feedbackuploader.web;

import feedbackuploader.feedback.Status;
import feedbackuploader.web.grid.GridFilter;
import feedbackuploader.web.local.BadCallException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows the page asks for: by what is in them, which the grid knows, or by what became of them, which the ledger
 * knows.
 */
sealed interface RowSort {

    record InGrid(GridFilter filter) implements RowSort {}

    /** Rows with a piece in one of these statuses. */
    record InLedger(List<Status> statuses) implements RowSort {}

    /**
     * @param word {@code all}, {@code problems}, {@code changed}, {@code problem:KEY}, {@code to_fix}, or a status; null
     *     for all
     */
    static RowSort of(@Nullable String word) throws BadCallException {
        if (word == null || word.equals("all")) {
            return new InGrid(GridFilter.ALL);
        } else if (word.equals("problems")) {
            return new InGrid(GridFilter.PROBLEMS);
        } else if (word.equals("changed")) {
            return new InGrid(GridFilter.CHANGED);
        } else if (word.matches("problem:[0-9]{1,6}")) {
            return new InGrid(GridFilter.group(Integer.parseInt(word.substring("problem:".length()))));
        } else if (word.equals("to_fix")) {
            return new InLedger(List.of(Status.INVALID, Status.REJECTED));
        }
        return new InLedger(List.of(Status.named(word)
                .orElseThrow(() -> new BadCallException(400, "There are no rows of the sort \"" + word + "\"."))));
    }
}
