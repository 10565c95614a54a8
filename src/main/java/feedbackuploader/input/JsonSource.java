package feedbackuploader.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One JSON object a line, or an array of them. What is not one breaks that row alone. */
final class JsonSource extends RecordRows {

    private final boolean isArray;
    private final RecordReader recordReader;

    JsonSource(Text text, RecordReader recordReader) throws InputException, IOException {
        super(text, recordReader);
        this.recordReader = recordReader;
        this.isArray = recordReader instanceof ArrayRecordReader;
    }

    @Override
    @Nullable
    Row row(RawRecord rawRecord) {
        if (Header.isBlank(List.of(rawRecord.text()))) {
            return isArray
                    ? rawRecord.broken(new Problem("nothing", "a JSON object", "Is there an extra comma?"))
                    : null;
        }
        try {
            JsonNode node = StrictJson.read(rawRecord.text());
            if (node instanceof ObjectNode object) {
                return new JsonRow(rawRecord.number(), rawRecord.line(), rawRecord.text(), object);
            }
            return rawRecord.broken(new Problem(StrictJson.describe(node), "a JSON object", null));
        } catch (StrictJson.Malformed e) {
            return rawRecord.broken(
                    rawRecord.text().startsWith("#")
                            ? e.problem().withHint("If lines that begin with # are comments, add --comment '#'.")
                            : e.problem());
        }
    }

    @Override
    public List<String> notices() {
        List<String> notices = new ArrayList<>(super.notices());
        if (recordReader instanceof ListRecordReader list && !list.others().isEmpty()) {
            notices.add("Ignored beside the list of rows: "
                    + list.others().stream().map(Printable::quoted).collect(Collectors.joining(", ")) + ".");
        }
        if (recordReader instanceof ListRecordReader list) {
            list.partial().ifPresent(notices::add);
        }
        return notices;
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public String header() {
        return "";
    }

    @Override
    public String record(List<String> cells) {
        throw new UnsupportedOperationException("rows of JSON have no cells");
    }

    @Override
    public Row edited(CsvRow row, List<String> cells) {
        throw new UnsupportedOperationException("rows of JSON have no cells");
    }

    /** On one line, as JSON lines need it: between the tokens of JSON a line break is a space. */
    @Override
    public @Nullable Row reread(Row row, String record) {
        return row(new RawRecord(row.number(), row.line(), record.replaceAll("[\\r\\n]", " "), "", null));
    }

    @Override
    public List<String> cells(String record) {
        throw new UnsupportedOperationException("rows of JSON have no cells");
    }
}
