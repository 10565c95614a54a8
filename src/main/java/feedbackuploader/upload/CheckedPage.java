package feedbackuploader.upload;

import feedbackuploader.feedback.Status;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.page.PageContent;
import feedbackuploader.report.page.PageRows;
import feedbackuploader.report.page.ReportPage;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The page of a file that is only checked; takes part in its reading. */
public final class CheckedPage implements WholeRows {

    private final Path input;
    private final boolean withTexts;
    private final PageRows rows;

    public CheckedPage(Path input, boolean withTexts) {
        this.input = input;
        this.withTexts = withTexts;
        this.rows = new PageRows(withTexts, null);
    }

    @Override
    public void begin(RowSource source) {
        rows.begin(source.columns());
    }

    @Override
    public void row(Row row, List<String> origins, List<Mapped> pieces) {
        List<Mapped.Invalid> invalid = pieces.stream()
                .filter(Mapped.Invalid.class::isInstance)
                .map(Mapped.Invalid.class::cast)
                .toList();
        Status status = !invalid.isEmpty()
                ? Status.INVALID
                : pieces.stream().allMatch(Mapped.Skipped.class::isInstance) ? Status.SKIPPED : Status.NOT_SENT;
        List<String> messages = invalid.stream()
                .flatMap(piece -> piece.problems().stream())
                .map(Problem::message)
                .toList();
        rows.checked(row, status, messages);
    }

    /**
     * @param place replaced if it is there
     * @param read the reading that this took part in
     * @param options as they were typed, without anything that may be a secret
     */
    public void write(
            Path place, Survey survey, FileReading read, String program, List<String> options, List<NextStep> steps)
            throws IOException {
        PageContent content = new PageContent(
                PageContent.About.CHECK,
                input,
                rows,
                null,
                null,
                survey.notices(),
                steps,
                null,
                null,
                PageFacts.understood(survey),
                null,
                List.of(),
                null,
                new PageContent.Provenance(
                        Objects.requireNonNull(program), read.sha256(), null, null, options, null, null, List.of()),
                withTexts);
        ReportPage.write(place, content);
    }
}
