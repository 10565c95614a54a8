package feedbackuploader.mapping.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "'', abc, 3",
        "metric, metric, 0",
        "metric, metrik, 1",
        "metric, metrics, 1",
        "value, vlaue, 1",
        "chosen, closed, 2",
        "kitten, sitting, 3",
        "preferred, referred, 1",
        "abc, xyz, 3"
    })
    void counts_what_must_be_put_in_taken_out_replaced_or_exchanged(String one, String other, int distance) {
        assertThat(EditDistance.between(one, other)).isEqualTo(distance);
        assertThat(EditDistance.between(other, one)).isEqualTo(distance);
    }
}
