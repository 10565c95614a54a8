package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.server.ServerTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger is opened as this program left it, or not at all. */
class GuardTest {

    private final Path folder;

    GuardTest(@TempDir Path folder) {
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
        flipBit(killed.resolve("ledger.db"), 2 * 4096 + 100);
        isDamaged(killed, "it is not as this program left it");
    }

    /** What is left out is one of the files; what is there is as the run left it, the -shm file too. */
    @ParameterizedTest(name = "{0} without {1}: {2}")
    @CsvSource({
        "killed, nothing, opens",
        "killed, lock, opens",
        "killed, ledger.db-shm, opens",
        "killed, ledger.db-wal, it is not as this program left it",
        "killed, ledger.db-seal, its seal ledger.db-seal is missing",
        "killed, ledger.db, the file is missing or empty",
        "finished, nothing, opens",
        "finished, lock, opens",
        "finished, ledger.db-seal, its seal ledger.db-seal is missing",
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

    @ParameterizedTest
    @ValueSource(strings = {"PASSIVE", "FULL", "RESTART", "TRUNCATE"})
    void another_program_cannot_bring_the_log_into_the_file_while_a_run_goes_on(String mode) throws Exception {
        Path live = Files.createDirectory(folder.resolve("live"));
        Path killed = folder.resolve("killed");
        try (Ledger ledger = Ledger.open(live, WordFile.OWNER)) {
            WordFile.plan(ledger, WordFile.numbered(100));
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + live.resolve("ledger.db"));
                    Statement statement = FaultyDisk.withoutPatience(other).createStatement();
                    ResultSet done = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
                assertThat(done.getInt(3)).as("frames in the file").isZero();
            }
            WordFile.deliver(ledger, word -> null);
            copy(live, killed);
        }

        for (Path run : List.of(live, killed)) {
            try (Ledger ledger = Ledger.open(run, WordFile.OWNER)) {
                assertThat(ledger.counts().of(State.SENDING)).isEqualTo(100);
            }
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
    void a_log_that_was_changed_while_the_run_went_on_is_found_out_at_its_end() throws Exception {
        for (long at : new long[] {40, 3 * 4120 + 1000}) {
            Path live = Files.createDirectory(folder.resolve("live " + at));
            Ledger.open(live, WordFile.OWNER).close();
            Ledger ledger = Ledger.open(live, WordFile.OWNER);
            WordFile.plan(ledger, WordFile.numbered(100));
            WordFile.deliver(ledger, word -> null);
            flipBit(log(live), at);

            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(ledger::close)
                    .withMessageContaining("ledger.db is damaged (its log is not as this program wrote it)");
            isDamaged(live, "it is not as this program left it");
        }
    }

    @Test
    void a_change_that_this_program_did_not_make_is_found_out() throws Exception {
        Path killed = killed();
        Ledger.open(killed, WordFile.OWNER).close();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + killed.resolve("ledger.db"));
                Statement statement = other.createStatement()) {
            statement.execute("UPDATE feedback SET state = 'planned'");
        }

        isDamaged(killed, "it is not as this program left it");
    }

    @Test
    void a_missing_file_and_a_missing_seal_are_found_out() throws Exception {
        Path killed = killed();
        Files.delete(killed.resolve("ledger.db"));
        isDamaged(killed, "the file is missing or empty");
        assertThat(killed.resolve("ledger.db")).as("a file made anew").doesNotExist();

        Path live = folder.resolve("live");
        Files.delete(live.resolve("ledger.db-seal"));
        isDamaged(live, "its seal ledger.db-seal is missing");
    }

    @Test
    void a_ledger_whose_tables_were_made_but_not_sealed_goes_on() throws Exception {
        Path live = Files.createDirectory(folder.resolve("live"));
        Ledger.open(live, WordFile.OWNER).close();
        Seal.create(live.resolve("ledger.db-seal")).close();

        for (int run = 1; run <= 2; run++) {
            try (Ledger ledger = Ledger.open(live, WordFile.OWNER)) {
                assertThat(ledger.plan()).isEmpty();
            }
        }
    }

    @Test
    void a_long_log_is_brought_into_the_file_and_sealed_while_the_run_goes_on() throws Exception {
        Path live = Files.createDirectory(folder.resolve("live"));
        try (Ledger ledger = Ledger.open(live, WordFile.OWNER)) {
            for (int plan = 0; plan < 3; plan++) {
                WordFile.plan(ledger, WordFile.numbered(60_000 + plan));
                claimOne(ledger);
            }
            assertThat(Files.size(live.resolve("ledger.db"))).isGreaterThan(8 << 20);
            copy(live, folder.resolve("killed"));
        }
        try (Ledger ledger = Ledger.open(folder.resolve("killed"), WordFile.OWNER)) {
            assertThat(ledger.counts().of(State.PLANNED)).isEqualTo(59_999);
        }
        flipBit(live.resolve("ledger.db"), Files.size(live.resolve("ledger.db")) / 2);
        isDamaged(live, "it is not as this program left it");
    }

    private static void claimOne(Ledger ledger) throws LedgerException {
        try (Outbox outbox = ledger.outbox()) {
            assertThat(outbox.exchange(List.of(), List.of(), 1, Long.MAX_VALUE, ServerTime.UNKNOWN))
                    .hasSize(1);
        }
    }

    private static void flipBit(Path file, long at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) at] ^= 1;
        Files.write(file, bytes);
    }
}
