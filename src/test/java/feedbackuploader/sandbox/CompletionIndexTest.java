package feedbackuploader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompletionIndexTest {

    private CompletionIndex index;

    @BeforeEach
    void open() throws IOException {
        index = new CompletionIndex();
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void nothing_was_added_and_nothing_is_found() throws IOException {
        assertThat(index.candidates(new UUID(1, 2))).isEmpty();
    }

    @Test
    void the_lines_of_one_completion_come_in_the_order_in_which_they_were_added() throws IOException {
        for (int line = 0; line < 30_000; line++) {
            index.add(new UUID(7, line % 3_000), line);
        }

        assertThat(index.candidates(new UUID(7, 42)))
                .containsExactly(
                        LongStream.range(0, 10).map(i -> 42 + 3_000 * i).boxed().toArray(Long[]::new));
    }

    @Test
    void many_lines_of_one_completion_are_all_found() throws IOException {
        for (int line = 0; line < 5_000; line++) {
            index.add(new UUID(1, 1), line);
        }

        assertThat(index.candidates(new UUID(1, 1)))
                .containsExactly(LongStream.range(0, 5_000).boxed().toArray(Long[]::new));
    }

    @Test
    void completions_that_share_a_hash_may_both_be_named() throws IOException {
        UUID one = new UUID(0, 5);
        UUID other = new UUID(5, 0);
        index.add(one, 0);
        index.add(other, 1);

        assertThat(one.hashCode()).isEqualTo(other.hashCode());
        assertThat(index.candidates(one)).contains(0L);
        assertThat(index.candidates(other)).contains(1L);
    }
}
