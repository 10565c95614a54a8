package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReckoningTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "a rating recorded by its own answer in the same upload proves what a read-back shows, first, rating, 1",
        "one in another upload is not known to this ledger,                                    second, rating, 0",
        "a preference proves nothing about ratings,                                            first, preference, 0"
    })
    void an_unknown_row_is_wrong_where_a_recorded_one_of_its_sort_could_have_settled_it(
            String ignoredWhy, String upload, String sort, long wrong) throws Exception {
        String input = sort.equals("rating") ? "{}" : "{\"preferred_completion\":\"a\"}";
        ObjectNode listed = JSON.createObjectNode().put("kind", sort).put("id", "x");

        Reckoning reckoning = Reckoning.of(
                List.of(
                        row("{}", "lost", "{\"status\":\"unknown\",\"attempts\":1,\"run\":\"first\"}"),
                        row(
                                input,
                                listed.deepCopy().<ObjectNode>without("id").toString(),
                                "{\"status\":\"recorded\",\"id\":\"x\",\"http_status\":201,\"attempts\":1,\"run\":\""
                                        + upload + "\"}")),
                List.of(listed));

        assertThat(reckoning.wrong()).isEqualTo(wrong);
        assertThat(reckoning.unknown()).isEqualTo(1);
    }

    private static Reckoning.Uploaded row(String input, String listed, String upload) throws Exception {
        return new Reckoning.Uploaded(new MixedRow(input, listed, listed, true), JSON.readTree(upload));
    }
}
