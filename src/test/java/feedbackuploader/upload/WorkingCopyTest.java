package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.mapping.LabelWords;
import feedbackuploader.mapping.Labels;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.Users;
import feedbackuploader.mapping.text.NumberStyle;
import feedbackuploader.report.Summary;
import feedbackuploader.server.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows to mend are a working copy: mended there, in the original or in both, each row is sent once. */
class WorkingCopyTest {

    private static final String SAME = new UUID(5, 9) + ",quality,1\n";

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;
    private Path failed;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        input = folder.resolve("ratings.csv");
        failed = UploadRun.folder(input).path().resolve("failed.csv");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private static String row(int number, String value) {
        return new UUID(5, number) + ",quality," + value + "\n";
    }

    private Summary upload(Path file) throws Exception {
        return uploading(file).run();
    }

    private UploadRun uploading(Path file) {
        return new UploadRun(deployment.url(), file).memory(folder.resolve("state/sent.db"));
    }

    private static void mend(Path file) throws IOException {
        Files.writeString(file, Files.readString(file).replace(",x", ",4"));
    }

    @ParameterizedTest
    @CsvSource({"copy,original", "original,copy", "copy,copy", "copy,nothing", "original,nothing"})
    void a_row_that_is_mended_is_sent_once_wherever_that_was(String first, String then) throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x") + row(3, "x") + row(6, "1"));
        assertThat(upload(input).statuses()).isEqualTo(Map.of("recorded", 2L, "invalid", 2L));
        deployment.takeFeedback();
        Path aside = Files.copy(failed, failed.resolveSibling("aside.csv"));

        for (String where : List.of(first, then)) {
            switch (where) {
                case "copy" -> {
                    if (!Files.exists(failed)) {
                        Files.copy(aside, failed);
                    }
                    mend(failed);
                    assertThat(upload(failed).exitCode()).as(where).isZero();
                }
                case "original" -> {
                    mend(input);
                    assertThat(upload(input).exitCode()).as(where).isZero();
                }
                default -> {}
            }
        }

