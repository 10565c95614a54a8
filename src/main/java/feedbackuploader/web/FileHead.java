package feedbackuploader.web;

import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The raw beginning of a file, for a look at how it is read.
 *
 * @param preamble lines above the header
 * @param header the names of the columns; of objects, their keys
 * @param rows the first of them
 */
public record FileHead(List<String> preamble, List<String> header, List<List<String>> rows) {

    static final FileHead NONE = new FileHead(List.of(), List.of(), List.of());

    private static final int ROWS = 10;
    private static final int LINES = 50;
    private static final int COLUMNS = 500;
    private static final int LONGEST = 500;
    private static final int BYTES = 1 << 16;

    public FileHead {
        preamble = List.copyOf(preamble);
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** As far as {@code file} can be read; of one that is no table, its first lines. */
    static FileHead of(Path file, InputOptions reading) throws IOException {
        try (RowSource source = InputFile.of(file, reading).openBeginning()) {
            return of(source);
        } catch (InputException e) {
            return lines(file);
        }
    }

    private static FileHead of(RowSource source) throws IOException {
        List<String> preamble =
                source.preamble().lines().limit(LINES).map(FileHead::cut).toList();
        List<Row> rows = new ArrayList<>();
        try {
            for (Row row = source.next(); row != null && rows.size() < ROWS; row = source.next()) {
                rows.add(row);
            }
        } catch (InputException e) {
            // The check says why; what could be read until then is shown.
            return new FileHead(preamble, header(source, rows), cells(source, rows));
        }
        return new FileHead(preamble, header(source, rows), cells(source, rows));
    }

    private static List<String> header(RowSource source, List<Row> rows) {
        if (!source.columns().isEmpty()) {
            return source.columns().stream().limit(COLUMNS).map(FileHead::cut).toList();
        }
        Set<String> keys = new LinkedHashSet<>();
        for (Row row : rows) {
            if (row instanceof JsonRow json) {
                json.object().fieldNames().forEachRemaining(keys::add);
            }
        }
        return keys.stream().limit(COLUMNS).map(FileHead::cut).toList();
    }

    private static List<List<String>> cells(RowSource source, List<Row> rows) {
        List<String> header = header(source, rows);
        return rows.stream().map(row -> cells(row, header)).toList();
    }

    private static List<String> cells(Row row, List<String> header) {
        if (row instanceof CsvRow csv) {
            return csv.cells().stream().limit(COLUMNS).map(FileHead::cut).toList();
        } else if (row instanceof JsonRow json) {
            return header.stream()
                    .map(key -> json.object().path(key))
                    .map(value -> cut(value.isTextual() ? value.textValue() : value.toString()))
                    .toList();
        } else if (row instanceof BrokenRow broken && !broken.cells().isEmpty()) {
            return broken.cells().stream().limit(COLUMNS).map(FileHead::cut).toList();
        }
        return List.of(cut(row.text()));
    }

    /** Nothing of a file that is no text. */
    private static FileHead lines(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(BYTES);
        }
        String text = new String(head, StandardCharsets.UTF_8);
        if (text.indexOf('\0') >= 0) {
            return NONE;
        }
        return new FileHead(
                List.of(),
                List.of(),
                text.lines().limit(ROWS).map(line -> List.of(cut(line))).toList());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + '…';
    }
}
