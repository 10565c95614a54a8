package feedbackuploader.web.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import feedbackuploader.mapping.FuzzCorpus;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.upload.UnusableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a row that is edited is what a check of the whole file says of it then. */
class RecheckTest {

    private static final List<String> TEXTS = List.of(
            "0.5",
            "0,8",
            "",
            "a, \"b\"\nc",
            "total",
            "uuid",
            Checked.ID,
            "=1",
            "{\"k\": [1]}",
            "string",
            "yes",
            "#N/A",
            "draft");

    private static final int EDITS = 8;

    private static final String BLANK = "blank";

    @TempDir
    Path folder;

    static IntStream samples() {
        return IntStream.range(0, FuzzCorpus.ENTRIES.size());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_row_is_told_alike_alone_and_with_all_others(int sample) throws Exception {
        Path file = Files.write(folder.resolve("sample"), FuzzCorpus.ENTRIES.get(sample).file);
        Random random = new Random(sample);
        try (Checked checked = checked(file, FuzzCorpus.ENTRIES.get(sample).options)) {
            Map<Long, String> alone = new TreeMap<>();
            long rows = checked.grid.counts().rows();
            for (int i = 0; i < EDITS && rows > 0; i++) {
                GridRow row = checked.grid
                        .window(GridFilter.ALL, random.nextInt((int) rows), 1)
                        .rows()
                        .get(0);
                int column = random.nextInt(checked.grid.columns().size());
                String text = TEXTS.get(random.nextInt(TEXTS.size()));
                try {
                    alone.put(row.row(), told(checked, checked.editor.edit(row.row(), column, text, RowLocks.NONE)));
                } catch (UnusableException e) {
                    assertThat(e).hasMessageContaining("as a whole");
                }
            }
            GridCounts counts = checked.grid.counts();
            check(checked);
            for (Map.Entry<Long, String> row : alone.entrySet()) {
                String found = checked.grid
                        .row(row.getKey())
                        .map(one -> told(checked, one))
                        .orElse(BLANK);
                assertThat(found).isEqualTo(row.getValue());
            }
            if (!alone.containsValue(BLANK)) {
                assertThat(checked.grid.counts().invalid()).isEqualTo(counts.invalid());
                assertThat(checked.grid.counts().skipped()).isEqualTo(counts.skipped());
            }
        }
    }

    private static Checked checked(Path file, MappingOptions options) throws Exception {
        try {
            return Checked.of(file.resolveSibling("work"), file, options);
        } catch (UnusableException e) {
            return abort("a file that no check gets to the end of: " + e.getMessage());
        }
    }

    private static void check(Checked checked) throws Exception {
        try {
            checked.check();
        } catch (UnusableException e) {
            abort("a file that is not usable with these edits: " + e.getMessage());
        }
    }

    /** By the names of columns, which are found anew; of the first rows without advice, which depends on the others. */
    private static String told(Checked checked, GridRow row) {
        if ("it is blank now".equals(row.skipped())) {
            return BLANK;
        }
        List<GridColumn> columns = checked.grid.columns();
        Map<String, String> cells = new TreeMap<>();
        for (int i = 0; i < row.cells().size(); i++) {
            if (row.cells().get(i) != null) {
                cells.put(
                        columns.get(i).name() + (row.edited().contains(i) ? " edited" : ""),
                        row.cells().get(i));
            }
        }
        boolean isFirst = row.index() < 3;
        return row.row() + " " + cells + row.record() + row.skipped()
                + row.problems().stream()
                        .map(problem -> isFirst ? problem.found() : problem.message())
                        .limit(isFirst ? 1 : Long.MAX_VALUE)
                        .toList();
    }
}
