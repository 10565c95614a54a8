package feedbackuploader.web.grid;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.input.JsonCells;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowDigest;
import feedbackuploader.input.RowSource;
import feedbackuploader.input.edits.Edit;
import feedbackuploader.mapping.FuzzCorpus;
import feedbackuploader.report.CorrectedCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On every sound sample: edits change what they say and nothing else, and the corrected copy is the file with its edits. */
class EditedSamplesTest {

    private static final List<String> TEXTS =
            List.of("0.5", "x, \"y\"; z", "two\nlines", "'=1", "true", "a\tb", "7", " x ", "#7");

    private static final int EDITS = 6;

    @TempDir
    Path folder;

    static IntStream samples() {
        return IntStream.range(0, FuzzCorpus.ENTRIES.size());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void edits_change_what_they_say_and_nothing_else(int sample) throws Exception {
        Path file = Files.write(folder.resolve("sample"), FuzzCorpus.ENTRIES.get(sample).file);
        Random random = new Random(sample);
        EditsStore store = EditsStore.open(folder.resolve("edits.jsonl"));
        Map<Long, Map<String, String>> changed = new TreeMap<>();
        List<Row> before;
        try (RowSource source = InputFile.open(file)) {
            before = rest(source);
            for (int i = 0; i < EDITS && !before.isEmpty(); i++) {
                edit(before.get(random.nextInt(before.size())), source, random, store, changed);
            }
        }
        InputOptions options = InputOptions.none().withEdits(store.file());
        try (RowSource edited = InputFile.open(file, options)) {
            List<Row> after = rest(edited);

            assertThat(after).hasSameSizeAs(before);
            for (int i = 0; i < before.size(); i++) {
                Map<String, String> cells = changed.get(before.get(i).number());
                if (cells == null) {
                    assertThat(after.get(i)).isEqualTo(before.get(i));
                } else if (!(after.get(i) instanceof BrokenRow)) {
                    Map<String, String> expected = cells(before.get(i), edited.columns());
                    expected.putAll(cells);
                    assertThat(cells(after.get(i), edited.columns())).containsAllEntriesOf(cells);
                    if (after.get(i) instanceof CsvRow) {
                        assertThat(cells(after.get(i), edited.columns())).isEqualTo(expected);
                    }
                }
            }
        }
        isCopied(file, options);
    }

    private static void edit(
            Row row, RowSource source, Random random, EditsStore store, Map<Long, Map<String, String>> changed)
            throws Exception {
        Map<String, String> cells = cells(row, source.columns());
        cells.putAll(changed.getOrDefault(row.number(), Map.of()));
        if (cells.isEmpty()) {
            return;
        }
        List<String> names = List.copyOf(cells.keySet());
        String column = names.get(random.nextInt(names.size()));
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        String was = cells.get(column);
        if (row instanceof JsonRow json && JsonCells.at(json.object(), column) == null) {
            return;
        }
        store.add(new Edit.OfCell(row.number(), column, was, text, RowDigest.of(row)));
        changed.computeIfAbsent(row.number(), number -> new TreeMap<>()).put(column, text);
    }

    private static Map<String, String> cells(Row row, List<String> columns) {
        Map<String, String> cells = new TreeMap<>();
        if (row instanceof CsvRow csv) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.indexOf(columns.get(i)) == columns.lastIndexOf(columns.get(i))) {
                    cells.put(columns.get(i), csv.cells().get(i));
                }
            }
        } else if (row instanceof JsonRow json) {
            JsonCells.each(json.object(), (pointer, text) -> {
                if (text != null) {
                    cells.put(pointer, text);
                }
            });
        }
        return cells;
    }

    private void isCopied(Path file, InputOptions options) throws Exception {
        Path copy = folder.resolve("copy");
        CorrectedCopy.write(InputFile.of(file, options), copy);
        try (RowSource expected = InputFile.open(file, options);
                RowSource found = InputFile.open(copy)) {
            assertThat(rest(found).stream().map(EditedSamplesTest::told).toList())
                    .isEqualTo(
                            rest(expected).stream().map(EditedSamplesTest::told).toList());
            assertThat(found.columns()).isEqualTo(expected.columns());
            assertThat(found.blankRows()).isEqualTo(expected.blankRows());
        }
    }

    /** Without its line, which moves when a cell before has got another one. */
    private static String told(Row row) {
        return row.number() + " "
                + (row instanceof CsvRow csv
                        ? csv.cells() + " " + csv.types()
                        : row instanceof JsonRow json ? json.object().toString() : row.text());
    }

    private static List<Row> rest(RowSource source) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (Row row = source.next(); row != null; row = source.next()) {
            rows.add(row);
        }
        return rows;
    }
}
