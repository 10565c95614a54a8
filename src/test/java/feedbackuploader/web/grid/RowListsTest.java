package feedbackuploader.web.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that grow side by side in one file hold what was put into each, in any part that is asked for. */
class RowListsTest {

    private static final int ROWS = 5_000;

    @TempDir
    Path folder;

    @Test
    void any_part_of_any_list_is_what_was_put_into_it() throws Exception {
        try (RowLists lists = new RowLists(folder.resolve("lists"))) {
            for (int row = 0; row < ROWS; row++) {
                lists.add(0, row);
                lists.add(1 + row % 3, row);
            }

            assertThat(lists.size(0)).isEqualTo(ROWS);
            assertThat(lists.size(2)).isEqualTo(1_667);
            assertThat(lists.size(7)).isZero();
            for (int from : new int[] {0, 1, 511, 512, 513, 1_020, 1_600, 1_666, 1_667, 9_999}) {
                assertThat(lists.rows(2, from, 200))
                        .containsExactly(LongStream.range(from, Math.min(from + 200, 1_667))
                                .map(place -> 3 * place + 1)
                                .toArray());
            }
        }
        assertThat(folder.resolve("lists")).doesNotExist();
    }
}
