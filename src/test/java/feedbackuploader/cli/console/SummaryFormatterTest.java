package feedbackuploader.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.report.Invocation;
import feedbackuploader.report.Summary;
import feedbackuploader.server.StopReason;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryFormatterTest {

    private static final String COMMAND = "feedback-uploader upload in.csv";

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of("all recorded", summary(0, false, false, null, Map.of("recorded", 12_345L)), """
                        in.csv: 12,345 rows
                            12,345 recorded
                        Report: /r/results.csv
                        """),
                Arguments.of(
                        "some to mend",
                        summary(1, false, true, null, Map.of("recorded", 1L, "invalid", 2L, "rejected", 3L)),
                        """
                        in.csv: 6 rows
                                 1 recorded
                                 2 invalid   (failed the check; not sent)
                                 3 rejected  (refused by the server; not recorded)
                        Report: /r/results.csv
                        Rows to fix (a copy): /r/failed.csv
                        Fix these rows in in.csv and run the same command again: recorded rows are not sent again.
                        """),
                Arguments.of(
                        "some unknown",
                        summary(4, false, false, null, Map.of("recorded", 1L, "unknown", 1L, "skipped", 1L)),
                        """
                        in.csv: 3 rows
                                 1 recorded
                                 1 unknown   (the server may or may not have them)
                                 1 skipped   (not sent on purpose)
                        Report: /r/results.csv
                        Unknown rows are not sent again automatically: the server may have them. upload_error gives the reason.
                        To check them on the server, run again with the use case or project of the completions. On deployments up to 0.12: feedback-uploader upload in.csv --use-case KEY
                        On later ones: feedback-uploader upload in.csv --project KEY
                        If you know that the server has none of them: feedback-uploader upload in.csv --resend-unknown
                        """),
                Arguments.of(
                        "stopped on the way",
                        summary(3, false, false, StopReason.KEY_REFUSED, Map.of("recorded", 1L, "not_sent", 1L)),
                        """
                        in.csv: 2 rows
                                 1 recorded
                                 1 not_sent  (not recorded; the next run sends them)
                        Report: /r/results.csv
                        Fix what stopped the run, then run the same command again: feedback-uploader upload in.csv
                        """),
                Arguments.of(
                        "no route for ratings: there is another",
                        summary(3, false, false, StopReason.NO_FEEDBACK_ROUTE, Map.of("recorded", 1L, "not_sent", 1L)),
                        """
                        in.csv: 2 rows
                                 1 recorded
                                 1 not_sent  (not recorded; the next run sends them)
                        Report: /r/results.csv
                        Fix what stopped the run, then run the same command again: feedback-uploader upload in.csv
                        Later versions take metric feedback by GraphQL. To send it so: feedback-uploader upload in.csv --route graphql
                        """),
                Arguments.of(
                        "sent before from elsewhere: whether they are recorded is known there, and going on would stop again",
                        summary(2, false, false, StopReason.SENT_BEFORE, Map.of("not_sent", 2L)),
                        """
                        in.csv: 2 rows
                                 2 not_sent  (this run sent nothing)
                        Report: /r/results.csv
                        Nothing was sent. To skip the rows that were sent before: feedback-uploader upload in.csv --skip-recorded
                        To send them a second time: feedback-uploader upload in.csv --again
                        """),
                Arguments.of(
                        "rows with the same text: the user says what they are",
                        summary(2, false, false, StopReason.SAME_TEXT, Map.of("not_sent", 2L)),
                        """
                        in.csv: 2 rows
                                 2 not_sent  (this run sent nothing)
                        Report: /r/results.csv
                        To create one completion for rows with the same text: feedback-uploader upload in.csv --same-text one
                        To create one for each row: feedback-uploader upload in.csv --same-text each
                        """),
                Arguments.of(
                        "stopped before the plan", summary(3, false, false, StopReason.SERVER_DOWN, Map.of()), """
                        in.csv: nothing was sent.
                        To continue once the server can be reached: feedback-uploader upload in.csv
                        """),
                Arguments.of(
                        "a wrong key: the same command alone would end here again",
                        summary(2, false, false, StopReason.KEY_REFUSED, Map.of()),
                        """
                        in.csv: nothing was sent.
                        Fix what stopped the run, then run the same command again: feedback-uploader upload in.csv
                        """),
                Arguments.of(
                        "too many invalid rows: going on as before would stop again",
                        summary(2, false, true, StopReason.TOO_MANY_INVALID, Map.of("invalid", 1L, "not_sent", 1L)),
                        """
                        in.csv: 2 rows
                                 1 invalid   (failed the check; not sent)
                                 1 not_sent  (not recorded; the next run sends them)
                        Report: /r/results.csv
                        Rows to fix (a copy): /r/failed.csv
                        Fix these rows in in.csv and run the same command again: feedback-uploader upload in.csv
                        Or send the 1 valid row without them: feedback-uploader upload in.csv --max-errors 1
                        """),
                Arguments.of(
                        "no valid row: nothing would be sent, however many are allowed",
                        summary(2, false, true, StopReason.TOO_MANY_INVALID, Map.of("invalid", 7L)),
                        """
                        in.csv: 7 rows
                                 7 invalid   (failed the check; not sent)
                        Report: /r/results.csv
                        Rows to fix (a copy): /r/failed.csv
                        No row can be sent yet. Add what is advised above, or fix the rows in in.csv, and run again: feedback-uploader upload in.csv
                        """),
                Arguments.of(
                        "stopped with rows in doubt: the command stands there once",
                        summaryOf(3, StopReason.TOO_MANY_AMBIGUOUS, Map.of("not_sent", 1L, "unknown", 1L), "chat"),
                        """
                        in.csv: 2 rows
                                 1 not_sent  (not recorded; the next run sends them)
                                 1 unknown   (the server may or may not have them)
                        Report: /r/results.csv
                        To continue: feedback-uploader upload in.csv
                        Unknown rows are not sent again automatically: the server may have them. upload_error gives the reason. The same command checks them again.
                        If you know that the server has none of them: feedback-uploader upload in.csv --resend-unknown
                        """),
                Arguments.of("interrupted", summary(130, false, false, null, Map.of("recorded", 1L)), """
                        in.csv: 1 row
                                 1 recorded
                        Report: /r/results.csv
                        To continue: feedback-uploader upload in.csv
                        """),
                Arguments.of(
                        "a dry run of rows that were sent before",
                        summary(2, true, false, StopReason.SENT_BEFORE, Map.of("not_sent", 8L)),
                        """
                        in.csv: 8 rows, dry run, nothing was sent
                                 8 not_sent  (this run sent nothing)
                        Report: /r/results.csv
                        Nothing was sent. To skip the rows that were sent before: feedback-uploader upload in.csv --skip-recorded
                        To send them a second time: feedback-uploader upload in.csv --again
                        """),
                Arguments.of(
                        "a dry run",
                        summary(1, true, true, null, Map.of("not_sent", 1L, "invalid", 1L, "unknown", 1L)),
                        """
                        in.csv: 3 rows, dry run, nothing was sent
                                 1 invalid   (failed the check; not sent)
                                 1 not_sent  (would be sent)
                                 1 unknown   (the server may or may not have them)
                        Report: /r/results.csv
                        Rows to fix (a copy): /r/failed.csv
                        To upload the file, run the same command without --dry-run.
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void the_end_says_what_there_is_and_what_is_left_to_do(String name, Summary summary, String words) {
        assertThat(SummaryFormatter.of(summary, COMMAND))
                .as(name)
                .containsExactlyElementsOf(words.lines().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--max-errors 50%", "'--max-errors=50%'", "--max-errors=3", "--max-errors '9%'"})
    void the_number_of_invalid_rows_that_is_advised_takes_the_place_of_the_one_given(String given) {
        Summary summary = summary(2, false, true, StopReason.TOO_MANY_INVALID, Map.of("invalid", 9L, "not_sent", 1L));

        assertThat(SummaryFormatter.of(summary, "feedback-uploader upload " + given + " in.csv"))
                .last()
                .isEqualTo("Or send the 1 valid row without them: feedback-uploader upload in.csv --max-errors 9");
    }

    @Test
    void why_a_run_ended_early_is_told_apart_from_its_results() {
        assertThat(SummaryFormatter.ending(summary(3, false, false, StopReason.KEY_REFUSED, Map.of())))
                .contains("Stopped: Why.");
        for (int signal : new int[] {129, 130, 143}) {
            assertThat(SummaryFormatter.ending(summary(signal, false, false, null, Map.of())))
                    .contains("Interrupted. Everything so far is kept.");
        }
        assertThat(SummaryFormatter.ending(summary(4, false, false, null, Map.of("unknown", 1L))))
                .isEmpty();
    }

    private static Summary summary(
            int exitCode, boolean dryRun, boolean failed, @Nullable StopReason cause, Map<String, Long> statuses) {
        return summary(exitCode, dryRun, failed, cause, statuses, null);
    }

    private static Summary summaryOf(int exitCode, StopReason cause, Map<String, Long> statuses, String project) {
        return summary(exitCode, false, false, cause, statuses, project);
    }

    private static Summary summary(
            int exitCode,
            boolean dryRun,
            boolean failed,
            @Nullable StopReason cause,
            Map<String, Long> statuses,
            @Nullable String project) {
        return new Summary(
                new Invocation("test 1", List.of(), "ann", "lab", null, null),
                "/data/in.csv",
                "abc",
                "https://example.test",
                null,
                project,
                null,
                "",
                "",
                1.0,
                statuses.values().stream().mapToLong(Long::longValue).sum(),
                0,
                statuses,
                null,
                null,
                null,
                0,
                0,
                null,
                dryRun,
                cause == null ? null : "Why.",
                cause,
                exitCode,
                statuses.isEmpty() ? null : "/r/results.csv",
                failed ? "/r/failed.csv" : null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** A trial costs nothing: other options need not be tried on a sandbox that is full of the first ones' rows. */
    @Test
    void a_trial_with_other_options_begins_with_an_empty_sandbox() {
        Summary reworded = summary(2, false, true, StopReason.REWORDED, Map.of("not_sent", 1L));

        assertThat(SummaryFormatter.of(reworded, "feedback-uploader upload in.csv --sandbox"))
                .endsWith(
                        "To try the new options in an empty sandbox: rm -r /r && feedback-uploader upload in.csv --sandbox");
        assertThat(SummaryFormatter.of(reworded, "feedback-uploader upload in.csv"))
                .noneMatch(line -> line.contains("rm -r"));
    }
}
