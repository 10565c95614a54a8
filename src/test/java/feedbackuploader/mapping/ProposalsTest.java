package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.mapping.options.ReadyMappings;
import feedbackuploader.support.Shell;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file without the names that feedback has is told to add, and that no option helps where none does. */
class ProposalsTest {

    private static final String CANNOT =
            "so this file cannot be uploaded as it is: the deployment records a rating under"
                    + " the id of its completion. Add a ";

    @Test
    void json_gets_the_proposals_that_a_table_gets() {
        String row =
                "{\"answer\": \"" + Mapping.ID + "\", \"CSAT\": 4, \"reviewer\": \"ann@x.org\", \"remarks\": \"ok\"}\n";

        assertThat(Mapping.refusal(row, MappingOptions.none()))
                .isEqualTo("No ratings found: no key \"completion_id\", \"metric\" or \"value\". Its keys: \"answer\","
                        + " \"CSAT\", \"reviewer\", \"remarks\". There are UUIDs in \"answer\". If these are completion ids,"
                        + " add --map completion_id=answer. There are values in \"CSAT\". If that is a metric, add --metrics"
                        + " 'CSAT'. If \"reviewer\" holds the user, add --map user=reviewer. The server knows users by UUID."
                        + " To name them, run validate with the same options and --save-users users.csv, fill in their UUIDs in that file, and"
                        + " add --users users.csv. To upload their feedback without the user, add --drop-unknown-users. If"
                        + " \"remarks\" holds the comment on the rating, add --map details=remarks.");
    }

    @Test
    void the_ids_of_people_are_never_offered_as_ids_of_completions() {
        for (String person : List.of("annotator", "worker_uuid", "reviewed_by_user", "assignee")) {
            assertThat(Mapping.refusal(
                            person + ",rating,prompt_id\n" + Mapping.ID + ",4," + Mapping.ID2 + "\n",
                            MappingOptions.none()))
                    .contains("There are UUIDs in \"prompt_id\". If these are completion ids, add --map"
                            + " completion_id=prompt_id.")
                    .doesNotContain("completion_id=" + person);
        }
    }

    @Test
    void a_list_of_completions_is_no_id() {
        assertThat(Mapping.refusal("{\"id\": 1, \"completions\": [{\"x\": 1}]}\n", MappingOptions.none()))
                .doesNotContain("completion_id=completions");
    }

    @Test
    void of_several_columns_of_ids_the_reader_chooses() {
        assertThat(Mapping.refusal(
                        "trace,span,rating\n" + Mapping.ID + "," + Mapping.ID2 + ",4\n", MappingOptions.none()))
                .contains(
                        "Which of these are completion ids? Add --map completion_id=trace or --map completion_id=span.");
    }

    @Test
    void a_ready_mapping_is_of_use_without_an_optional_column() throws Exception {
        String file = "traceId,name,value,source,dataType\n" + Mapping.ID + ",q,5,ANNOTATION,NUMERIC\n";

        assertThat(Mapping.refusal(file, MappingOptions.none())).contains("add --mapping langfuse --map details=.");
        assertThat(Mapping.of(
                                file,
                                ReadyMappings.find("langfuse")
                                        .options()
                                        .and(new MappingOptions(null, Map.of(), Map.of(Field.DETAILS, ""))))
                        .feedback())
                .hasSize(1);
    }

    @Test
    void an_id_within_an_object_is_named_by_its_pointer() {
        assertThat(Mapping.refusal(
                        "{\"meta\": {\"a/b\": {\"id\": \"" + Mapping.ID + "\"}}, \"score\": 4}\n",
                        MappingOptions.none()))
                .contains("add --map 'completion_id=/meta/a~1b/id'.");
    }

    @Test
    void values_under_keys_of_their_own_are_named_beside_what_is_wrong_with_each_row() {
        assertThat(Mapping.of("{\"completion_id\": \"" + Mapping.ID + "\", \"CSAT\": 4}\n")
                        .notices())
                .first()
                .isEqualTo("There are values in \"CSAT\". If that is a metric, add --metrics 'CSAT'.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"idx\": 1, \"gpt4_score\": [3, 2], \"gpt4_feedback\": [\"a\", \"b\"]}",
                "{\"text\": \"t\", \"answer\": \"accept\", \"_input_hash\": 1, \"meta\": {\"score\": 0.5}}",
                "{\"mood\": \"good\", \"stars\": 4}",
            })
    void without_ids_nothing_is_advised_that_leads_nowhere(String row) {
        String told = Mapping.refusal((row + "\n").repeat(3), MappingOptions.none());

        assertThat(told)
                .endsWith("No key holds the ids of completions (UUIDs), " + CANNOT
                        + "key \"completion_id\" with these ids. If the deployment knows the completions by a label of"
                        + " your own, such as a ticket, add --find-completion label.NAME=KEY.");
    }

