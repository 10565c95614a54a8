package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AheadTest {

    private static final long START = -3;

    private final Ahead ahead = new Ahead(START);

    private static long after(long millis) {
        return START + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void twice_what_may_be_in_flight_before_anything_is_known() {
        assertThat(ahead.rows(2, Double.POSITIVE_INFINITY, START)).isEqualTo(4);
    }

    @Test
    void as_many_as_left_in_a_second() {
        for (int i = 0; i < 500; i++) {
            ahead.sent(after(i));
        }
        assertThat(ahead.rows(2, Double.POSITIVE_INFINITY, after(999))).isEqualTo(500);
        assertThat(ahead.rows(2, Double.POSITIVE_INFINITY, after(1_500)))
                .as("in the second before")
                .isEqualTo(500);
        assertThat(ahead.rows(2, Double.POSITIVE_INFINITY, after(4_000)))
                .as("long ago")
                .isEqualTo(4);
    }

    @Test
    void no_more_than_may_leave_in_a_quarter_of_a_second() {
        assertThat(ahead.rows(64, 19.5, START)).isEqualTo(6);
        assertThat(ahead.rows(64, 0.01, START)).isEqualTo(2);
    }
}
