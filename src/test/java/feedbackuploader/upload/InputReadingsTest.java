package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Project;
import feedbackuploader.input.Bytes;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.report.Summary;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How much of a file is read in one run, and that what was found out about it is not believed of another state of it. */
class InputReadingsTest {

    private static final int ROWS = 40;
    private static final Charset LATIN = Charset.forName("windows-1252");

    /** Long notes, so that the beginning that is looked at several times is a small part of the file. */
    private static final int NOTES = 50_000;

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    /** Counts the bytes that are read of a file. */
    private static final class CountingBytes implements Bytes {
        private final Path file;
        private long bytes;

        CountingBytes(Path file) {
            this.file = file;
        }

        @Override
        public InputStream open() throws IOException {
            return new FilterInputStream(Files.newInputStream(file)) {
                @Override
                public int read() throws IOException {
                    throw new AssertionError("byte by byte");
                }

                @Override
                public int read(byte[] into, int from, int room) throws IOException {
                    int count = super.read(into, from, room);
                    bytes += Math.max(0, count);
                    return count;
                }
            };
        }

        /** Rounded down: the beginning that is looked at is less than one. */
        long readings() throws IOException {
            return bytes / Files.size(file);
        }
    }

    static Stream<String> files() {
        return Stream.of("ascii.csv", "utf8.csv", "late.csv", "marked.csv", "rows.jsonl", "packed.csv.gz", "book.xlsx");
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        if (name.endsWith(".xlsx")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (Workbook workbook = new Workbook(bytes, "another program", "1.0")) {
                Worksheet sheet = workbook.newWorksheet("Sheet 1");
                for (int row = 0; row <= ROWS; row++) {
                    String[] cells = row == 0
                            ? new String[] {"completion_id", "metric", "value", "notes"}
                            : new String[] {id(row), "quality", "1", noise(row, 30_000)};
                    for (int column = 0; column < cells.length; column++) {
                        sheet.value(row, column, cells[column]);
                    }
                }
            }
            return Files.write(file, bytes.toByteArray());
        }
        StringBuilder text = new StringBuilder(name.startsWith("marked") ? "\uFEFF" : "");
        boolean isJson = name.endsWith(".jsonl");
        text.append(isJson ? "" : "completion_id,metric,value,notes\n");
        for (int row = 1; row <= ROWS; row++) {
            String word = name.startsWith("utf8") || (name.startsWith("late") && row == ROWS) ? "\u00e4" : "a";
            String notes = word + noise(row, NOTES);
            text.append(
                    isJson
                            ? "{\"completion_id\":\"" + id(row) + "\",\"metric\":\"quality\",\"value\":1,\"notes\":\""
                                    + notes + "\"}\n"
                            : id(row) + ",quality,1," + notes + "\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return Files.write(file, name.endsWith(".gz") ? packed.toByteArray() : bytes);
    }

    private static String id(int row) {
        return new UUID(7, row).toString();
    }

    /** Text that does not pack to nothing. */
    private static String noise(int row, int length) {
        StringBuilder text = new StringBuilder(length);
        java.util.Random random = new java.util.Random(row);
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private Summary run(InputFile file, @Nullable String rowsBefore) throws Exception {
        if (rowsBefore != null) {
            assertThat(survey(file).map(FileReading::rows)).contains((long) ROWS);
        }
        return new UploadRun(deployment.url(), file).run();
    }

    /** What comes first where a sandbox is to know the metrics. */
    private static java.util.Optional<FileReading> survey(InputFile file) throws Exception {
        KnownRuns runs = KnownRuns.at("sandbox", new Project(Project.Naming.PROJECT, UploadRun.PROJECT));
        return FileReading.onTrial(file, MappingOptions.none(), runs, new Surveyor(file.path(), null), () -> false);
    }

    private static InputFile counted(CountingBytes bytes) {
        return InputFile.of(bytes.file, bytes, InputOptions.none());
    }

    @ParameterizedTest
    @MethodSource("files")
    void it_is_read_three_times_and_where_nothing_changed_once(String name) throws Exception {
        CountingBytes bytes = new CountingBytes(file(name));

        assertThat(run(counted(bytes), null).statuses()).isEqualTo(Map.of("recorded", (long) ROWS));
        assertThat(bytes.readings()).as("to find out, to plan, to report").isLessThanOrEqualTo(3);

        bytes.bytes = 0;
        run(counted(bytes), null);
        assertThat(bytes.readings()).as("to see that nothing changed").isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_survey_for_a_sandbox_finds_out_what_the_others_need(String name) throws Exception {
        CountingBytes bytes = new CountingBytes(file(name));

        run(counted(bytes), "survey");
        assertThat(bytes.readings()).as("to survey, to plan, to report").isLessThanOrEqualTo(3);

        bytes.bytes = 0;
        run(counted(bytes), "survey");
        assertThat(bytes.readings()).as("to survey").isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_check_reads_it_once(String name) throws Exception {
        CountingBytes bytes = new CountingBytes(file(name));

        FileCheck check = FileCheck.of(counted(bytes), MappingOptions.none(), null, List.of(), () -> false);

        assertThat(check.reading().rows()).isEqualTo(ROWS);
        assertThat(bytes.readings()).isEqualTo(1);
    }

    @Test
    void a_check_forgets_the_rows_before_the_encoding_showed() throws Exception {
        String row = id(1) + ",quality,1," + noise(1, 70_000) + "\n";
        String last = id(2) + ",quality,1,f\u00fcr \u00e4ltere B\u00e4ume\n";
        Path file = folder.resolve("latin.csv");
        Files.write(file, ("completion_id,metric,value,notes\n" + row + row + last).getBytes(LATIN));

        FileCheck check = FileCheck.of(
                InputFile.of(file, InputOptions.none()), MappingOptions.none(), null, List.of(), () -> false);

        assertThat(check.survey().rows()).isEqualTo(3);
        assertThat(check.survey().notices().toString()).contains("windows-1252", "1 row repeats an earlier one");
    }

    @Test
    void an_encoding_that_shows_behind_the_beginning_is_found_out() throws Exception {
        String header = "completion_id,metric,value,notes\n";
        String start = id(1) + ",quality,1," + noise(1, 70_000) + "\n";
        Path file = Files.writeString(folder.resolve("latin.csv"), header + start);
        Files.write(file, (header + start + id(2) + ",quality,1,f\u00fcr \u00e4ltere B\u00e4ume\n").getBytes(LATIN));
        InputFile input = InputFile.of(file, InputOptions.none());

        assertThat(survey(input)).as("of UTF-8").isEmpty();
        Summary summary = new UploadRun(deployment.url(), input).run();

        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(summary.notices().toString()).contains("windows-1252");
    }

    @Test
    void what_was_found_out_is_not_believed_of_another_state_of_the_file() throws Exception {
        String rows = "completion_id,metric,value,comment\n" + id(1) + ",quality,1,f\u00fcr \u00e4ltere B\u00e4ume\n";
        Path file = Files.writeString(folder.resolve("saved.csv"), rows);
        InputFile input = InputFile.of(file, InputOptions.none());
        String before = input.sha256();
        assertThat(survey(input)).isPresent();

        Files.write(file, rows.replace(',', ';').getBytes(LATIN));
        Summary summary = new UploadRun(deployment.url(), input).run();

        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 1L));
        assertThat(summary.sha256())
                .isNotEqualTo(before)
                .isEqualTo(InputFile.of(file, InputOptions.none()).sha256());
        assertThat(deployment.takeFeedback().get(0)).contains("f\u00fcr \u00e4ltere B\u00e4ume");
    }
}
