package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import feedbackuploader.feedback.CompletionKey;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.mapping.CompletionFinder.Found;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that name their completion by a key of the application's own. */
class KeyedRowsTest {

    private static final UUID FOUND = UUID.fromString(Mapping.ID);

    private final List<String> asked = new ArrayList<>();

    private static MappingOptions by(String typed) {
        try {
            return MappingOptions.none()
                    .withLookup(CompletionLookup.parse(typed))
                    .withCompletions(new NewCompletions(
                            false,
                            Raters.NONE,
                            ZoneOffset.UTC,
                            new TreeMap<>(),
                            new TreeMap<>(),
                            InstantSource.system()));
        } catch (MappingException e) {
            throw new AssertionError(e);
        }
    }

    private Found.One finds(CompletionKey key) {
        asked.add(key.name() + " " + key.value());
        return new Found.One(FOUND);
    }

    private Mapping mapped(String text, String typed) {
        return Mapping.finding(text, by(typed), this::finds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label.ticket=Ticket       | label.ticket T-1",
                "Label.ticket = Ticket     | label.ticket T-1",
                "session_id=Session        | session_id a83bfcd2-69c3-583d-849f-a3d89d1bfa2a",
                "user=Session,time=At      | user,time a83bfcd2-69c3-583d-849f-a3d89d1bfa2a 2024-02-21T09:51:03Z",
                "time = At , user= Session | user,time a83bfcd2-69c3-583d-849f-a3d89d1bfa2a 2024-02-21T09:51:03Z"
            })
    void a_rating_goes_to_the_completion_that_is_found(String typed, String key) {
        Mapping mapping = mapped(
                "Ticket,Session,At,metric,value\n T-1 ," + Mapping.ID2 + ",2024-02-21 09:51:03,quality,4\n", typed);

        assertThat(mapping.feedback())
                .map(Feedback::metric, feedback -> ((MetricFeedback) feedback).completionId())
                .containsExactly(tuple("quality", FOUND));
        assertThat(asked).containsExactly(key);
    }

    @Test
    void so_do_the_lines_of_a_json_file_and_each_of_several_ratings() {
        Mapping mapping = mapped(
                "{\"meta\": {\"ticket\": 17}, \"feedbacks\": {\"quality\": 4, \"helpful\": true}}\n",
                "label.ticket=/meta/ticket");

        assertThat(mapping.feedback())
                .hasSize(2)
                .allMatch(feedback -> ((MetricFeedback) feedback).completionId().equals(FOUND));
        assertThat(asked).containsExactly("label.ticket 17");
    }