    @Test
    void nor_with_the_mapping_that_such_a_file_has() throws Exception {
        MappingOptions options = ReadyMappings.find("prodigy")
                .options()
                .and(new MappingOptions(null, Map.of(Field.METRIC, "m"), Map.of()));

        assertThat(Mapping.refusal("{\"text\": \"t\", \"answer\": \"accept\", \"_input_hash\": 1}\n", options))
                .startsWith("For metric feedback, the file has no key \"completion_id\", and nothing at"
                        + " \"/meta/completion_id\". Its keys: ")
                .contains(CANNOT);
    }

    @Test
    void an_export_whose_ids_are_elsewhere_is_read_from_there() {
        assertThat(Mapping.refusal(
                        "{\"response_id\": \"" + Mapping.ID + "\", \"gpt4_score\": [3], \"gpt4_feedback\": [\"a\"]}\n",
                        MappingOptions.none()))
                .startsWith("This looks like MT-bench style judgements: add --mapping mt-bench --metric KEY --map"
                        + " completion_id=response_id (if \"response_id\" holds the ids of the completions).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "input,output_1,output_2,label | --map completion_a_text=output_1 --map completion_b_text=output_2 --map winner=label --map prompt=input --set completion_a_model=MODEL --set completion_b_model=MODEL",
                "question,answerA,answerB,verdict | --map completion_a_text=answerA --map completion_b_text=answerB --map winner=verdict --map prompt=question --set completion_a_model=MODEL --set completion_b_model=MODEL",
                "ask,left text,right text,who | --map 'completion_a_text=left text' --map 'completion_b_text=right text' --map winner=COLUMN --map prompt=COLUMN --set completion_a_model=MODEL --set completion_b_model=MODEL",
            })
    void two_answers_and_a_verdict_need_no_ids(String columns, String options) {
        String[] names = columns.split(",", -1);
        String first = "An answer with so many words that it is one";
        String csv = columns + "\nWhy?," + first + "," + first + " too,1\n";
        String json = "{\"%s\": \"Why?\", \"%s\": \"%s\", \"%s\": \"%s\", \"%s\": 1}%n"
                .formatted(names[0], names[1], first, names[2], first, names[3]);

        String advice = " look like two answers. If so, add " + options
                + " --metric KEY, with your own words in place of those in capitals.";
        assertThat(Mapping.refusal(csv, MappingOptions.none())).endsWith(advice);
        assertThat(Mapping.refusal(json, MappingOptions.none())).endsWith(advice);
    }

    @Test
    void numbers_for_verdicts_are_listed_to_be_given_a_meaning_and_none_is_guessed() {
        MappingOptions options = new MappingOptions(
                null,
                Map.of(Field.METRIC, "m", Field.COMPLETION_A_MODEL, "x", Field.COMPLETION_B_MODEL, "y"),
                Map.of(
                        Field.COMPLETION_A_TEXT, "a",
                        Field.COMPLETION_B_TEXT, "b",
                        Field.WINNER, "label",
                        Field.PROMPT, "q"));

        assertThat(Mapping.of("{\"q\": \"p\", \"a\": \"1st\", \"b\": \"2nd\", \"label\": 2}\n", options)
                        .notices())
                .containsExactly("Labels without a meaning, column \"label\": \"2\" (1). For the numbers, add --winner"
                        + " '2=MEANING', with a, b, tie-good or tie-bad in place of MEANING.");
    }

    @Test
    void a_file_of_users_is_told_from_one_of_ratings() {
        assertThat(Mapping.refusal("Name;UUID\nAnn;" + Mapping.ID + "\n", MappingOptions.none()))
                .startsWith("This looks like a file for --users");
    }

    @Test
    void a_column_that_is_taken_already_is_not_proposed() {
        MappingOptions options =
                new MappingOptions(null, Map.of(Field.METRIC, "m"), Map.of(Field.COMPLETION_ID, "column_a"));

        assertThat(Mapping.refusal("column_a,column_c\n1,2\n", options))
                .contains("add --map value=column_c.")
                .doesNotContain("=column_a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Notes", "Remarks", "Kommentar", "Begründung", "Feedback text", "reason"})
    void a_column_of_comments_is_proposed_where_it_would_be_ignored(String column) {
        String advice = "\"" + column + "\" holds the comment on the rating, add --map "
                + (column.matches("\\w+") ? "details=" + column : "'details=" + column + "'");

        assertThat(Mapping.of("completion_id,metric,value," + column + "\n" + Mapping.ID + ",m,1,fine\n")
                        .notices())
                .anySatisfy(notice -> assertThat(notice).contains(advice));
        assertThat(Mapping.of("{\"completion_id\": \"" + Mapping.ID + "\", \"metric\": \"m\", \"value\": 1, \"" + column
                                + "\": \"fine\"}\n")
                        .notices())
                .anySatisfy(notice -> assertThat(notice).contains(advice));
        assertThat(Mapping.of("completion_id,metric,value,comment," + column + "\n" + Mapping.ID + ",m,1,fine,x\n")
                        .notices())
                .noneSatisfy(notice -> assertThat(notice).contains("add --map"));
    }

