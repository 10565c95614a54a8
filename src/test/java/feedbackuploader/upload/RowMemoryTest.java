package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.feedback.Shard;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.ledger.ForeignLedgerException;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.report.Summary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same row is known, whichever file it stands in. */
class RowMemoryTest {

    private static final int ROWS = 5;

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;
    private Path memory;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        input = write("ratings.csv", csv(0, ROWS));
        memory = folder.resolve("state/memory.db");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String csv(int from, int to) {
        StringBuilder text = new StringBuilder(UploadTest.HEADER);
        for (int i = from; i < to; i++) {
            text.append(new UUID(1, i)).append(",quality,").append(i).append('\n');
        }
        return text.toString();
    }

    private UploadRun run(Path file) {
        return new UploadRun(deployment.url(), file).memory(memory);
    }

    private void sendFirst() throws Exception {
        assertThat(run(input).run().exitCode()).isZero();
        assertThat(deployment.takeFeedback()).hasSize(ROWS);
    }

    private static String said(Path results) throws Exception {
        if (!results.toString().endsWith(".xlsx")) {
            return Files.readString(results);
        }
        StringBuilder said = new StringBuilder();
        try (RowSource source = InputFile.open(results, InputOptions.none())) {
            for (Row row = source.next(); row != null; row = source.next()) {
                said.append(((CsvRow) row).cells());
            }
        }
        return said.toString();
    }

    private Summary isStopped(UploadRun run) throws Exception {
        Summary summary = run.run();
        assertThat(deployment.takeFeedback()).as("nothing is sent").isEmpty();
        assertThat(summary.exitCode()).as(String.valueOf(summary.stopped())).isEqualTo(2);
        return summary;
    }