    @Test
    void a_row_without_a_value_asks_for_nothing() {
        assertThat(mapped("{\"ticket\": \"T-1\", \"feedbacks\": {}}\n", "label.ticket=ticket")
                        .only())
                .endsWith("skipped: no value in it");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | row 2, column \"Ticket\": found \"T-1\"; expected a value that exactly one completion has as label"
                        + " \"ticket\". No completion has it. Check it, the label's name, and --use-case (or --project)."
                        + " If the deployment lists the completion later, run the same command again.",
                "a b | row 2, column \"Ticket\": found \"T-1\" (2 completions: a, b); expected a value that exactly one"
                        + " completion has as label \"ticket\". Upload such rows from a file of their own, with the id of the"
                        + " right completion in a column completion_id.",
                "a b c d | row 2, column \"Ticket\": found \"T-1\" (at least 4 completions: a, b, c, d, …); expected a value"
                        + " that exactly one completion has as label \"ticket\". Upload such rows from a file of"
                        + " their own, with the id of the right completion in a column completion_id."
            })
    void none_or_several_are_a_problem_of_the_row(String ids, String told) {
        Mapping mapping = Mapping.finding(
                "Ticket,metric,value\nT-1,quality,4\n",
                by("label.ticket=Ticket"),
                key -> new Found.NotOne(ids.isEmpty() ? List.of() : List.of(ids.split(" "))));

        assertThat(mapping.only()).isEqualTo("ratings.csv " + told);
        assertThat(mapping.feedback()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label.ticket=Ticket | column \"Ticket\": found nothing; expected the completion's label \"ticket\".",
                "session_id=Session  | column \"Session\": found \"s1\"; expected a UUID",
                "user=Id,time=Ticket | column \"Ticket\": found nothing; expected when the completion was made.",
                "user=Ticket,time=At | column \"Ticket\": found nothing; expected who asked: a UUID"
            })
    void a_row_without_a_key_is_not_looked_up(String typed, String told) {
        Mapping mapping = mapped(
                "Ticket,Session,Id,At,metric,value\n,s1," + Mapping.ID2 + ",2024-02-21T09:51:03Z,quality,4\n", typed);

        assertThat(mapping.only()).contains(told);
        assertThat(asked).isEmpty();
    }

    @Test
    void without_a_deployment_rows_are_valid_and_the_same_key_is_the_same_completion() {
        Mapping mapping = Mapping.of(
                "Ticket,metric,value\nT-1,quality,4\nT-1,quality,4\nT-2,quality,4\n", by("label.ticket=Ticket"));

        assertThat(mapping.feedback()).hasSize(3);
        assertThat(mapping.feedback().get(0))
                .isEqualTo(mapping.feedback().get(1))
                .isNotEqualTo(mapping.feedback().get(2));
        assertThat(mapping.notices())
                .containsExactly("The completions are found when the file is uploaded, by \"Ticket\" (label.ticket)."
                        + " Until then, other ids stand for theirs.");
    }

    @Test
    void a_preference_beside_them_names_its_completions_itself() {
        Mapping mapping = mapped(
                "{\"ticket\": \"T-1\", \"metric\": \"quality\", \"value\": 4}\n"
                        + "{\"preferred\": \"" + Mapping.ID + "\", \"other\": \"" + Mapping.ID2
                        + "\", \"metric\": \"taste\"}\n",
                "label.ticket=ticket");

        assertThat(mapping.feedback()).hasSize(2);
        assertThat(asked).containsExactly("label.ticket T-1");
    }

    /** It names a session, and lacks a completion: without the option it would be a value of the whole session. */
    @Test
    void a_rating_whose_completion_is_not_found_is_no_outcome_of_its_session() {
        Mapping mapping = Mapping.finding(
                "{\"ticket\": \"T-1\", \"session_id\": \"" + Mapping.ID
                        + "\", \"metric\": \"quality\", \"value\": 4}\n",
                by("label.ticket=ticket"),
                key -> new Found.NotOne(List.of()));

        assertThat(mapping.feedback()).isEmpty();
        assertThat(mapping.only()).contains("No completion has it.");
    }

    @Test
    void a_line_that_names_its_completion_itself_is_a_problem() {
        assertThat(mapped(
                                "{\"ticket\": \"T-1\", \"completion_id\": \"" + Mapping.ID2
                                        + "\", \"metric\": \"quality\", \"value\": 4}\n",
                                "label.ticket=ticket")
                        .only())
                .contains("expected a completion named in one way. --find-completion says to find it by ticket.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo                     | --find-completion \"foo\": expected label.KEY=COLUMN, session_id=COLUMN or"
                        + " user=COLUMN,time=COLUMN.",
                "ticket=Ticket           | cannot find a completion by \"ticket\": expected label.KEY=COLUMN",
                "label=Ticket            | The label's name is missing.",
                "label.=Ticket           | The label's name is missing.",
                "label.ticket=           | --find-completion label.ticket= names no column",
                "user=Who                | needs both user and time",
                "time=When               | needs both user and time"
            })
    void what_the_option_does_not_take(String typed, String told) {
        assertThatThrownBy(() -> CompletionLookup.parse(typed))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining(told);
    }

    @Test
    void a_mapping_file_names_one_way() {
        assertThatThrownBy(() -> CompletionLookup.of(Map.of("label.a", "A", "label.b", "B")))
                .hasMessageContaining("takes one way to find a completion");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ticket,metric,value           | label.ticket=Tickt  | --find-completion label.ticket=\"Tickt\" names no column"
                        + " of the file (did you mean \"Ticket\"?)",
                "Ticket,completion,metric,value | label.ticket=Ticket | The file has the column \"completion\", which says"
                        + " itself which completion a row rates. Remove --find-completion label.ticket=Ticket, or rename",
                "Ticket,preferred,other,metric | label.ticket=Ticket | --find-completion finds the completions of ratings; the"
                        + " columns of this file are those of preference feedback"
            })
    void a_file_that_it_does_not_fit(String header, String typed, String told) {
        assertThat(Mapping.refusal(header + "\n", by(typed))).contains(told);
    }
}
