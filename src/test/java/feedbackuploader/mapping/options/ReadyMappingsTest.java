package feedbackuploader.mapping.options;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.Labels;
import feedbackuploader.mapping.Mapping;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.Meaning;
import feedbackuploader.mapping.Users;
import feedbackuploader.mapping.text.NumberStyle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The mappings that come with the program, each on its sample. */
public class ReadyMappingsTest {

    /** What the samples leave to the command line. */
    public static final MappingOptions MODELS = new MappingOptions(
            null,
            Map.of(
                    Field.METRIC, "m",
                    Field.COMPLETION_A_MODEL, "model-a",
                    Field.COMPLETION_B_MODEL, "model-b",
                    Field.PREFERRED_COMPLETION_MODEL, "model-a",
                    Field.OTHER_COMPLETION_MODEL, "model-b"),
            Map.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adaptive | adaptive.jsonl | 4 | 0 | quality=4.5 helpful=true",
                "alpaca-eval | alpaca-eval.jsonl | 3 | 0 | model-a>model-b model-b>model-a model-a=GOOD=model-b",
                "arena | arena.csv | 4 | 0 | model-a>model-b model-a>model-b model-a=GOOD=model-b model-a=BAD=model-b",
                "auto-j | auto-j.jsonl | 3 | 0 | model-a>model-b model-b>model-a model-a=GOOD=model-b",
                "chat-response | chat-response.jsonl | 2 | 0 | quality=4 quality=2",
                "label-studio-pairwise | label-studio-pairwise.jsonl | 3 | 0 | model-a>model-b model-a>model-b model-b>model-a",
                "label-studio-pairwise-csv | label-studio-pairwise.csv | 2 | 0 | model-a>model-b model-b>model-a",
                "mt-bench | mt-bench.jsonl | 6 | 0 | m=3 m=2 m=3 m=5 m=5 m=4",
                "pandalm | pandalm.jsonl | 6 | 0 | model-a>model-b model-a>model-b model-a=GOOD=model-b model-b>model-a model-b>model-a model-b>model-a",
                "prodigy | prodigy.jsonl | 2 | 1 | m=1 m=0",
                "prodigy-choice | prodigy-choice.jsonl | 2 | 1 | m=3 m=1",
                "argilla-ratings | argilla.jsonl | 2 | 2 | m=4 m=5",
                "argilla-pairwise | argilla.jsonl | 2 | 2 | model-a>model-b model-a=GOOD=model-b",
                "argilla-records | argilla-records.jsonl | 1 | 2 | m=4",
                "langfuse | langfuse.csv | 2 | 0 | quality=4 helpful=0",
                "langsmith | langsmith.jsonl | 2 | 1 | correctness=1 correctness=0",
                "mturk | mturk.csv | 2 | 1 | m=4 m=2",
                "qualtrics | qualtrics.csv | 2 | 4 | m=4 m=2",
            })
    void a_sample_becomes_what_its_tool_meant(String name, String sample, int feedback, int skipped, String meant)
            throws Exception {
        Users users = new Users(UsersFile.read(Path.of("samples/users.csv")), false);
        MappingOptions options = ReadyMappings.find(name)
                .options()
                .and(MODELS)
                .and(new MappingOptions(
                        null, Map.of(), Map.of(), List.of(), Labels.none(), Labels.none(), NumberStyle.PLAIN, users));

        Mapping mapping = Mapping.of(Files.readString(Path.of("samples", sample)), options);

        assertThat(mapping.feedback()).hasSize(feedback);
        assertThat(mapping.told()).hasSize(feedback + skipped);
        assertThat(String.join(" ", mapping.feedback().stream().map(Meaning::of).toList()))
                .endsWith(meant);
    }

    @ParameterizedTest
    @MethodSource("feedbackuploader.mapping.options.ReadyMappings#names")
    void each_says_what_it_is_for(String name) throws Exception {
        assertThat(ReadyMappings.find(name).about()).isNotEmpty().doesNotContain("\n");
        assertThat(ReadyMappings.listed()).anyMatch(line -> line.startsWith(name + " "));
    }

    @Test
    void what_an_export_lacks_is_said_with_the_option_that_gives_it() throws Exception {
        MappingOptions autoJ = ReadyMappings.find("auto-j").options();

        assertThat(Mapping.of(Files.readString(Path.of("samples/auto-j.jsonl")), autoJ)
                        .told()
                        .subList(0, 3))
                .containsExactly(
                        "ratings.csv row 1, column \"metric\": found nothing; expected a metric's key. For one metric in all rows, add --metric KEY.",
                        "ratings.csv row 1, column \"completion_a_model\": found nothing; expected the key of the model"
                                + " that wrote the text. For one model in all rows, add --set completion_a_model=MODEL.",
                        "ratings.csv row 1, column \"completion_b_model\": found nothing; expected the key of the model"
                                + " that wrote the text. For one model in all rows, add --set completion_b_model=MODEL.");
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "langfuse | traceId,name,value,source,dataType,comment;ID,m,0.9,EVAL,NUMERIC, | skipped: \"source\" is \"EVAL\"",
                "langfuse | traceId,name,value,source,dataType,comment;ID,m,1,ANNOTATION,CATEGORICAL, | skipped: \"dataType\" is \"CATEGORICAL\"",
                "langfuse | trace_id,name,value,source,data_type,comment;ID,m,1,ANNOTATION,CATEGORICAL, | skipped: \"dataType\" is \"CATEGORICAL\"",
                "langfuse | traceId,name,value,source,dataType,comment;ID,m,1,API,BOOLEAN, | m=1",
                "langsmith | {\"run_id\": \"ID\", \"key\": \"m\", \"score\": 1, \"feedback_source\": {\"type\": \"auto_eval\"}} | skipped: \"/feedback_source/type\" is \"auto_eval\"",
                "langsmith | {\"run_id\": \"ID\", \"key\": \"m\", \"score\": 1, \"feedback_source\": {\"type\": \"model\"}} | skipped: \"/feedback_source/type\" is \"model\"",
                "langsmith | {\"run_id\": \"ID\", \"key\": \"m\", \"score\": 1, \"feedback_source\": {\"type\": \"app\"}} | m=1",
                "qualtrics | StartDate,Status,Finished,completion_id,Q1;2026,1,1,ID,4 | skipped: \"Status\" is \"1\"",
                "qualtrics | StartDate,Status,Finished,completion_id,Q1;2026,8,1,ID,4 | skipped: \"Status\" is \"8\"",
                "qualtrics | StartDate,Status,Finished,completion_id,Q1;2026,Spam,1,ID,4 | skipped: \"Status\" is \"Spam\"",
                "qualtrics | StartDate,Status,Finished,completion_id,Q1;2026,Umfragevorschau,Wahr,ID,4 | skipped: \"Status\" is \"Umfragevorschau\"",
                "qualtrics | StartDate,Status,Finished,completion_id,Q1;2026,0,0,ID,4 | skipped: \"Finished\" is \"0\"",
                "qualtrics | StartDate,Status,Finished,completion_id,Q1;2026,IP-Adresse,Falsch,ID,4 | skipped: \"Finished\" is \"Falsch\"",
                "qualtrics | StartDate,Status,Finished,completion_id,Q1;2026,IP-Adresse,Wahr,ID,4 | m=4",
                "qualtrics | StartDate,Status,Finished,completion_id,Q1;2026,0,1,ID,4 | m=4",
                "prodigy-choice | {\"meta\": {\"completion_id\": \"ID\"}, \"answer\": \"accept\", \"accept\": [1, 3]} | found a list",
                "prodigy-choice | {\"meta\": {\"completion_id\": \"ID\"}, \"answer\": \"accept\", \"accept\": [3]} | m=3",
                "argilla-records | {\"status\": \"discarded\", \"metadata\": {\"completion_id\": \"ID\"}, \"responses\": [{\"status\": \"submitted\", \"values\": {\"rating\": {\"value\": 1}}}]} | skipped: \"status\" is \"discarded\"",
                "label-studio-pairwise-csv | annotator,answer1,answer2,comparison,prompt,was_cancelled;,A,B,left,P,True | skipped: \"was_cancelled\" is \"True\"",
                "label-studio-pairwise-csv | annotator\tanswer1\tanswer2\tcomparison\tprompt;\tA\tB\t[{\"selected\": \"left\"}, {\"selected\": \"right\"}]\tP | found a list",
                "label-studio-pairwise | {\"data\": {\"prompt\": \"p\", \"answer1\": \"a\", \"answer2\": \"b\"}, \"annotations\": [{\"result\": [{\"type\": \"choices\"}, {\"type\": \"pairwise\", \"value\": {\"selected\": \"right\"}}]}]} | model-b>model-a",
                "label-studio-pairwise | {\"data\": {\"prompt\": \"p\", \"answer1\": \"a\", \"answer2\": \"b\"}, \"annotations\": [{\"result\": [{\"type\": \"pairwise\", \"value\": {\"selected\": \"left\"}}, {\"type\": \"pairwise\", \"value\": {\"selected\": \"right\"}}]}]} | found a list",
            })
    void what_no_person_meant_is_not_sent(String name, String file, String outcome) throws Exception {
        Mapping mapping = Mapping.of(
                file.replace(';', '\n').replace("ID", Mapping.ID) + "\n",
                ReadyMappings.find(name).options().and(MODELS));

        assertThat(mapping.told()).hasSize(1);
        assertThat(
                        mapping.feedback().isEmpty()
                                ? mapping.only()
                                : Meaning.of(mapping.feedback().get(0)))
                .contains(outcome);
    }
}
