package feedbackuploader.web;

import feedbackuploader.upload.Survey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param unusable why the file cannot be used with the choices that were made; null when it can
 * @param survey null when it cannot
 */
record CheckedFile(@Nullable String unusable, @Nullable Survey survey, List<ColumnState> columns) {

    CheckedFile {
        columns = List.copyOf(columns);
    }

    static CheckedFile unusable(String why) {
        return new CheckedFile(why, null, List.of());
    }
}
