package feedbackuploader.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    private static final int COUNT = 8;

    private static List<Integer> takenBy(Feedback feedback) {
        return IntStream.rangeClosed(1, COUNT)
                .filter(number -> new Shard(number, COUNT).takes(feedback))
                .boxed()
                .toList();
    }

    private static MetricFeedback rating(long completion, String metric, int value) {
        return new MetricFeedback(
                metric, new UUID(7, completion), new Value.Scalar(BigDecimal.valueOf(value)), null, null);
    }

    private static PreferenceFeedback preference(CompletionRef preferred, CompletionRef other) {
        return new PreferenceFeedback("quality", preferred, other, null, List.of(), null);
    }

    @Test
    void each_piece_belongs_to_one_and_all_have_about_as_many() {
        int[] taken = new int[COUNT];
        for (int i = 0; i < 8_000; i++) {
            List<Integer> shards = takenBy(rating(i, "quality", 1));
            assertThat(shards).hasSize(1);
            taken[shards.get(0) - 1]++;
        }
        assertThat(taken).satisfies(counts -> assertThat(IntStream.of(counts)).allMatch(n -> n > 850 && n < 1_150));
    }

    @Test
    void what_has_no_id_belongs_to_one_by_its_number() {
        for (long row = 1; row <= 100; row++) {
            long number = row;
            assertThat(IntStream.rangeClosed(1, COUNT)
                            .filter(shard -> new Shard(shard, COUNT).takes(RowIds.Without.NONE, number)))
                    .hasSize(1);
        }
    }

    /** Reading back might take one for the other. */
    @Test
    void all_that_is_said_of_a_completion_stays_together() {
        for (int i = 0; i < 100; i++) {
            CompletionRef one = new CompletionRef.ById(new UUID(1, i));
            CompletionRef other = new CompletionRef.ById(new UUID(2, i));

            assertThat(takenBy(rating(i, "helpful", 5))).isEqualTo(takenBy(rating(i, "quality", 1)));
            assertThat(takenBy(preference(one, other))).isEqualTo(takenBy(preference(other, one)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1/1, 1, 1", " 2/8 , 2, 8", "10000/10000, 10000, 10000"})
    void is_read(String text, int number, int count) {
        assertThat(Shard.parse(text)).isEqualTo(new Shard(number, count));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "1/0", "1/10001", "-1/8", "1/8/2", "a/8", "99999999999/8"})
    void anything_else_is_refused_with_what_was_expected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shard.parse(text))
                .withMessageContaining("expected NUMBER/COUNT");
    }

    @ParameterizedTest
    @CsvSource({"0/8, expected 1/8 for the first part to 8/8 for the last", "9/8, expected 1/8", "2/1, expected 1/1"})
    void a_number_that_is_none_of_them_is_refused_with_those_that_are(String text, String expected) {
        assertThatIllegalArgumentException().isThrownBy(() -> Shard.parse(text)).withMessageContaining(expected);
    }
}
