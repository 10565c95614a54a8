package feedbackuploader.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row's content in few characters: the same wherever the row stands and however its cells are quoted. */
public final class RowDigest {

    private static final int BYTES = 12;

    private static final String BETWEEN_CELLS = "\u001f";

    private RowDigest() {}

    public static String of(Row row) {
        MessageDigest digest = Fingerprint.sha256();
        String content = row instanceof CsvRow csv ? String.join(BETWEEN_CELLS, csv.cells()) : row.text();
        digest.update(content.getBytes(StandardCharsets.UTF_16BE)); // a byte that is no character is kept apart, too
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** What a report of an earlier upload says in {@link ReportColumn#RUN}; empty when the row is of none. */
    public static String run(Row row, List<String> columns) {
        if (row instanceof JsonRow json) {
            @Nullable JsonNode upload = json.object().get(ReportColumn.OBJECT);
            return upload == null ? "" : upload.path(ReportColumn.RUN.key()).asText("");
        }
        int run = row instanceof CsvRow ? columns.indexOf(ReportColumn.RUN.column()) : -1;
        return run < 0 ? "" : ((CsvRow) row).cells().get(run);
    }
}
