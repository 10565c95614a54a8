package feedbackuploader.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is longer than a record may be costs no more, for each of its characters, than what is shorter. */
class EndlessRecordsTest {

    private static final int TIMES = 3;

    private static final String LONG = "x".repeat(TIMES * RawRecord.LIMIT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}\n{\"a\":\"LONG\"}\n",
                "[{\"a\":1},\n{\"a\":[LONG]}]",
                "{\"a\":\n1}\n{\"a\":\"LONG\"}\n",
                "{\"a\":\n1}\nLONG\n",
                "a,b\n1,2\n3,LONG\n",
                "a,b\n1,2\n3,\"LONG\"\n"
            })
    void the_rest_of_a_record_is_passed_over(String text) {
        byte[] bytes = text.replace("LONG", LONG).getBytes(StandardCharsets.UTF_8);
        long before = allocated();

        List<Row> rows = Reading.rest(Reading.open(bytes));

        assertThat(allocated() - before).isLessThan(100L * RawRecord.LIMIT);
        assertThat(Reading.told(rows.get(1))).contains("1,000,000 characters");
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void cells_without_end_are_not_read_to_the_end_for_each_option_that_might_help() throws Exception {
        byte[] bytes = ("a,b\n" + ("1,\"" + LONG + "\"\n").repeat(8)).getBytes(StandardCharsets.UTF_8);
        AtomicLong read = new AtomicLong();

        try (RowSource source = InputFile.open(() -> counting(bytes, read), "ratings.csv", InputOptions.none())) {
            assertThat(Reading.told(Reading.rest(source).get(0)))
                    .endsWith("The quote opened on line 2. Double the quotes inside a quoted cell.");
        }

        assertThat(read.get()).isLessThan(3L * bytes.length);
    }

    private static InputStream counting(byte[] bytes, AtomicLong read) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int count = super.read(into, from, length);
                read.addAndGet(Math.max(0, count));
                return count;
            }
        };
    }
}