    /** What a file may become on its way to another upload, and yet hold the same rows. */
    static Stream<Map.Entry<String, byte[]>> forms() throws IOException {
        String text = csv(0, ROWS);
        StringBuilder lines = new StringBuilder();
        ByteArrayOutputStream workbook = new ByteArrayOutputStream();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        try (Workbook book = new Workbook(workbook, "another program", "1.0");
                Worksheet sheet = book.newWorksheet("Ratings")) {
            String[] rows = text.split("\n", -1);
            for (int row = 0; row <= ROWS; row++) {
                String[] cells = rows[row].split(",", -1);
                for (int i = 0; i < cells.length; i++) {
                    sheet.value(row, i, cells[i]);
                }
                if (row > 0) {
                    lines.append("{\"value\":")
                            .append(cells[2])
                            .append(",\"metric\":\"quality\",\"completion_id\":\"")
                            .append(cells[0])
                            .append("\"}\n");
                }
            }
        }
        return Stream.of(
                Map.entry("copy.csv", text.getBytes(StandardCharsets.UTF_8)),
                Map.entry("other-lines.csv", text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)),
                Map.entry("marked.csv", ("\uFEFF" + text.replace(',', ';')).getBytes(StandardCharsets.UTF_8)),
                Map.entry("rows.jsonl", lines.toString().getBytes(StandardCharsets.UTF_8)),
                Map.entry("packed.csv.gz", packed.toByteArray()),
                Map.entry("sheet.xlsx", workbook.toByteArray()));
    }

    /** On a terminal: the plan is noted before anyone is asked. */
    @Test
    void what_is_skipped_when_someone_is_asked_was_not_sent_from_there() throws Exception {
        sendFirst();
        UploadRun asked = run(Files.writeString(folder.resolve("grown.csv"), csv(0, ROWS + 2)))
                .beforeDelivery(upload -> upload.decide(KnownRows.SKIP));
        assertThat(asked.run().statuses()).isEqualTo(Map.of("skipped", 5L, "recorded", 2L));
        assertThat(asked.heard.notices).noneMatch(notice -> notice.contains("cannot be used"));

        String twice = csv(0, ROWS) + csv(0, ROWS).substring(UploadTest.HEADER.length());
        Summary again = run(Files.writeString(folder.resolve("twice.csv"), twice))
                .knownRows(KnownRows.SKIP)
                .run();

        assertThat(again.statuses())
                .as("each was sent once, and stands there twice")
                .isEqualTo(Map.of("skipped", 5L, "recorded", 5L));
    }

    @Test
    void this_computer_has_several_names_and_is_one() throws Exception {
        sendFirst();
        Path copy = Files.copy(input, folder.resolve("copy.csv"));

        isStopped(run(copy).target(deployment.url().replace("127.0.0.1", "localhost")));
    }

    @Test
    void a_memory_that_others_can_exchange_is_closed_to_them() throws Exception {
        Path state = Files.createDirectories(memory.toAbsolutePath().getParent());
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));

        sendFirst();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void in_any_form_the_same_rows_stop_the_run_until_someone_decides(Map.Entry<String, byte[]> form) throws Exception {
        sendFirst();
        Path other = Files.write(folder.resolve(form.getKey()), form.getValue());

        Summary stopped = isStopped(run(other));

        assertThat(stopped.stopped())
                .startsWith(
                        "5 of 5 rows were sent to " + deployment.url() + " before: 5 from " + input + ", last sent 2")
                .endsWith("Z (run folder " + input + ".upload).");
        assertThat(stopped.statuses()).isEqualTo(Map.of("not_sent", 5L));
        assertThat(said(Path.of(String.valueOf(stopped.results())))).contains("Sent before, from " + input);

        Summary skipped = run(other).knownRows(KnownRows.SKIP).run();
        assertThat(deployment.takeFeedback()).isEmpty();
        assertThat(skipped.exitCode()).isZero();
        assertThat(skipped.statuses()).isEqualTo(Map.of("skipped", 5L));
        assertThat(said(Path.of(String.valueOf(skipped.results())))).contains("Sent before, from " + input + ".");

        assertThat(run(other).run().exitCode()).as("that was decided").isZero();
        assertThat(run(other).knownRows(KnownRows.SEND).run().statuses()).isEqualTo(Map.of("recorded", 5L));
        assertThat(deployment.takeFeedback()).hasSize(ROWS);
    }

    @Test
    void of_an_export_that_grew_only_the_new_rows_are_sent() throws Exception {
        sendFirst();
        Path grown = write("week-2.csv", csv(0, ROWS + 2));

        assertThat(isStopped(run(grown)).stopped()).startsWith("5 of 7 rows were sent to ");

        UploadRun skipping = run(grown).knownRows(KnownRows.SKIP);
        assertThat(skipping.run().statuses()).isEqualTo(Map.of("recorded", 2L, "skipped", 5L));
        assertThat(skipping.heard.notices).anyMatch(notice -> notice.endsWith(" They are skipped."));
        assertThat(deployment.takeValues()).containsExactly("5", "6");

        Path third = write("week-3.csv", csv(0, ROWS + 3));
        assertThat(isStopped(run(third)).stopped())
                .startsWith("7 of 8 rows")
                .contains("5 from " + input, "; 2 from " + grown);
    }

    @Test
    void a_copy_in_the_same_command_is_known_though_nothing_is_sent_yet() throws Exception {
        Path copy = Files.copy(input, folder.resolve("copy.csv"));

        run(input)
                .beforeDelivery(first -> assertThat(isStopped(run(copy)).stopped())
                        .startsWith("5 of 5 rows were (or may have been) sent to ")
                        .contains(input + ", whose upload has started; none confirmed yet (run folder "))
                .run();

        assertThat(deployment.takeFeedback()).hasSize(ROWS);
    }

    @Test
    void a_run_that_begins_while_another_one_looks_finds_what_that_one_noted() throws Exception {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        UploadRun late = run(input).outputDir(two);
        boolean[] begun = new boolean[1];
        UploadRun early = run(input).outputDir(one).beforeEachRow(() -> {
            if (!begun[0]) {
                begun[0] = true; // in the midst of its planning
                try {
                    assertThat(late.run().exitCode()).isZero();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        });

        assertThat(early.run().exitCode()).isEqualTo(2);
        assertThat(deployment.takeFeedback()).hasSize(ROWS);
    }

    @Test
    void another_run_folder_does_not_make_another_file() throws Exception {
        assertThat(run(input).outputDir(folder.resolve("a")).run().exitCode()).isZero();
        deployment.takeFeedback();

        assertThat(isStopped(run(input).outputDir(folder.resolve("b"))).stopped())
                .contains("run folder " + folder.resolve("a/ratings.csv.upload"));
    }

    @Test
    void one_appended_row_does_not_make_another_file_of_one_whose_folder_was_lost() throws Exception {
        sendFirst();
        Files.move(UploadRun.folder(input).path(), folder.resolve("lost"));
        write("ratings.csv", csv(0, ROWS + 1));

        assertThat(isStopped(run(input)).stopped())
                .startsWith("5 of 6 rows were sent to ")
                .contains("(its ledger is gone; run folder ");
        assertThat(run(input).knownRows(KnownRows.SKIP).run().exitCode()).isZero();
        assertThat(deployment.takeValues()).containsExactly("5");
    }

    @Test
    void an_edit_a_dry_run_and_a_revert_hide_nothing_when_the_folder_was_lost() throws Exception {
        sendFirst();
        Files.move(UploadRun.folder(input).path(), folder.resolve("lost"));
        write("ratings.csv", csv(50, 55));
        assertThat(run(input).dry().run().exitCode()).isZero();
        write("ratings.csv", csv(0, ROWS));

        isStopped(run(input));
        isStopped(run(input).dry());
    }

    @Test
    void a_whole_file_is_known_to_its_shards_and_they_to_it() throws Exception {
        sendFirst();
        for (int number = 1; number <= 2; number++) {
            isStopped(run(input).shard(new Shard(number, 2)));
        }

        Path other = write("other.csv", csv(20, 40));
        for (int number = 1; number <= 2; number++) {
            assertThat(run(other).shard(new Shard(number, 2)).run().exitCode()).isZero();
        }
        assertThat(deployment.takeFeedback()).hasSize(20);
        assertThat(isStopped(run(other)).stopped()).startsWith("20 of 20 rows");
    }

    @Test
    void of_two_equal_rows_the_one_that_was_sent_is_known() throws Exception {
        sendFirst();
        String row = csv(0, 1).substring(UploadTest.HEADER.length());
        Path twice = write("twice.csv", UploadTest.HEADER + row + row + row);

        assertThat(isStopped(run(twice)).stopped()).startsWith("1 of 3 rows");
        assertThat(run(twice).knownRows(KnownRows.SKIP).run().statuses())
                .isEqualTo(Map.of("recorded", 2L, "skipped", 1L));
        assertThat(deployment.takeFeedback()).hasSize(2);

        Path more = write("more.csv", UploadTest.HEADER + row + row + row + row);
        assertThat(isStopped(run(more)).stopped()).startsWith("3 of 4 rows");
    }

    @Test
    void what_was_skipped_accounts_for_what_was_sent_once_only() throws Exception {
        sendFirst();
        String row = csv(0, 1).substring(UploadTest.HEADER.length());
        Path twice = write("twice.csv", UploadTest.HEADER + row + row);
        deployment.answersFeedbackWith(ScriptedDeployment.REFUSED_KEY);
        assertThat(run(twice).knownRows(KnownRows.SKIP).run().statuses())
                .isEqualTo(Map.of("not_sent", 1L, "skipped", 1L));
        deployment.takeFeedback();
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);

        assertThat(run(twice).run().statuses()).isEqualTo(Map.of("recorded", 1L, "skipped", 1L));
        assertThat(deployment.takeFeedback()).hasSize(1);
    }

    @Test
    void rows_that_were_proved_not_to_be_recorded_are_in_nobodys_way() throws Exception {
        run(input).dry().run();
        deployment.answersFeedbackWith(ScriptedDeployment.REFUSED_KEY);
        run(input).run();
        deployment.takeFeedback();
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);

        Path copy = Files.copy(input, folder.resolve("copy.csv"));
        assertThat(run(copy).run().exitCode()).isZero();
        assertThat(deployment.takeFeedback()).hasSize(ROWS);
    }

    @Test
    void after_a_kill_a_run_goes_on_and_finds_none_of_its_own_rows_sent_from_elsewhere() throws Exception {
        killedBeforeItsDelivery(run(input));

        UploadRun second = run(input);
        assertThat(second.run().statuses()).isEqualTo(Map.of("recorded", 5L));
        assertThat(second.heard.notices).noneMatch(notice -> notice.contains("before"));
        assertThat(deployment.takeFeedback()).hasSize(ROWS);
    }

    private void killedBeforeItsDelivery(UploadRun run) {
        run.beforeDelivery(upload -> {
            throw new InterruptedIOException();
        });
        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(run::run);
    }

    @Test
    void of_a_killed_run_its_ledger_tells_what_it_sent() throws Exception {
        killedBeforeItsDelivery(run(input));
        Path copy = Files.copy(input, folder.resolve("copy.csv"));

        assertThat(run(copy).run().exitCode()).as("it sent nothing").isZero();
        assertThat(deployment.takeFeedback()).hasSize(ROWS);
    }

    @Test
    void of_a_killed_run_whose_ledger_is_gone_every_row_may_have_been_sent() throws Exception {
        killedBeforeItsDelivery(run(input));
        Files.move(UploadRun.folder(input).path(), folder.resolve("lost"));

        assertThat(isStopped(run(input)).stopped())
                .startsWith("5 of 5 rows were (or may have been) sent to ")
                .contains(", whose upload was killed and whose ledger is gone");
    }

    @Test
    void an_older_copy_of_a_run_folder_is_refused() throws Exception {
        write("ratings.csv", csv(0, 1));
        run(input).run();
        Path kept = folder.resolve("kept");
        copyFolder(UploadRun.folder(input).path(), kept);
        write("ratings.csv", csv(0, ROWS));
        run(input).run();
        deployment.takeFeedback();
        Path restored = Files.move(UploadRun.folder(input).path(), folder.resolve("newer"));
        copyFolder(kept, UploadRun.folder(input).path());

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> run(input).run())
                .withMessageContaining(" is an older copy and lacks the latest run, ");
        assertThat(deployment.takeFeedback()).isEmpty();

        Files.move(UploadRun.folder(input).path(), folder.resolve("older"));
        Files.move(restored, UploadRun.folder(input).path());
        assertThat(run(input).run().exitCode()).isZero();
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void options_that_make_other_words_of_a_recorded_file_stop_the_run() throws Exception {
        input = write(
                "ratings.csv", csv(0, ROWS).replace("value\n", "value,remark\n").replaceAll("(?m)([0-9])$", "$1,fine"));
        sendFirst();
        for (int time = 1; time <= 2; time++) {
            assertThat(isStopped(withDetails()).stopped())
                    .startsWith("With these options, 5 rows of the same file would be sent to ");
        }

        assertThat(run(input).run().statuses()).as("as it was").isEqualTo(Map.of("recorded", 5L));
        assertThat(deployment.takeFeedback()).isEmpty();
        isStopped(withDetails());
        assertThat(withDetails().knownRows(KnownRows.SEND).run().exitCode()).isZero();
        assertThat(deployment.takeFeedback()).hasSize(ROWS);
    }

    private UploadRun withDetails() {
        return run(input).mapping(new MappingOptions(null, Map.of(), Map.of(Field.DETAILS, "remark")));
    }

    @Test
    void feedback_in_other_words_on_the_same_completion_is_told_of() throws Exception {
        sendFirst();
        Path other = write("other.csv", csv(0, 2).replace("quality,", "quality,9"));
        UploadRun run = run(other);

        assertThat(run.run().exitCode()).isZero();
        assertThat(run.heard.notices)
                .anyMatch(notice -> notice.startsWith(
                        "2 rows have the completion (or pair), metric and user of feedback sent before"));

        Path colleague =
                write("colleague.csv", csv(0, 2).replace("quality,", "helpful,").replaceAll("[01]$", "true"));
        UploadRun quiet = run(colleague);
        quiet.run();
        assertThat(quiet.heard.notices).noneMatch(notice -> notice.contains("of feedback sent before"));
    }

    @Test
    void another_target_is_another_matter_and_is_told_of() throws Exception {
        sendFirst();
        try (ScriptedDeployment staging = ScriptedDeployment.start()) {
            UploadRun run = new UploadRun(staging.url(), input).memory(memory).outputDir(folder.resolve("staging"));

            assertThat(run.run().exitCode()).isZero();
            assertThat(staging.takeFeedback()).hasSize(ROWS);
            assertThat(run.heard.notices)
                    .anyMatch(notice -> notice.startsWith("5 rows were sent to " + deployment.url() + " before."));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no database", ""})
    void a_memory_that_cannot_be_used_is_a_notice_and_no_reason_to_stop(String content) throws Exception {
        if (content.isEmpty()) {
            Files.createDirectories(memory);
        } else {
            Files.createDirectories(memory.getParent());
            Files.writeString(memory, content.repeat(1_000));
        }
        UploadRun run = run(input);

        assertThat(run.run().exitCode()).isZero();
        assertThat(run.heard.notices.stream().filter(notice -> notice.startsWith("The memory of sent rows, " + memory)))
                .as("once")
                .hasSize(1)
                .allMatch(notice ->
                        notice.endsWith(" Rows sent before from another file or run folder are not detected."));
    }

    @Test
    void a_memory_that_was_lost_is_said_and_learns_what_the_run_folder_knows() throws Exception {
        sendFirst();
        Files.delete(memory);
        UploadRun second = run(input);

        assertThat(second.run().exitCode()).isZero();
        assertThat(second.heard.notices).anyMatch(notice -> notice.contains("does not know this run folder"));
        isStopped(run(Files.copy(input, folder.resolve("copy.csv"))));

        UploadRun third = run(input);
        third.run();
        assertThat(third.heard.notices).as("once").noneMatch(notice -> notice.contains("memory"));
    }

    @Test
    void a_run_folder_goes_on_under_another_name_of_the_same_deployment() throws Exception {
        sendFirst();
        write("ratings.csv", csv(0, ROWS + 1));
        String other = "http://localhost:1";
        assertThatExceptionOfType(ForeignLedgerException.class)
                .isThrownBy(() -> run(input).target(other).run())
                .matches(ForeignLedgerException::isOfAnotherTarget);

        assertThat(run(input).target(other).adopting().run().statuses()).isEqualTo(Map.of("recorded", 6L));
        assertThat(deployment.takeValues()).containsExactly("5");

        Path copy = Files.copy(input, folder.resolve("copy.csv"));
        assertThat(isStopped(run(copy).target(other)).stopped()).startsWith("6 of 6 rows");
        Path former = Files.copy(input, folder.resolve("former.csv"));
        assertThat(isStopped(run(former)).stopped()).startsWith("6 of 6 rows");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_mistyped_project_is_corrected_without_sending_anything_twice(boolean isPreference) throws Exception {
        if (isPreference) {
            deployment.answersFeedbackWith(
                    new ScriptedDeployment.Answer(201, "{\"comparison_id\":\"" + new UUID(9, 9) + "\"}"));
            input = write(
                    "ratings.csv",
                    "metric,preferred_completion,other_completion\nquality," + new UUID(1, 1) + "," + new UUID(1, 2)
                            + "\n");
        }
        run(input).project("mistyped").run();
        assertThat(deployment.takeFeedback()).isNotEmpty();
        assertThatExceptionOfType(ForeignLedgerException.class)
                .isThrownBy(() -> run(input).project("right").run())
                .matches(ForeignLedgerException::isOfAnotherTarget);

        assertThat(run(input).project("right").adopting().run().exitCode()).isZero();
        assertThat(run(input).project("right").run().statuses()).containsOnlyKeys("recorded");
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    @Test
    void a_preference_that_may_be_in_the_mistyped_project_is_looked_for_there_first() throws Exception {
        input = write(
                "ratings.csv",
                "metric,preferred_completion,other_completion\nquality," + new UUID(1, 1) + "," + new UUID(1, 2)
                        + "\n");
        deployment.answersFeedbackWith(ScriptedDeployment.FAILED);
        assertThat(run(input).project("mistyped").run().statuses()).isEqualTo(Map.of("unknown", 1L));
        deployment.takeFeedback();

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> run(input).project("right").adopting().run())
                .withMessageContaining("The server may have recorded 1 preference");
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    /** What the upload of the original could not settle, a copy cannot know either. */
    @Test
    void a_row_that_is_unknown_in_another_upload_is_skipped_in_doubt_until_that_one_is_settled() throws Exception {
        deployment.answersFeedbackWith(ScriptedDeployment.FAILED);
        assertThat(run(input).withoutProject().run().exitCode()).isEqualTo(4);
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
        deployment.takeFeedback();
        Path copy = write("copy.csv", csv(0, ROWS + 1));

        UploadRun skipping = run(copy).knownRows(KnownRows.SKIP);
        Summary summary = skipping.run();

        assertThat(summary.exitCode()).isEqualTo(4);
        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 1L, "skipped", 5L));
        assertThat(deployment.takeFeedback()).hasSize(1);
        assertThat(run(copy).knownRows(KnownRows.SKIP).run().exitCode())
                .as("again")
                .isEqualTo(4);

        assertThat(run(input).withoutProject().resendingUnknown().run().exitCode())
                .isZero();
        deployment.takeFeedback();
        assertThat(run(copy).knownRows(KnownRows.SKIP).run().exitCode())
                .as("settled")
                .isZero();
        assertThat(deployment.takeFeedback()).isEmpty();
    }
}
