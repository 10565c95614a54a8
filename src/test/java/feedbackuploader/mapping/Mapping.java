package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.support.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole text, mapped: what became of each row as the line that a user reads. */
public record Mapping(List<String> told, List<Feedback> feedback, List<String> notices) {

    public static final String ID = "570b90e9-0724-5a2d-b2f7-81052e11b1ce";
    public static final String ID2 = "a83bfcd2-69c3-583d-849f-a3d89d1bfa2a";

    public static Mapping of(String text) {
        return of(text, MappingOptions.none());
    }

    public static Mapping of(String text, MappingOptions options) {
        return of(text, options, null);
    }

    public static Mapping of(String text, MappingOptions options, @Nullable MetricCatalogue catalogue) {
        try {
            return map(text, options, catalogue, CompletionFinder.later());
        } catch (MappingException e) {
            throw new AssertionError(e);
        }
    }

    static String refusal(String text, MappingOptions options) {
        return refusal(text, options, null);
    }

    static String refusal(String text, MappingOptions options, @Nullable MetricCatalogue catalogue) {
        MappingException refused = catchThrowableOfType(
                MappingException.class, () -> map(text, options, catalogue, CompletionFinder.later()));
        return String.valueOf(refused == null ? null : refused.getMessage());
    }

    /** The only row's problems or its one piece of feedback. */
    public String only() {
        return String.join("\n", told);
    }

    static Mapping finding(String text, MappingOptions options, CompletionFinder<RuntimeException> finder) {
        try {
            return map(text, options, null, finder);
        } catch (MappingException e) {
            throw new AssertionError(e);
        }
    }

    private static Mapping map(
            String text,
            MappingOptions options,
            @Nullable MetricCatalogue catalogue,
            CompletionFinder<RuntimeException> finder)
            throws MappingException {
        try {
            Path file = Files.createTempFile("mapping", ".txt");
            try (RowSource source = InputFile.open(Files.writeString(file, text))) {
                Mapper mapper = Mapper.over(source, options, catalogue);
                List<String> told = new ArrayList<>();
                List<Feedback> feedback = new ArrayList<>();
                for (Row row = source.next(); row != null; row = source.next()) {
                    Place place = new Place("ratings.csv", row.number(), row.line());
                    for (Mapped mapped : mapper.map(row, TellingNothing.INSTANCE, finder)) {
                        if (mapped instanceof Mapped.Valid valid) {
                            feedback.add(valid.feedback());
                            told.add(valid.feedback().toString());
                        } else if (mapped instanceof Mapped.Invalid invalid) {
                            invalid.problems().forEach(problem -> told.add(place.describe(problem)));
                        } else if (mapped instanceof Mapped.Skipped skipped) {
                            told.add(place + " skipped: " + skipped.reason());
                        }
                    }
                }
                mapper.end();
                return new Mapping(told, feedback, mapper.notices());
            } finally {
                Files.delete(file);
            }
        } catch (InputException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
