package feedbackuploader.report;

import feedbackuploader.input.JsonRow;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.support.JsonText;
import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;

/**
 * Results and rows to fix as JSONL, one line each: every object as it was, with {@code "upload"} added at its end. A line that is no
 * JSON object stands in the results as text under {@code "upload_text"}, and among the rows to fix as it was.
 */
final class JsonlReport implements RowReport {

    /** Asked for its line break row by row: it knows none before the first one. */
    private final RowSource source;

    private final Writer results;
    private final Writer failed;

    private final UploadColumns ours;

    JsonlReport(RowSource source, Writer results, Writer failed, UploadColumns ours) throws IOException {
        this.ours = ours;
        this.source = source;
        this.results = results;
        this.failed = failed;
        String start = (source.dialect().isUtf8() ? "" : "\uFEFF") + source.preamble();
        results.write(start);
        failed.write(start);
    }

    @Override
    public void result(Row row, RowOutcome outcome) throws IOException {
        if (row instanceof JsonRow json) {
            results.write(withUpload(json, outcome));
        } else {
            results.write(textWithUpload(row, outcome));
        }
        results.write(source.lineBreak());
    }

    @Override
    public void failed(Row row, RowOutcome outcome) throws IOException {
        boolean onOneLine = row.text().indexOf('\n') < 0;
        failed.write(
                row instanceof JsonRow json
                        ? withUpload(json, outcome)
                        : onOneLine ? row.text() : textWithUpload(row, outcome));
        failed.write(source.lineBreak());
    }

    /** Inside JSON a line break can only stand where a space may; an array's elements often go over several lines. */
    private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n]\\s*");

    /** Spliced into the original text, so that numbers, escapes and spacing stay as they were. */
    private String withUpload(JsonRow row, RowOutcome outcome) {
        String object = (row.object().has(ReportColumn.OBJECT)
                        ? JsonText.of(row.object().deepCopy().without(ReportColumn.OBJECT))
                        : row.text())
                .strip();
        if (object.indexOf('\n') >= 0 || object.indexOf('\r') >= 0) {
            object = LINE_BREAK.matcher(object).replaceAll(" ");
        }
        String open = object.substring(0, object.length() - 1).stripTrailing();
        return open + (open.endsWith("{") ? "" : ", ") + upload(outcome) + "}";
    }

    private String textWithUpload(Row row, RowOutcome outcome) {
        return "{\"upload_text\": " + JsonText.of(row.text()) + ", " + upload(outcome) + "}";
    }

    private String upload(RowOutcome outcome) {
        return '"' + ReportColumn.OBJECT + "\": " + ours.object(outcome);
    }
}
