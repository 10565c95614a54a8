package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.Value;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricRowsTest {

    private static final String HEADER = "completion_id,metric,value,details,user\n";
    private static final String UUID_EXPECTED = "expected a UUID (8-4-4-4-12 hexadecimal digits).";

    @Test
    void a_full_row() {
        Mapping mapping = Mapping.of(HEADER + Mapping.ID + ", quality ,0.8,\" two\nlines \"," + Mapping.ID2 + "\n");

        assertThat(mapping.feedback())
                .containsExactly(new MetricFeedback(
                        "quality",
                        UUID.fromString(Mapping.ID),
                        new Value.Scalar(new BigDecimal("0.8")),
                        " two\nlines ",
                        UUID.fromString(Mapping.ID2)));
        assertThat(mapping.notices()).isEmpty();
    }

    @Test
    void blank_details_and_user_are_absent() {
        assertThat(Mapping.of(HEADER + Mapping.ID + ",m,1, ,\u00A0\n").feedback())
                .containsExactly(new MetricFeedback(
                        "m", UUID.fromString(Mapping.ID), new Value.Scalar(BigDecimal.ONE), null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "570B90E9-0724-5A2D-B2F7-81052E11B1CE",
                "{570b90e9-0724-5a2d-b2f7-81052e11b1ce}",
                " \u00A0570b90e9-0724-5a2d-b2f7-81052e11b1ce "
            })
    void ids_in_other_clothes(String id) {
        assertThat(Mapping.of(HEADER + id + ",m,1,,\n").feedback())
                .singleElement()
                .extracting(feedback -> ((MetricFeedback) feedback).completionId())
                .isEqualTo(UUID.fromString(Mapping.ID));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "1-1-1-1-1 | -",
                "570b90e9-0724-5a2d-b2f7-81052e11b1c | -",
                "570b90e9-0724-5a2d-b2f7-81052e11b1cg | -",
                "570b90e9-0724-5a2d-b2f7-81052e11b1c٣ | -",
                "570b90e90-724-5a2d-b2f7-81052e11b1ce | -",
                "{570b90e9-0724-5a2d-b2f7-81052e11b1ce | -",
                "570b90e907245a2db2f781052e11b1ce | Are the hyphens missing?",
                "chatcmpl-9x | This is the id of the chat response. Use choices[0].completion_id of the same response.",
                "1.23E+35 | A spreadsheet turned the id into a number: take it from the original, and import the column as text."
            })
    void what_is_no_id(String id, String hint) {
        assertThat(Mapping.of(HEADER + id + ",m,1,,\n").only())
                .isEqualTo("ratings.csv row 2, column \"completion_id\": found \"" + id + "\"; " + UUID_EXPECTED
                        + (hint == null ? "" : " " + hint));
    }

    @Test
    void users_go_by_uuid() {
        assertThat(Mapping.of(HEADER + Mapping.ID + ",m,1,,ann@example.org\n").only())
                .isEqualTo(
                        "ratings.csv row 2, column \"user\": found \"ann@example.org\"; " + UUID_EXPECTED
                                + " The server knows users by UUID, not by e-mail address. Give the UUID with --users FILE, or upload without such users: add --drop-unknown-users.");
    }

    @Test
    void all_problems_of_a_row_at_once_with_their_place() {
        Mapping mapping = Mapping.of("Completion ID,Feedback-Key,Score,Comment,USER_ID\n" + Mapping.ID
                + ",m,1,\"a\nb\",\nx, ,\"0,8\",\"a\u0000\",y\n");

        assertThat(mapping.feedback()).hasSize(1);
        assertThat(mapping.told().subList(1, 6))
                .containsExactly(
                        "ratings.csv row 3 (line 4), column \"Completion ID\": found \"x\"; " + UUID_EXPECTED,
                        "ratings.csv row 3 (line 4), column \"Feedback-Key\": found nothing; expected a metric's key.",
                        "ratings.csv row 3 (line 4), column \"Score\": found \"0,8\"; expected a number. A decimal comma? Write 0.8, or use --decimal-comma.",
                        "ratings.csv row 3 (line 4), column \"Comment\": found the control character U+0000 at position 2; expected text without it.",
                        "ratings.csv row 3 (line 4), column \"USER_ID\": found \"y\"; " + UUID_EXPECTED
                                + " Give the UUID with --users FILE, or upload without such users: add --drop-unknown-users.");
    }

    @Test
    void a_broken_row_tells_its_one_problem() {
        assertThat(Mapping.of(HEADER + Mapping.ID + ",m,1\n").only())
                .isEqualTo("ratings.csv row 2: found 3 columns; expected 5 columns.");
    }

    @Test
    void an_option_fills_in_what_the_file_lacks() {
        MappingOptions options = new MappingOptions(null, Map.of(Field.METRIC, "quality", Field.VALUE, "1"), Map.of());
        Mapping mapping = Mapping.of("completion_id,value\n" + Mapping.ID + ",\n" + Mapping.ID + ",0.5\n", options);

        assertThat(mapping.feedback())
                .containsExactly(
                        new MetricFeedback(
                                "quality", UUID.fromString(Mapping.ID), new Value.Scalar(BigDecimal.ONE), null, null),
                        new MetricFeedback(
                                "quality",
                                UUID.fromString(Mapping.ID),
                                new Value.Scalar(new BigDecimal("0.5")),
                                null,
                                null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"metric\":5,\"details\":7,\"user\":true} | metric: the number 5; expected text. Put it in quotes: \"5\".",
                "{\"metric\":\"m\",\"details\":[1]} | details: a list; expected text.",
                "{\"metric\":null} | metric: nothing; expected a metric's key. For one metric in all rows, add --metric KEY.",
                "{\"metric\":\"m\",\"details\":\"a\\u0000\"} | details: the control character U+0000 at position 2; expected text without it.",
                "{\"metric\":\"m\",\"user\":12} | user: the number 12; expected a UUID (8-4-4-4-12 hexadecimal digits). Give the UUID with --users FILE, or upload without such users: add --drop-unknown-users."
            })
    void json_types_are_never_converted(String json, String told) {
        String row = json.replaceFirst("\\{", "{\"completion_id\":\"" + Mapping.ID + "\",\"value\":1,");

        assertThat(Mapping.of(row).told().get(0))
                .isEqualTo("ratings.csv row 1, column \"" + told.replaceFirst(": ", "\": found "));
    }

    @ParameterizedTest
    @CsvSource({
        "recorded, 'already recorded, as its upload_status says'",
        "Unknown, 'unknown whether recorded, as its upload_status says: sending it here might record it twice'"
    })
    void rows_of_our_own_results_are_left_out(String status, String reason) {
        String row = "completion_id,metric,value,upload_row,upload_status,upload_id\n" + Mapping.ID + ",m,1,2," + status
                + ",x\n";
        String line = "{\"completion_id\":\"" + Mapping.ID + "\",\"metric\":\"m\",\"value\":1,\"upload\":{\"status\":\""
                + status + "\"}}";

        assertThat(Mapping.of(row).only()).isEqualTo("ratings.csv row 2 skipped: " + reason);
        assertThat(Mapping.of(row).notices()).isEmpty();
        assertThat(Mapping.of(row.replace(status, "rejected")).feedback()).hasSize(1);
        assertThat(Mapping.of(line).only()).isEqualTo("ratings.csv row 1 skipped: " + reason);
        assertThat(Mapping.of(line.replace(status, "invalid")).feedback()).hasSize(1);
        assertThat(Mapping.of(line).notices()).isEmpty();
        assertThat(Mapping.of(line.replace("\"upload\":{\"status\"", "\"upload_status\"")
                                .replace("}}", "}"))
                        .only())
                .isEqualTo("ratings.csv row 1 skipped: " + reason);
    }
}
