package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.server.ServerTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ledger that lost commits, is an older copy or is damaged is refused. */
class CommitCounterTest {

    private final Path folder;

    CommitCounterTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** The run folder of a process that was killed after it had claimed three rows of five. */
    private Path killed() throws Exception {
        Path live = Files.createDirectory(folder.resolve("live"));
        Path killed = folder.resolve("killed");
        try (Ledger ledger = Ledger.open(live, WordFile.OWNER)) {
            WordFile.plan(ledger, WordFile.numbered(5));
        }
        try (Ledger ledger = Ledger.open(live, WordFile.OWNER);
                Outbox outbox = ledger.outbox()) {
            assertThat(outbox.exchange(List.of(), List.of(), 3, Long.MAX_VALUE, ServerTime.UNKNOWN))
                    .hasSize(3);
            copy(live, killed);
        }
        assertThat(log(killed)).isNotEmptyFile();
        return killed;
    }

    private static Path log(Path ledgerFolder) {
        return ledgerFolder.resolve("ledger.db-wal");
    }

    private static void copy(Path from, Path to) throws IOException {
        copyAll(from, to);
        Files.deleteIfExists(to.resolve("ledger.db-shm"));
    }

    private static void copyAll(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void claimsAreThere(Ledger ledger) throws LedgerException {
        assertThat(WordFile.states(ledger))
                .containsExactly(State.SENDING, State.SENDING, State.SENDING, State.PLANNED, State.PLANNED);
    }

    private static void isDamaged(Path ledgerFolder, String how) {
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.open(ledgerFolder, WordFile.OWNER))
                .withMessageContaining("ledger.db is damaged (" + how)
                .withMessageContaining("nothing more is");
        if (Ledger.existsIn(ledgerFolder)) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> Ledger.openToRead(ledgerFolder))
                    .withMessageContaining("ledger.db is damaged (" + how);
        }
    }

    @Test
    void looking_at_what_a_killed_run_left_changes_nothing() throws Exception {
        Path killed = killed();
        byte[] before = Files.readAllBytes(log(killed));
        try (Ledger ledger = Ledger.openToRead(killed)) {
            claimsAreThere(ledger);
        }
        try (Ledger ledger = Ledger.openToReport(killed)) {
            claimsAreThere(ledger);
        }

        assertThat(log(killed)).hasBinaryContent(before);
        try (Ledger ledger = Ledger.open(killed, WordFile.OWNER)) {
            claimsAreThere(ledger);
        }
    }

    @Test
    void another_program_may_look_at_what_a_killed_run_left() throws Exception {
        Path killed = killed();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + killed.resolve("ledger.db"));
                Statement statement = other.createStatement()) {
            statement.executeQuery("SELECT count(*) FROM feedback").close();
        }
        assertThat(log(killed)).as("the other program brought it into the file").doesNotExist();

        try (Ledger ledger = Ledger.openToRead(killed)) {
            claimsAreThere(ledger);
        }
        try (Ledger ledger = Ledger.open(killed, WordFile.OWNER)) {
            claimsAreThere(ledger);
        }
    }

    /** What is left out is one of the files; what is there is as the run left it, the -shm file too. */
    @ParameterizedTest(name = "{0} without {1}: {2}")
    @CsvSource({
        "killed, nothing, opens",
        "killed, lock, opens",
        "killed, ledger.db-shm, opens",
        "killed, ledger.db-wal, its content is lost",
        "killed, ledger.db-commits, its counter ledger.db-commits is missing",
        "killed, ledger.db, the file is missing or empty",
        "finished, nothing, opens",
        "finished, lock, opens",
        "finished, ledger.db-commits, its counter ledger.db-commits is missing",
        "finished, ledger.db, the file is missing or empty"
    })
    void a_copy_of_a_run_folder_is_whole_or_refused(String stage, String leftOut, String verdict) throws Exception {
        Path live = Files.createDirectory(folder.resolve("live"));
        Path copy = folder.resolve("copy");
        try (Ledger ledger = Ledger.open(live, WordFile.OWNER)) {
            WordFile.plan(ledger, "a", "b");
            WordFile.deliver(ledger, WordFile::recorded);
            if (stage.equals("killed")) {
                copyAll(live, copy);
            }
        }
        if (stage.equals("finished")) {
            copyAll(live, copy);
        }
        if (!leftOut.equals("nothing")) {
            Files.delete(copy.resolve(leftOut));
        }

        if (verdict.equals("opens")) {
            try (Ledger ledger = Ledger.open(copy, WordFile.OWNER)) {
                assertThat(WordFile.states(ledger)).containsExactly(State.RECORDED, State.RECORDED);
            }
        } else {
            isDamaged(copy, verdict);
        }
    }

    @Test
    void a_log_that_lost_its_last_commit_is_found_out() throws Exception {
        Path killed = killed();
        byte[] bytes = Files.readAllBytes(log(killed));
        Files.write(log(killed), Arrays.copyOf(bytes, bytes.length - 1));
        isDamaged(killed, "its latest changes are lost");

        Files.delete(log(killed));
        isDamaged(killed, "its latest changes are lost");
    }

    @Test
    void a_missing_file_and_a_missing_counter_are_found_out() throws Exception {
        Path killed = killed();
        Files.delete(killed.resolve("ledger.db"));
        isDamaged(killed, "the file is missing or empty");
        assertThat(killed.resolve("ledger.db")).as("a file made anew").doesNotExist();

        Path live = folder.resolve("live");
        Files.delete(live.resolve("ledger.db-commits"));
        isDamaged(live, "its counter ledger.db-commits is missing");
    }

    @Test
    void a_ledger_of_which_the_making_was_cut_off_goes_on() throws Exception {
        Path live = Files.createDirectory(folder.resolve("live"));
        Files.createFile(live.resolve("ledger.db-commits"));

        for (int run = 1; run <= 2; run++) {
            try (Ledger ledger = Ledger.open(live, WordFile.OWNER)) {
                assertThat(ledger.plan()).isEmpty();
            }
        }
    }

    /** Beside the log of the latest run, too, which tells of the latest commits, but not of those between. */
    @Test
    void an_older_copy_is_found_out() throws Exception {
        Path live = Files.createDirectory(folder.resolve("live"));
        Path older = folder.resolve("older.db");
        Path killed = folder.resolve("killed");
        try (Ledger ledger = Ledger.open(live, WordFile.OWNER)) {
            WordFile.plan(ledger, WordFile.numbered(2_000));
            claim(ledger, 1);
        }
        Files.copy(live.resolve("ledger.db"), older);
        try (Ledger ledger = Ledger.open(live, WordFile.OWNER)) {
            claim(ledger, 1_000);
        }
        try (Ledger ledger = Ledger.open(live, WordFile.OWNER)) {
            claim(ledger, 1);
            copy(live, killed);
        }
        Ledger.openToRead(killed).close();

        for (Path run : List.of(live, killed)) {
            Files.copy(older, run.resolve("ledger.db"), StandardCopyOption.REPLACE_EXISTING);
            isDamaged(run, "it is an older copy");
        }
    }

    @Test
    void damage_is_found_out() throws Exception {
        Path live = Files.createDirectory(folder.resolve("live"));
        try (Ledger ledger = Ledger.open(live, WordFile.OWNER)) {
            WordFile.plan(ledger, WordFile.numbered(500));
            claim(ledger, 1);
        }
        byte[] bytes = Files.readAllBytes(live.resolve("ledger.db"));
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 8192, (byte) 0x55);
        Files.write(live.resolve("ledger.db"), bytes);

        isDamaged(live, "SQLite finds faults in it");
    }

    /** A log of 16 MB is brought into the file while the run goes on. */
    @Test
    void a_run_that_was_killed_after_its_log_was_brought_in_goes_on() throws Exception {
        Path live = Files.createDirectory(folder.resolve("live"));
        try (Ledger ledger = Ledger.open(live, WordFile.OWNER)) {
            for (int plan = 0; plan < 3; plan++) {
                WordFile.plan(ledger, WordFile.numbered(60_000 + plan));
                claim(ledger, 1);
            }
            assertThat(Files.size(live.resolve("ledger.db"))).isGreaterThan(8 << 20);
            copy(live, folder.resolve("killed"));
        }
        try (Ledger ledger = Ledger.open(folder.resolve("killed"), WordFile.OWNER)) {
            assertThat(ledger.counts().of(State.PLANNED)).isEqualTo(59_999);
        }
    }

    private static void claim(Ledger ledger, int rows) throws LedgerException {
        try (Outbox outbox = ledger.outbox()) {
            assertThat(outbox.exchange(List.of(), List.of(), rows, Long.MAX_VALUE, ServerTime.UNKNOWN))
                    .hasSize(rows);
        }
    }
}
