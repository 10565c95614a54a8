package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.mapping.text.NumberStyle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The longest cells that there can be, made of what our own patterns look for. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LongCellsTest {

    private static final int LONGEST = 500_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,000", "1 000", ",000", "000.", "0", "1.", " ", "1'000", "-", "1/", " of ", "\u00A0", "%", "a1_",
                "e+", "."
            })
    void a_value_of_one_pattern_over_and_over_is_judged_soon(String part) {
        String cell = "1" + part.repeat((LONGEST - 4) / part.length());
        for (String end : List.of("", "x", "%", ",5")) {
            for (NumberStyle style : List.of(
                    new NumberStyle(false, true, NumberStyle.Percent.NUMBER),
                    new NumberStyle(true, false, NumberStyle.Percent.REFUSED))) {
                MappingOptions options = new MappingOptions(
                        null,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        Labels.none(),
                        Labels.none(),
                        style,
                        new Users(Map.of(), false));

                assertThat(Mapping.of(
                                        "completion_id,metric,value\n" + Mapping.ID + ",m,\"" + cell + end + "\"\n",
                                        options)
                                .told())
                        .hasSize(1);
            }
        }
    }
}