    @Test
    void a_key_of_another_tool_is_no_slip() {
        assertThat(Nearest.to("projectId", Names.OF_FIELDS)).isEmpty();
    }

    private static final String HISTORY = """
            Question,Answer,Stars,Rated on,Rated by,Notes
            How do I reset my password?,Click on Forgot password.,4,2024-02-03 10:00,Ann,fine
            Can I pay by card?,"Yes, with all of them.",5,2024-02-04 09:30,Bob,
            """;

    private static final MappingOptions CREATING = MappingOptions.none()
            .withCompletions(new NewCompletions(
                    true, Raters.NONE, null, new TreeMap<>(), new TreeMap<>(), InstantSource.system()));

    @Test
    void of_questions_and_answers_without_ids_the_completions_can_be_created() {
        assertThat(Mapping.refusal(HISTORY, MappingOptions.none()))
                .endsWith(
                        " No column holds the ids of completions (UUIDs). \"Answer\" looks like what the model wrote. If"
                                + " the deployment does not hold these completions, create them: add --create-completions --map"
                                + " completion_text=Answer --map prompt=Question. There are values in \"Stars\". If that is a metric,"
                                + " add --metrics 'Stars'. If \"Rated on\" holds when it was rated, add --map 'rated_at=Rated on'"
                                + " --timezone UTC (or the zone of these dates, such as Europe/Paris)."
                                + " If \"Rated by\" holds who rated, add --map 'user=Rated by' --raters keep. The server knows users"
                                + " by UUID. " + Users.NAMING
                                + " If \"Notes\" holds the comment on the rating, add --map"
                                + " details=Notes.");
    }

    @Test
    void with_the_option_that_creates_only_the_rest_is_advised() {
        assertThat(Mapping.refusal(HISTORY, CREATING))
                .startsWith("For interaction feedback, the file has no column \"completion_text\" or \"prompt\".")
                .contains(
                        " To create the completions, add --map completion_text=Answer --map prompt=Question. There are"
                                + " values in \"Stars\".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Output,Input", "response text,user query", "Antwort,Frage", "回答,提问"})
    void an_answer_and_a_question_are_known_by_their_names(String names) {
        String[] columns = names.split(",", -1);
        String row = columns[0].equals("回答") ? "可以,可以吗,4\n" : "Yes you can,Can I then,4\n";

        assertThat(Mapping.refusal(names + ",Stars\n" + row, MappingOptions.none()))
                .contains(Shell.word("completion_text=" + columns[0]), Shell.word("prompt=" + columns[1]));
    }

    @Test
    void where_the_prompt_is_the_only_text_nothing_can_be_created() {
        assertThat(Mapping.refusal("instruction,category,Stars\nCan I then,writing,4\n", MappingOptions.none()))
                .contains(" No column seems to hold what the model wrote. Add a column with that,"
                        + " or with the ids of the completions.")
                .doesNotContain("--create-completions");
    }

    @Test
    void texts_whose_names_do_not_tell_are_named_by_the_reader() {
        assertThat(Mapping.refusal("q,a,Stars\nCan I then,Yes you can,4\n", MappingOptions.none()))
                .contains("create them: add --create-completions --map completion_text=COLUMN --map prompt=COLUMN.");
    }

    @Test
    void a_date_that_no_field_takes_is_offered_where_completions_are_created() {
        String csv = "prompt,completion_text,metric,value,timestamp\nWhy?,Because,quality,4,2024-02-03T10:00Z\n";

        assertThat(Mapping.of(csv, CREATING).notices())
                .contains(
                        "Column \"timestamp\" is ignored. If it is when the row was rated, add --map rated_at=timestamp.");
    }

    @Test
    void the_ids_of_a_report_are_those_of_completions() {
        assertThat(Mapping.refusal("upload_completion_id,Stars\n" + Mapping.ID + ",4\n", MappingOptions.none()))
                .contains("add --map completion_id=upload_completion_id.");
    }

    @Test
    void a_field_that_is_given_is_not_advised_again() throws Exception {
        MappingOptions answer =
                CREATING.and(new MappingOptions(null, Map.of(), Map.of(Field.COMPLETION_TEXT, "Answer")));

        assertThat(Mapping.refusal(HISTORY, answer))
                .contains(" To create the completions, add --map prompt=Question. There are values in \"Stars\".")
                .doesNotContain("--map completion_text");
    }
}
