package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.feedback.Status;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.Submission;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/** Some rows of a plan at a time, compared with a walk over all of it. */
class RowWindowsTest {

    /** Several stretches of {@link StatusBlocks}, the last of them not full. */
    private static final int ROWS = 24_476;

    @TempDir
    Path folder;

    private Ledger ledger;

    @BeforeEach
    void open() throws LedgerException {
        ledger = Ledger.open(folder, WordFile.OWNER);
    }

    @AfterEach
    void close() throws LedgerException {
        ledger.close();
    }

    /** Every tenth is refused, every tenth but one left open, the last of each thousand fails the check. */
    private void upload() throws LedgerException {
        String[] words = WordFile.numbered(ROWS);
        for (int i = 999; i < ROWS; i += 1000) {
            words[i] = "!wrong";
        }
        WordFile.plan(ledger, words);
        WordFile.deliver(
                ledger,
                word -> word.endsWith("0")
                        ? new Outcome.Rejected(422, "no such completion")
                        : word.endsWith("1") ? new Outcome.Ambiguous(500, "lost") : WordFile.recorded(word));
    }

    private List<Entry> walked(List<Status> statuses) throws LedgerException {
        return WordFile.entries(ledger).stream()
                .filter(entry -> statuses.contains(entry.state().status()))
                .toList();
    }

    @Test
    void rows_are_found_by_their_numbers_wherever_they_stand() throws LedgerException {
        upload();
        WordFile.plan(ledger, reversed()); // the ids of a second plan begin elsewhere, and what was sent moves
        RowWindows windows = windows();
        List<Entry> all = WordFile.entries(ledger);

        for (long first : new long[] {0, 2, 3, 500, 8_190, 8_195, ROWS - 5, ROWS + 1, ROWS + 2, ROWS + 1_000}) {
            List<Entry> found = new ArrayList<>();
            windows.rows(LongStream.range(first, first + 60).boxed().toList())
                    .forEach(row -> found.add(row.get(0).entry()));
            assertThat(found)
                    .as("from row %d", first)
                    .isEqualTo(all.stream()
                            .filter(entry -> entry.row() >= first && entry.row() < first + 60)
                            .toList());
        }
    }

    /** Each place is guessed from the one before, and the guess is seldom right. */
    @Test
    void rows_far_from_each_other_are_found_in_one_go() throws LedgerException {
        upload();
        RowWindows windows = windows();
        for (long step : new long[] {2, 7, 97, 4_000, 50_000}) {
            List<Long> wanted = LongStream.iterate(1, row -> row < ROWS + 100_000, row -> row + step)
                    .boxed()
                    .toList();

            List<Long> found = new ArrayList<>();
            windows.rows(wanted).forEach(row -> found.add(row.get(0).entry().row()));

            assertThat(found)
                    .isEqualTo(wanted.stream()
                            .filter(row -> row >= 2 && row < ROWS + 2)
                            .toList());
        }
    }

    /** With what has happened until now counted. */
    private RowWindows windows() throws LedgerException {
        var unused = ledger.counts();
        return ledger.windows(ledger.plan().orElseThrow());
    }

    private static String[] reversed() {
        String[] words = WordFile.numbered(ROWS);
        for (int i = 0; i < ROWS / 2; i++) {
            String other = words[i];
            words[i] = words[ROWS - 1 - i];
            words[ROWS - 1 - i] = other;
        }
        return words;
    }

    @Test
    void rows_of_a_status_are_found_by_their_place_among_them() throws LedgerException {
        upload();
        RowWindows windows = windows();

        for (List<Status> statuses : List.of(
                List.of(Status.RECORDED),
                List.of(Status.INVALID, Status.REJECTED),
                List.of(Status.INVALID),
                List.of(Status.UNKNOWN),
                List.of(Status.SKIPPED))) {
            List<Entry> all = walked(statuses);
            assertThat(windows.total(statuses)).as("%s", statuses).isEqualTo(all.size());
            for (int from : new int[] {0, 1, 7, 800, 7_300, Math.max(0, all.size() - 3), all.size()}) {
                assertThat(windows.rowsOf(statuses, from, 60))
                        .as("%s from %d", statuses, from)
                        .isEqualTo(all.stream()
                                .skip(from)
                                .limit(60)
                                .map(Entry::row)
                                .toList());
            }
            for (long row : new long[] {2, 8_000, 12_345, ROWS + 5}) {
                assertThat(windows.placeOf(statuses, row))
                        .as("%s before row %d", statuses, row)
                        .isEqualTo(
                                all.stream().filter(entry -> entry.row() < row).count());
            }
        }
    }

