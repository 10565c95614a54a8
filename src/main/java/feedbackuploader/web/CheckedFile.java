package feedbackuploader.web;

import feedbackuploader.upload.Survey;
import feedbackuploader.web.grid.RowGrid;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param unusable why the file cannot be used with the choices that were made; null when it can
 * @param doEditsMisfit whether that is since it has changed after it was edited
 * @param found null when it cannot
 */
record CheckedFile(
        @Nullable String unusable,
        boolean doEditsMisfit,
        @Nullable Found found) implements Closeable {

    /**
     * What is in a file that can be used.
     *
     * @param sha256 of the file, without any edits
     * @param grid its rows, also as they were edited since
     */
    record Found(Survey survey, String sha256, RowGrid grid) {}

    static CheckedFile unusable(String why, boolean doEditsMisfit) {
        return new CheckedFile(why, doEditsMisfit, null);
    }

    /** Removes the rows. */
    @Override
    public void close() throws IOException {
        if (found != null) {
            found.grid().close();
        }
    }
}
