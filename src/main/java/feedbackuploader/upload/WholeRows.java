package feedbackuploader.upload;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.input.Row;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.support.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at each row as a whole, with all its pieces, and at none of them by itself. */
@FunctionalInterface
public interface WholeRows extends FileReading.Sink {

    @Override
    void row(Row row, List<String> origins, List<Mapped> pieces) throws UnusableException;

    @Override
    default void valid(Row row, int part, Feedback feedback) {}

    @Override
    default void invalid(Row row, int part, List<Problem> problems, @Nullable Feedback feedback) {}

    @Override
    default void skipped(Row row, int part, Mapped.Skipped skipped) {}
}
