package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as chat programs keep them: content in parts, or all of them as JSON inside JSON. */
class MessagePartsTest {

    private static final String ROW =
            "{\"metric\": \"acceptance\", \"preferred_completion\": {\"text\": \"a\", \"model\": \"m\"},"
                    + " \"other_completion\": {\"text\": \"b\", \"model\": \"n\"}, \"messages\": %s}\n";

    @Test
    void one_part_of_text_is_that_text() {
        assertThat(only("[{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"hi\"}]}]"))
                .contains("Message[role=user, content=hi]");
    }

    @Test
    void json_inside_json_is_read_where_nothing_else_can_be_meant() {
        assertThat(only("\"[{\\\"role\\\":\\\"user\\\",\\\"content\\\":\\\"hi\\\"}]\""))
                .contains("Message[role=user, content=hi]");
        assertThat(Mapping.of("{\"completion_id\": \"" + Mapping.ID + "\", \"feedbacks\": \"{\\\"q\\\": 4}\"}\n")
                        .only())
                .contains("metric=q", "value=4");
        assertThat(Mapping.of(
                                ("{\"metric\": \"q\", \"prompt\": \"p\", \"preferred_completion\": \"{\\\"text\\\": \\\"a\\\", \\\"model\\\": \\\"m\\\"}\","
                                                + " \"other_completion\": \"%s\"}\n")
                                        .formatted(Mapping.ID))
                        .only())
                .contains("text=a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"hi\" | column \"messages\": found \"hi\"; expected a list of messages, each with role and content.",
                "[] | column \"messages\": found an empty list; expected a list of messages, each with role and content.",
                "[{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"a\"}, {\"type\": \"text\", \"text\": \"b\"}]}] | column \"messages[0].content\": found a list of 2 parts; expected text, or one part of type text. Join them into one text.",
                "[{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"image_url\": {}}]}] | column \"messages[0].content\": found a part of type \"image_url\"; expected text, or one part of type text. A message is sent as text only.",
                "[{\"role\": \"assistant\", \"content\": null, \"tool_calls\": []}] | column \"messages[0].content\": found nothing; expected text. A message with only tool calls has no text to send: remove it, or add a text.",
            })
    void what_is_no_text_is_told_with_the_way_out(String messages, String told) {
        assertThat(only(messages)).isEqualTo("ratings.csv row 1, " + told);
    }

    private static String only(String messages) {
        return Mapping.of(ROW.formatted(messages)).only();
    }
}