        assertThat(deployment.takeValues()).containsExactly("4", "4");
    }

    /** Nothing would be sent, so there is nothing to stop, and no advice to send it a second time. */
    @Test
    void a_row_that_was_fixed_in_both_stops_no_run_in_which_an_option_was_forgotten() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x") + row(3, "good") + row(6, "1"));
        upload(input);
        Files.writeString(input, Files.readString(input).replace(",x", ",4"));
        Files.writeString(failed, Files.readString(failed).replace(",x", ",4"));
        upload(failed);
        assertThat(uploading(input)
                        .mapping(new MappingOptions(
                                null,
                                Map.of(),
                                Map.of(),
                                List.of(),
                                Labels.none(),
                                LabelWords.values(List.of("good=5")),
                                NumberStyle.PLAIN,
                                Users.NONE))
                        .run()
                        .statuses())
                .isEqualTo(Map.of("recorded", 3L, "skipped", 1L));
        deployment.takeFeedback();

        Summary summary = upload(input);

        assertThat(summary.stopCause()).isNull();
        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 2L, "skipped", 1L, "invalid", 1L));
        assertThat(deployment.takeValues()).isEmpty();
    }

    private void mendInCopy(String value) throws Exception {
        Files.writeString(failed, Files.readString(failed).replace(",x", "," + value));
        assertThat(upload(failed).exitCode()).isZero();
    }

    private static String results(Summary summary) throws IOException {
        return Files.readString(Path.of(String.valueOf(summary.results())));
    }

    @Test
    void a_row_that_was_recorded_from_the_copy_is_not_invalid_in_the_original_any_more() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x") + row(3, "x") + row(4, "1"));
        upload(input);
        mendInCopy("4");
        deployment.takeFeedback();

        Summary summary = upload(input);

        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 2L, "skipped", 2L));
        assertThat(summary.exitCode()).isZero();
        assertThat(summary.failed()).isNull();
        assertThat(failed).doesNotExist();
        assertThat(results(summary))
                .contains(
                        "Fixed and recorded through " + UploadRun.folder(input).path());
        assertThat(deployment.takeFeedback()).isEmpty();
        assertThat(upload(input).exitCode()).isZero();
    }

    /** Where the row stands now says nothing; and one that failed like it was not fixed. */
    @Test
    void a_row_that_was_recorded_from_the_copy_is_known_by_its_content_wherever_it_stands() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x") + row(3, "1"));
        upload(input);
        mendInCopy("4");
        deployment.takeFeedback();
        Files.writeString(
                input, UploadTest.HEADER + row(1, "1") + row(7, "x") + row(8, "2") + row(2, "x") + row(2, "x"));

        Summary summary = upload(input);

        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 2L, "skipped", 1L, "invalid", 2L));
        assertThat(results(summary)).contains(new UUID(5, 2) + ",quality,x,5,5,skipped");
        assertThat(deployment.takeValues()).containsExactly("2");
    }

    @Test
    void a_row_that_was_fixed_otherwise_in_the_copy_is_not_sent_until_someone_decides() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x") + row(3, "x") + row(4, "1"));
        upload(input);
        mendInCopy("4");
        deployment.takeFeedback();
        Files.writeString(input, UploadTest.HEADER + row(9, "1") + row(1, "1") + row(2, "5") + row(3, "4"));

        Summary stopped = upload(input);

        assertThat(stopped.exitCode()).isEqualTo(2);
        assertThat(stopped.stopCause()).isEqualTo(StopReason.SENT_BEFORE);
        assertThat(stopped.stopped()).contains("1 of 3 rows was sent to", "It had another value or text there");
        assertThat(deployment.takeFeedback()).isEmpty();

        Summary skipped = uploading(input).knownRows(KnownRows.SKIP).run();
        assertThat(skipped.statuses()).isEqualTo(Map.of("recorded", 2L, "skipped", 2L));
        assertThat(results(skipped)).contains("Sent before with another value or text, from ");
        assertThat(deployment.takeValues()).containsExactly("1");
    }

    @Test
    void a_row_that_was_fixed_otherwise_in_the_copy_is_sent_when_its_user_says_so() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x"));
        upload(input);
        mendInCopy("4");
        deployment.takeFeedback();
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "5"));

        assertThat(uploading(input).knownRows(KnownRows.SEND).run().statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(deployment.takeValues()).containsExactly("5");
        assertThat(upload(input).exitCode()).isZero();
    }

    private void fixInOriginal(String rows) throws Exception {
        Files.copy(failed, failed.resolveSibling("aside.csv"));
        Files.writeString(input, UploadTest.HEADER + rows);
        assertThat(upload(input).statuses()).containsKey("recorded");
        Files.move(failed.resolveSibling("aside.csv"), failed, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(failed, Files.readString(failed).replace(",x", ",5"));
        deployment.takeFeedback();
    }

    /** Where the row stands now says nothing. */
    @Test
    void a_row_that_was_fixed_otherwise_in_the_original_is_not_sent_from_the_copy_until_someone_decides()
            throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x") + row(3, "x") + row(4, "1"));
        upload(input);
        fixInOriginal(row(9, "1") + row(1, "1") + row(2, "4") + row(3, "5") + row(4, "1"));

        Summary stopped = upload(failed);

        assertThat(stopped.exitCode()).isEqualTo(2);
        assertThat(stopped.stopCause()).isEqualTo(StopReason.SENT_BEFORE);
        assertThat(stopped.stopped()).contains("It had another value or text there");
        assertThat(deployment.takeFeedback()).isEmpty();

        Summary skipped = uploading(failed).knownRows(KnownRows.SKIP).run();
        assertThat(skipped.statuses()).isEqualTo(Map.of("skipped", 2L));
        assertThat(results(skipped)).contains("Sent before with another value or text, from " + input);
        assertThat(upload(input).statuses()).isEqualTo(Map.of("recorded", 5L));
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    @Test
    void a_row_that_was_fixed_otherwise_in_the_original_is_sent_from_the_copy_when_its_user_says_so() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x"));
        upload(input);
        fixInOriginal(row(1, "1") + row(2, "4"));

        assertThat(uploading(failed).knownRows(KnownRows.SEND).run().statuses()).isEqualTo(Map.of("recorded", 1L));
        assertThat(deployment.takeValues()).containsExactly("5");
    }

    /** What stands there on the same answer was there before, or the row that failed still is. */
    @Test
    void a_row_that_was_not_fixed_in_the_original_is_sent_from_the_copy() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "3") + row(2, "x") + row(3, "x"));
        upload(input);
        fixInOriginal(row(3, "4") + row(1, "1") + row(2, "3") + row(3, "x"));

        Summary summary = upload(failed);
        assertThat(summary.statuses()).as(summary.stopped()).isEqualTo(Map.of("recorded", 2L));
        assertThat(deployment.takeValues()).containsExactly("5", "5");
    }

    /** Of two rows that failed alike, one was fixed in the original. */
    @Test
    void of_rows_that_failed_alike_as_many_wait_as_were_fixed_otherwise_in_the_original() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x") + row(2, "x"));
        upload(input);
        fixInOriginal(row(1, "1") + row(2, "4") + row(2, "x"));

        assertThat(uploading(failed).knownRows(KnownRows.SKIP).run().statuses())
                .isEqualTo(Map.of("recorded", 1L, "skipped", 1L));
        assertThat(deployment.takeValues()).containsExactly("5");
    }

    /** Two people may think differently of one answer. */
    @Test
    void a_further_row_on_the_same_answer_is_sent_while_the_one_that_failed_stays_as_it_is() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x"));
        upload(input);
        mendInCopy("4");
        deployment.takeFeedback();
        Files.writeString(input, UploadTest.HEADER + row(2, "5") + row(1, "1") + row(2, "x"));

        assertThat(upload(input).statuses()).isEqualTo(Map.of("recorded", 2L, "skipped", 1L));
        assertThat(deployment.takeValues()).containsExactly("5");
    }

    @Test
    void a_row_that_was_fixed_in_the_copy_of_a_copy_is_known() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(1, "2") + row(2, "x") + row(3, "y"));
        upload(input);
        Files.writeString(failed, Files.readString(failed).replace(",x", ",4"));
        assertThat(upload(failed).statuses()).isEqualTo(Map.of("recorded", 1L, "invalid", 1L));
        Path again = UploadRun.folder(failed).path().resolve("failed.csv");
        Files.writeString(again, Files.readString(again).replace(",y", ",5"));
        assertThat(upload(again).exitCode()).isZero();
        deployment.takeFeedback();

        assertThat(upload(input).statuses()).isEqualTo(Map.of("recorded", 2L, "skipped", 2L));
        Files.move(failed.resolveSibling("failed.edited.csv"), failed);
        assertThat(upload(failed).statuses()).isEqualTo(Map.of("recorded", 1L, "skipped", 1L));
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    private void mendInCopyAndKill() throws Exception {
        Files.writeString(failed, Files.readString(failed).replace(",x", ",4"));
        try {
            uploading(failed)
                    .beforeDelivery(upload -> {
                        throw new IllegalStateException("killed");
                    })
                    .run();
        } catch (IllegalStateException killed) {
            assertThat(killed).hasMessage("killed");
        }
    }

    /** Killed between the note and the answer: whether the server has it is found out from the copy. */
    @Test
    void a_row_that_may_have_been_recorded_from_the_copy_is_in_doubt_in_the_original() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x"));
        upload(input);
        mendInCopyAndKill();

        Summary summary = upload(input);

        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 1L, "skipped", 1L));
        assertThat(summary.exitCode()).isEqualTo(4);
        assertThat(results(summary))
                .contains("it is unknown whether the server has it. To check, upload that file again");
        assertThat(upload(failed).exitCode()).isZero();
        Summary settled = upload(input);
        assertThat(settled.exitCode()).as(results(settled)).isZero();
        assertThat(deployment.takeValues()).containsExactly("1", "4");
    }

    /** What stands behind it in the report stands under its names; but nobody has said which cell was missing. */
    @Test
    void a_row_with_a_cell_too_few_is_filled_up_in_the_copy_and_stays_to_be_fixed() throws Exception {
        Files.writeString(
                input,
                "completion_id,metric,value,details,user\n" + new UUID(5, 1) + ",quality,1,,\n" + new UUID(5, 2)
                        + ",quality,2,a cell too few\n");
        Summary summary = upload(input);

        String error = "found 4 columns; expected 5 columns.";
        assertThat(results(summary)).contains(new UUID(5, 2) + ",quality,2,a cell too few,,3,3,invalid,");
        assertThat(Files.readString(failed)).contains(",quality,2,a cell too few,," + error + ",3,");
        assertThat(uploading(failed).maxErrors("100%").run().statuses()).isEqualTo(Map.of("invalid", 1L));

        Files.writeString(failed, Files.readString(failed).replace(error, ""));
        assertThat(upload(failed).statuses()).isEqualTo(Map.of("recorded", 1L));
        assertThat(upload(input).exitCode()).isZero();
        assertThat(deployment.takeValues()).containsExactly("1", "2");
    }

    @Test
    void rows_that_the_server_refused_and_were_fixed_in_the_copy_are_not_sent_as_they_were() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "2"));
        deployment.answersFeedbackWith(ScriptedDeployment.NO_SUCH_COMPLETION);
        upload(input);
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
        Files.writeString(
                failed, Files.readString(failed).replace(new UUID(5, 1).toString(), new UUID(6, 1).toString()));
        upload(failed);
        deployment.takeFeedback();

        assertThat(upload(input).statuses()).isEqualTo(Map.of("skipped", 2L));
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    @Test
    void rows_that_the_server_refused_and_takes_now_are_sent_once() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "2"));
        deployment.answersFeedbackWith(ScriptedDeployment.NO_SUCH_COMPLETION);
        upload(input);
        deployment.takeFeedback();
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);

        assertThat(upload(failed).statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(upload(input).exitCode()).isZero();

        assertThat(deployment.takeValues()).containsExactly("1", "2");
    }

    /** Two people may agree: what was recorded of one is nothing that was refused of the other. */
    @Test
    void of_rows_that_are_the_same_each_is_sent_once() throws Exception {
        Files.writeString(input, UploadTest.HEADER + SAME);
        upload(input);
        Files.writeString(input, UploadTest.HEADER + SAME.repeat(3));
        deployment.answersFeedbackWith(ScriptedDeployment.NO_SUCH_COMPLETION);
        assertThat(upload(input).statuses()).isEqualTo(Map.of("recorded", 1L, "rejected", 2L));
        deployment.takeFeedback();
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);

        assertThat(upload(failed).statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(deployment.takeFeedback()).hasSize(2);
        assertThat(upload(input).exitCode()).isZero();

        assertThat(deployment.takeFeedback()).isEmpty();
    }

    /** The upload of the copy ends with rows that the server may have, or may not. */
    private void leaveUnknownInCopy(String value) throws Exception {
        Files.writeString(failed, Files.readString(failed).replace(",x", "," + value));
        deployment.answersFeedbackWith(ScriptedDeployment.FAILED);
        assertThat(uploading(failed).withoutProject().run().exitCode()).isEqualTo(4);
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
    }

    /** Fixed in both, and whether the upload of the copy got through nobody knows: it is not taken for recorded. */
    @Test
    void a_row_that_is_unknown_in_the_copy_and_fixed_in_the_original_is_in_doubt_until_the_copy_is_settled()
            throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x"));
        upload(input);
        leaveUnknownInCopy("4");
        deployment.takeFeedback();
        mend(input);

        Summary summary = upload(input);

        assertThat(summary.exitCode()).isEqualTo(4);
        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 1L, "skipped", 1L));
        assertThat(results(summary)).contains("failed.csv, and it is unknown whether the server has it.");
        assertThat(upload(input).exitCode()).as("again").isEqualTo(4);
        assertThat(deployment.takeFeedback()).isEmpty();

        Summary copy = uploading(failed).withoutProject().resendingUnknown().run();
        assertThat(copy.exitCode()).as(results(copy)).isZero();
        assertThat(deployment.takeValues()).containsExactly("4");
        assertThat(upload(input).exitCode()).as("settled").isZero();
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    /** It was killed before the row left: its ledger proves that. */
    @Test
    void a_row_that_the_killed_upload_of_the_copy_did_not_send_is_sent_from_the_original() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x"));
        upload(input);
        mendInCopyAndKill();
        mend(input);

        assertThat(upload(input).statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(deployment.takeValues()).containsExactly("1", "4");
    }

    /** Its upload must find it again, whatever the original has to say meanwhile. */
    @Test
    void rows_to_fix_stay_where_they_are_as_long_as_their_upload_is_not_over() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x") + row(3, "y"));
        upload(input);
        leaveUnknownInCopy("4");
        String fixed = Files.readString(failed);
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x") + row(3, "y") + row(4, "1"));
        deployment.takeFeedback();

        UploadRun run = uploading(input);
        Summary summary = run.run();

        assertThat(summary.exitCode()).isEqualTo(4);
        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 2L, "skipped", 1L, "invalid", 1L));
        assertThat(failed).hasContent(fixed);
        assertThat(summary.failed()).isNull();
        assertThat(run.heard.notices)
                .anySatisfy(notice -> assertThat(notice)
                        .contains("The upload of " + failed + " is not over", "rows to fix are in the results only"));
        assertThat(failed.resolveSibling("failed.edited.csv")).doesNotExist();
    }

    @Test
    void rows_to_fix_that_nobody_changed_stay_where_they_are_too() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "2"));
        deployment.answersFeedbackWith(ScriptedDeployment.NO_SUCH_COMPLETION);
        upload(input);
        deployment.answersFeedbackWith(ScriptedDeployment.FAILED);
        assertThat(uploading(failed).withoutProject().run().exitCode()).isEqualTo(4);
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
        deployment.takeFeedback();
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "2") + row(3, "3"));

        assertThat(upload(input).exitCode()).isEqualTo(4);
        assertThat(deployment.takeValues()).containsExactly("3");
        assertThat(failed).exists();
    }

    /** What was recorded for one of two that failed alike accounts for that one alone. */
    @Test
    void of_two_rows_that_failed_alike_and_were_fixed_one_here_and_one_there_both_are_recorded() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x") + row(2, "x"));
        uploading(input).maxErrors("100%").run();
        Files.writeString(failed, Files.readString(failed).replaceFirst(",x", ",4"));
        assertThat(uploading(failed).maxErrors("100%").run().statuses())
                .isEqualTo(Map.of("recorded", 1L, "invalid", 1L));
        deployment.takeFeedback();
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x") + row(2, "4"));

        Summary summary = upload(input);

        assertThat(deployment.takeValues()).containsExactly("4");
        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 2L, "skipped", 1L));
        assertThat(upload(input).exitCode()).isZero();
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    /** The report of the original holds its rows: what waits there for a decision waits here. */
    @Test
    void a_row_that_was_fixed_otherwise_in_the_copy_is_not_sent_from_the_results_either() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x") + row(3, "x") + row(4, "1"));
        upload(input);
        mendInCopy("4");
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "5") + row(3, "x") + row(4, "1"));
        Summary original = upload(input);
        assertThat(original.exitCode()).isEqualTo(2);
        deployment.takeFeedback();
        Path results = Path.of(String.valueOf(original.results()));

        Summary stopped = upload(results);

        assertThat(deployment.takeFeedback()).isEmpty();
        assertThat(stopped.exitCode()).isEqualTo(2);
        assertThat(stopped.stopCause()).isEqualTo(StopReason.SENT_BEFORE);
        assertThat(stopped.stopped()).contains("It had another value or text there");
        Summary again = uploading(results).knownRows(KnownRows.SEND).run();
        assertThat(deployment.takeValues())
                .as(results(again) + Files.readString(results))
                .containsExactly("5");
    }

    @Test
    void a_row_that_was_fixed_in_the_copy_is_no_problem_of_the_original_any_more() throws Exception {
        Files.writeString(input, UploadTest.HEADER + row(1, "1") + row(2, "x") + row(3, "y"));
        uploading(input).maxErrors("100%").run();
        Files.writeString(failed, Files.readString(failed).replace(",x", ",4"));
        uploading(failed).maxErrors("100%").run();

        UploadRun run = uploading(input).maxErrors("100%");
        run.run();

        assertThat(run.heard.problems).hasSize(1).first().asString().contains("\"y\"");
    }
}
