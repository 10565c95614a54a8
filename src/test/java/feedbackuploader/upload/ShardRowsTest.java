package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.RowIds;
import feedbackuploader.feedback.Shard;
import feedbackuploader.feedback.Value;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.Row;
import feedbackuploader.mapping.Mapped;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShardRowsTest {

    private static final Row ROW = new CsvRow(7, 7, "a", List.of("a"));

    private final Shard shard = new Shard(1, 2);
    private final ShardRows rows = new ShardRows(shard);

    private static Mapped rating(UUID completion) {
        return new Mapped.Valid(
                new MetricFeedback("quality", completion, new Value.Scalar(BigDecimal.ONE), null, null));
    }

    /** The first id that belongs to the shard, or to the other one. */
    private UUID id(boolean isOwn) {
        return LongStream.iterate(0, i -> i + 1)
                .mapToObj(i -> new UUID(1, i))
                .filter(id -> shard.takes(new RowIds.Completion(id), 0) == isOwn)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_row_goes_by_its_ids_before_it_is_mapped() throws UnusableException {
        assertThat(rows.isOthers(ROW, new RowIds.Completion(id(false)))).isTrue();
        assertThat(rows.isOthers(ROW, new RowIds.Completion(id(true)))).isFalse();
        assertThat(rows.isOthers(ROW, List.of(rating(id(true))))).isFalse();
    }

    @Test
    void a_row_that_needs_a_look_goes_by_its_feedback() throws UnusableException {
        assertThat(rows.isOthers(ROW, RowIds.Without.UNCLEAR)).isFalse();
        assertThat(rows.isOthers(ROW, List.of(rating(id(false))))).isTrue();
        assertThat(rows.isOthers(ROW, List.of(rating(id(false)), rating(id(true)))))
                .isFalse();
    }

    @Test
    void what_others_may_see_otherwise_is_in_every_shard() throws UnusableException {
        assertThat(rows.isOthers(ROW, RowIds.Without.BY_OTHERS)).isFalse();
        assertThat(rows.isOthers(ROW, List.of(rating(id(false))))).isFalse();
    }

    @Test
    void feedback_on_something_else_than_the_ids_say_is_not_sent() {
        rows.isOthers(ROW, new RowIds.Completion(id(true)));

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> rows.isOthers(ROW, List.of(rating(id(false)))))
                .withMessageStartingWith("Row 7 cannot be given to one shard");
    }
}