    /** Rows of three pieces, of which the last is refused in every fifth row. */
    @Test
    void a_row_of_several_pieces_is_one_row() throws LedgerException {
        int rows = 8_192;
        try (PlanWriter writer = ledger.beginPlan()) {
            for (int row = 2; row < rows + 2; row++) {
                for (int part = 0; part < 3; part++) {
                    String word = row + (part == 2 && row % 5 == 0 ? "no" : "yes") + part;
                    Submission submission = new Submission(Kind.METRIC, WordFile.body(word));
                    RowKey key = RowKey.of(submission.kind(), submission.body());
                    writer.addPlanned(row, part, row, key, row, submission);
                }
            }
            var unused = writer.finish("sha256", "basis", rows, 0, DuplicatePolicy.SEND);
        }
        WordFile.deliver(
                ledger, word -> word.contains("no") ? new Outcome.Rejected(422, "no") : WordFile.recorded(word));
        RowWindows windows = windows();

        assertThat(windows.rows(List.of(2L, 4_000L, rows + 1L, rows + 2L)))
                .extracting(List::size)
                .containsExactly(3, 3, 3);
        assertThat(windows.total(List.of(Status.RECORDED))).isEqualTo(rows);
        List<Long> refused = LongStream.range(2, rows + 2)
                .filter(row -> row % 5 == 0)
                .boxed()
                .toList();
        assertThat(windows.total(List.of(Status.REJECTED))).isEqualTo(refused.size());
        for (int from : new int[] {0, 545, 546, 1_092, refused.size() - 2}) {
            assertThat(windows.rowsOf(List.of(Status.REJECTED), from, 60))
                    .as("from %d", from)
                    .isEqualTo(refused.stream().skip(from).limit(60).toList());
        }
        assertThat(windows.placeOf(List.of(Status.REJECTED), 5_000)).isEqualTo(999);
        assertThat(windows.row(5))
                .extracting(piece -> piece.piece().entry().part())
                .containsExactly(0, 1, 2);
    }

    @Test
    void a_plan_that_is_being_written_and_what_is_left_of_earlier_ones_are_no_part_of_it() throws LedgerException {
        WordFile.plan(ledger, "a", "b", "c");
        WordFile.deliver(ledger, WordFile::recorded);
        WordFile.plan(ledger, "c", "d"); // a and b have vanished, but were sent
        try (PlanWriter writer = ledger.beginPlan()) {
            WordFile.write(writer, WordFile.numbered(5_000)); // some of it is on the disk already
            RowWindows windows = windows();

            assertThat(windows.rows(List.of(0L, 1L, 2L, 3L, 4L, 100L)))
                    .extracting(row -> row.get(0).entry().state())
                    .containsExactly(State.RECORDED, State.PLANNED);
            assertThat(windows.total(List.of(Status.RECORDED))).isEqualTo(1);
        }
    }

    /** The counts are the walk; a window of rows, also the first and the last, reads the stretches that these are in. */
    @Test
    void a_window_of_a_status_reads_its_own_rows_alone() throws Exception {
        upload();
        try (Ledger reader = Ledger.openToRead(folder)) {
            var unused = reader.counts();
            Plan plan = reader.plan().orElseThrow();
            for (int from : new int[] {0, 15_000, (int) reader.windows(plan).total(List.of(Status.RECORDED)) - 60}) {
                long steps = steps(reader, () -> {
                    RowWindows windows = reader.windows(plan);
                    List<Long> rows = windows.rowsOf(List.of(Status.RECORDED), from, 60);
                    assertThat(windows.rows(rows)).hasSize(60);
                });
                assertThat(steps).as("from %d", from).isLessThan(ROWS);
            }
        }
    }

