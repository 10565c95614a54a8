package feedbackuploader.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.cli.Typed;
import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.State;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.FieldSource;
import feedbackuploader.support.Place;
import feedbackuploader.support.Problem;
import feedbackuploader.upload.Form;
import feedbackuploader.upload.MetricSurvey;
import feedbackuploader.upload.ProblemGroup;
import feedbackuploader.upload.Survey;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleListenerTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_file_that_was_read_is_shown_in_a_few_lines() {
        listener(false).surveyed(survey(1));

        assertThat(said()).isEqualTo("""
                in.csv: CSV, UTF-8
                  Fields: completion_id, value (column "stars"), metric (always "m")
                  Metrics: m 2 (from 1 to 5), n 2 (2 × true)
                  Row 2 as sent: {"value":1}
                in.csv row 2, column "value": found "x"; expected a number.
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, ''",
        "10, 10, ''",
        "11, 10, '… and 1 more kind of problem; the report lists all of them.'",
        "1010, 10, '… and 1,000 more kinds of problem; the report lists all of them.'"
    })
    void ten_kinds_of_problems_are_shown_and_the_rest_is_counted(int problems, int shown, String more) {
        listener(false).surveyed(survey(problems));

        assertThat(said().lines().filter(line -> line.startsWith("in.csv row ")))
                .hasSize(shown);
        assertThat(said().lines().filter(line -> line.startsWith("…")).toList())
                .isEqualTo(more.lines().toList());
    }

    private static Survey survey(int problems) {
        ProblemGroup problem = new ProblemGroup(
                1, List.of(2L), new Place("in.csv", 2, 2), Problem.withText("value", "x", "a number", null), false);
        return new Survey(
                "in.csv",
                new Form("CSV, UTF-8", "csv", "UTF-8", false, ",", null, null),
                List.of(
                        new FieldSource(Field.COMPLETION_ID, List.of("Completion ID"), List.of()),
                        new FieldSource(Field.VALUE, List.of("stars"), List.of()),
                        new FieldSource(Field.METRIC, List.of(), List.of("m"))),
                List.of(),
                5,
                0,
                problems,
                0,
                Map.of(Kind.METRIC, 4L),
                List.of(
                        new MetricSurvey("m", Kind.METRIC, 2, BigDecimal.ONE, new BigDecimal(5), Map.of(), null),
                        new MetricSurvey("n", Kind.METRIC, 2, null, null, Map.of("true", 2L), null)),
                0,
                List.of(new Survey.Sample(2, Kind.METRIC, "{\"value\":1}"), new Survey.Sample(3, Kind.METRIC, "{}")),
                Collections.nCopies(problems, problem),
                0,
                List.of("A notice."));
    }

    @Test
    void the_plan_is_summed_up() {
        ConsoleListener listener = listener(false);
        listener.notice("A notice.");
        listener.planned(
                new Counts(Map.of(
                        State.PLANNED, 1_000L,
                        State.RECORDED, 2L,
                        State.INVALID, 3L,
                        State.SKIPPED, 4L,
                        State.UNKNOWN, 5L,
                        State.AMBIGUOUS, 6L)),
                20);
        listener.planned(new Counts(Map.of()), 0);

        assertThat(said()).isEqualTo("""
                        Note: A notice.
                        1,020 rows: 980 to send, 20 sent before, 2 recorded before, 3 invalid, 4 skipped, 11 unknown.
                        0 rows.
                        """);
    }

    @Test
    void completions_that_rows_create_are_counted_beside_their_ratings() {
        ConsoleListener listener = listener(false);

        listener.planned(
                new Counts(Map.of(State.PLANNED, 4L, State.WAITING, 5L, State.SKIPPED, 1L), 5, 0, true, 0, 5, 0), 0);

        assertThat(said()).isEqualTo("5 rows, 10 completions and feedback: 9 to send, 1 skipped.\n");
    }

    @Test
    void quiet_is_quiet() {
        ConsoleListener listener = listener(true);
        listener.notice("A notice.");
        listener.surveyed(survey(1));
        listener.planned(new Counts(Map.of(State.PLANNED, 1L)), 0);

        assertThat(said()).isEmpty();
    }

    private ConsoleListener listener(boolean quiet) {
        return new ConsoleListener(
                Typed.surroundings(Map.of(), new ByteArrayOutputStream(), err),
                quiet,
                new MessageArguments(),
                Path.of("in.csv"));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
