package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a kill, a power cut, a copy or another program's look can leave of a sound ledger opens, and holds what was
 * committed: none of it is taken for damage.
 */
class LegalStatesTest {

    private static final int PAGE = 4096;

    private final Path folder;
    private final List<LedgerFiles> moments = new ArrayList<>();
    private int opened;

    LegalStatesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Keeps the files as they are before each statement that writes, in runs that end well and one that is killed. */
    @BeforeEach
    void moments() throws Exception {
        Path first = Files.createDirectory(folder.resolve("first"));
        try (Ledger ledger = watched(first)) {
            WordFile.plan(ledger, "a", "b", "c", "d", "e");
            WordFile.deliver(ledger, LegalStatesTest::answer);
        }
        keep(first);
        try (Ledger ledger = watched(first)) {
            WordFile.plan(ledger, "x", "b", "c", "e", "y");
            WordFile.deliver(ledger, word -> null);
            keep(first);
        }
        Path killed = folder.resolve("killed");
        beforeTheLastCheckpoint().writeTo(killed);
        try (Ledger ledger = watched(killed)) {
            assertThat(ledger.recover("killed")).isGreaterThan(1);
            ledger.leaveUnknown();
        }
        keep(killed);
        assertThat(moments).hasSizeGreaterThan(15);
    }

    private static Outcome answer(String word) {
        return word.equals("b") ? new Outcome.Rejected(422, "no") : WordFile.recorded(word);
    }

    private Ledger watched(Path run) throws LedgerException {
        return FaultyDisk.watched(() -> keep(run)).open(run);
    }

    private void keep(Path run) {
        try {
            LedgerFiles now = LedgerFiles.of(run);
            if (moments.isEmpty() || !now.isSameAs(moments.get(moments.size() - 1))) {
                moments.add(now);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LedgerFiles beforeTheLastCheckpoint() {
        for (int i = moments.size() - 1; i > 0; i--) {
            if (moments.get(i).log().length > PAGE) {
                return moments.get(i);
            }
        }
        throw new AssertionError("no log");
    }

    /** The states are those that SQLite finds in the same files; {@code how} says what was done, should it fail. */
    private void opens(String how, LedgerFiles files) throws Exception {
        Path ours = folder.resolve("ours " + opened);
        Path theirs = folder.resolve("theirs " + opened++);
        files.writeTo(ours);
        files.writeTo(theirs);
        isWhatSqliteSees(how, ours, LedgerFiles.statesAsSqliteSeesThem(theirs));
        isWhatSqliteSees(how + ", then looked at with SQLite", theirs, LedgerFiles.statesAsSqliteSeesThem(theirs));
    }

    private static void isWhatSqliteSees(String how, Path run, List<String> expected) throws Exception {
        for (int time = 1; time <= 2; time++) {
            try {
                Ledger.open(run, WordFile.OWNER).close();
            } catch (LedgerException e) {
                throw new AssertionError(how + ", opened " + time + ". time: " + e.getMessage(), e);
            }
        }
        assertThat(LedgerFiles.statesAsSqliteSeesThem(run)).as(how).isEqualTo(expected);
    }

    @Test
    void killed_before_any_write() throws Exception {
        for (int i = 0; i < moments.size(); i++) {
            opens("killed at moment " + i, moments.get(i));
        }
    }

    /** As far as the first of those since rows may have been sent, which waited for the disk. */
    @Test
    void a_counter_that_fell_behind_in_a_power_cut_or_a_kill_just_after_a_commit() throws Exception {
        int first = 0;
        for (int i = 1; i < moments.size(); i++) {
            if (moments.get(i).hasSent() != moments.get(i - 1).hasSent()) {
                first = i;
            }
            for (int j = first; j < i; j++) {
                opens(
                        "moment " + i + " with the counter of moment " + j,
                        moments.get(i).withCounterOf(moments.get(j)));
            }
        }
        assertThat(opened).isGreaterThan(10);
    }

    @Test
    void a_log_of_which_the_last_commit_was_not_all_written() throws Exception {
        Random random = new Random(20_260_101);
        for (int i = 1; i < moments.size(); i++) {
            LedgerFiles before = moments.get(i - 1);
            LedgerFiles after = moments.get(i);
            if (before.isLogContinuedBy(after)) {
                int length = before.log().length + random.nextInt(after.log().length - before.log().length);
                opens("moment " + i + ", log cut to " + length, before.withLog(Arrays.copyOf(after.log(), length)));
                byte[] garbage = after.log().clone();
                Arrays.fill(garbage, length, garbage.length, (byte) 0x5a);
                opens("moment " + i + ", log garbage from " + length, before.withLog(garbage));
            }
        }
        assertThat(opened).isGreaterThan(10);
    }

    /** Whichever of the pages were written, and however much of them. */
    @Test
    void a_checkpoint_that_was_cut_off() throws Exception {
        Random random = new Random(20_260_101);
        for (int i = 1; i < moments.size(); i++) {
            LedgerFiles after = moments.get(i);
            LedgerFiles before = moments.get(i - 1);
            if (!Arrays.equals(before.database(), after.database()) && before.log().length > 0) {
                for (int n = 0; n < 12; n++) {
                    String name = "checkpoint before moment " + i + ", " + n;
                    LedgerFiles mixed = before.withDatabase(mixed(before.database(), after.database(), random));
                    opens(name, mixed);
                }
            }
        }
        assertThat(opened).isGreaterThan(20);
    }

    /** Some of the later pages, and half of one. */
    private static byte[] mixed(byte[] before, byte[] after, Random random) {
        int length = random.nextBoolean()
                ? after.length
                : Math.max(before.length, PAGE * random.nextInt(after.length / PAGE));
        byte[] mixed = Arrays.copyOf(before, length);
        for (int page = 0; page < length / PAGE; page++) {
            if (random.nextBoolean()) {
                System.arraycopy(after, page * PAGE, mixed, page * PAGE, random.nextInt(8) == 0 ? PAGE / 2 : PAGE);
            }
        }
        return mixed;
    }
}