    @Test
    void counts_are_a_walk_only_after_a_change_also_by_another_process() throws Exception {
        upload();
        try (Ledger reader = Ledger.openToRead(folder)) {
            Counts before = reader.counts();
            assertThat(steps(reader, reader::counts)).isLessThan(1_000);

            var unused = ledger.leaveUnknown();
            assertThat(reader.counts()).isNotEqualTo(before).isEqualTo(ledger.counts());
        }
    }

    /** What SQLite does for it: a step or more for each row that it looks at. */
    private static long steps(Ledger ledger, ThrowingRunnable work) throws Exception {
        AtomicLong steps = new AtomicLong();
        Connection connection = ledger.database().connection();
        int stride = 100;
        ProgressHandler.setHandler(connection, stride, new ProgressHandler() {
            @Override
            protected int progress() {
                steps.addAndGet(stride);
                return 0;
            }
        });
        try {
            work.run();
        } finally {
            ProgressHandler.clearHandler(connection);
        }
        return steps.get();
    }

    /** What is measured. */
    @FunctionalInterface
    private interface ThrowingRunnable {
        void run() throws Exception;
    }

    /** Whatever the file's size: each question of a window walks over its own rows alone. */
    @Test
    void no_question_of_a_window_walks_over_the_plan() throws Exception {
        WordFile.plan(ledger, "a");
        for (String question : List.of(
                "SELECT 1 FROM feedback WHERE id >= 5 ORDER BY id LIMIT 1",
                "SELECT f.row FROM feedback AS f LEFT JOIN feedback AS carrier ON f.state = 'carried' AND carrier.id ="
                        + " f.carrier WHERE f.generation = 1 AND f.id IN (1, 2, 9) ORDER BY f.id",
                "SELECT DISTINCT row FROM feedback WHERE id >= 1 AND id < 9 AND generation = 1 ORDER BY id LIMIT 60")) {
            List<String> plan = ledger.database()
                    .run(() ->
                            ledger.database().list("EXPLAIN QUERY PLAN " + question, row -> row.getString("detail")));
            assertThat(plan).as(question).noneMatch(step -> step.startsWith("SCAN "));
            assertThat(plan.get(0)).contains("USING INTEGER PRIMARY KEY");
        }
    }

    @Test
    void of_a_row_all_attempts_are_known_wherever_it_moves() throws LedgerException {
        WordFile.plan(ledger, "a", "b", "c");
        WordFile.deliver(ledger, word -> new Outcome.NotSent("no connection"));
        WordFile.deliver(ledger, word -> switch (word) {
            case "a" -> new Outcome.Ambiguous(504, "timed out");
            case "b" -> WordFile.recorded(word);
            default -> new Outcome.Rejected(422, "no");
        });
        WordFile.plan(ledger, "new", "c", "b", "a");
        RowWindows windows = windows();

        assertThat(attempts(windows, 5)).containsExactly("1 null no connection", "2 504 timed out");
        assertThat(attempts(windows, 4)).containsExactly("1 null no connection");
        assertThat(attempts(windows, 3)).containsExactly("1 null no connection");
        assertThat(attempts(windows, 2)).isEmpty();
        assertThat(windows.row(4)).singleElement().satisfies(piece -> {
            assertThat(piece.body()).isEqualTo(WordFile.body("b"));
            assertThat(piece.kind()).isEqualTo("metric");
            assertThat(piece.piece().entry().uploadId()).isEqualTo("id of b");
        });
        assertThat(windows.row(6)).isEmpty();
    }

    private static List<String> attempts(RowWindows windows, long row) throws LedgerException {
        return windows.row(row).get(0).attempts().stream()
                .map(one -> one.number() + " " + one.httpStatus() + " " + one.reason())
                .toList();
    }

    @Test
    void rows_that_went_through_at_once_leave_nothing_behind() throws LedgerException {
        WordFile.plan(ledger, "a", "b");
        WordFile.deliver(ledger, WordFile::recorded);

        assertThat(ledger.database().run(() -> Attempts.count(ledger.database())))
                .isZero();
        assertThat(LongStream.of(2, 3).mapToObj(row -> row))
                .allSatisfy(row -> assertThat(attempts(windows(), row)).isEmpty());
    }
}
