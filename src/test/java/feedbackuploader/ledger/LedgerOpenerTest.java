package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import feedbackuploader.server.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose ledger it is, and what is not a ledger. */
class LedgerOpenerTest {

    private static final String NONE = "";

    /** What makes a row end in a state; a request without an answer leaves it {@code sending}. */
    private static final Map<String, Outcome> ANSWERS = Map.of(
            "recorded", new Outcome.Recorded(201, "id"),
            "rejected", new Outcome.Rejected(422, "no such completion"),
            "ambiguous", new Outcome.Ambiguous(502, "bad gateway"),
            "unknown", new Outcome.Ambiguous(502, "bad gateway"),
            "in doubt", new Outcome.Ambiguous(502, "bad gateway"));

    private final Path folder;

    LedgerOpenerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Owner owner(String input, String target, String project) {
        @Nullable String known = project.equals(NONE) ? null : project;
        return new Owner(folder.resolve(input), target, known);
    }

    @ParameterizedTest(name = "held for {0}, asked for {1}: {2}")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "a.csv one demo,  a.csv one demo,  opens",
                "a.csv one demo,  b.csv one demo,  belongs to another file",
                "a.csv one demo,  a.csv two demo,  belongs to an upload to one",
                "a.csv one demo,  a.csv one other, belongs to an upload to use case or project demo",
                "a.csv one demo,  a.csv one '',    opens",
                "a.csv one '',    a.csv one demo,  opens",
                "gone.csv one demo, b.csv one demo, opens",
                "gone.csv one demo, b.csv two demo, belongs to an upload to one"
            })
    void a_ledger_belongs_to_one_input_and_one_target(String held, String asked, String verdict) throws Exception {
        Files.createFile(folder.resolve("a.csv"));
        Files.createFile(folder.resolve("b.csv"));
        leave(held, "recorded");

        if (verdict.equals("opens")) {
            Ledger.open(folder, parse(asked)).close();
        } else {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> Ledger.open(folder, parse(asked)))
                    .withMessageContaining(verdict)
                    .withMessageContaining("--output-dir");
        }
    }

    /** A mistyped address or use case is corrected, and the same folder goes on, unless the wrong one took something. */
    @ParameterizedTest(name = "a row is {0}: {1}")
    @CsvSource({
        "none,      opens",
        "planned,   opens",
        "rejected,  opens",
        "invalid,   opens",
        "skipped,   opens",
        "sending,   belongs to",
        "recorded,  belongs to",
        "ambiguous, belongs to",
        "unknown,   belongs to",
        "in doubt,  belongs to"
    })
    void a_target_that_holds_nothing_gives_the_ledger_up(String left, String verdict) throws Exception {
        leave("a.csv one demo", left);

        for (String asked : List.of("a.csv two demo", "a.csv two other")) {
            if (verdict.equals("opens")) {
                Ledger.open(folder, parse(asked)).close();
                try (Ledger ledger = Ledger.openToRead(folder)) {
                    assertThat(ledger.owner()).isEqualTo(parse(asked));
                }
            } else {
                assertThatExceptionOfType(LedgerException.class)
                        .isThrownBy(() -> Ledger.open(folder, parse(asked)))
                        .withMessageContaining(verdict);
            }
        }
    }

    /** @param state of the one row that the ledger of {@code owner} holds */
    private void leave(String owner, String state) throws Exception {
        try (Ledger ledger = Ledger.open(folder, parse(owner))) {
            if (state.equals("none")) {
                return;
            }
            WordFile.plan(ledger, Map.of("invalid", "!word", "skipped", "-word").getOrDefault(state, "word"));
            if (!state.equals("planned")) {
                WordFile.deliver(ledger, word -> ANSWERS.get(state));
            }
            if (state.equals("unknown") || state.equals("in doubt")) {
                ledger.leaveUnknown();
            }
            if (state.equals("in doubt")) {
                ledger.planUnknownAgain();
            }
        }
    }

    private Owner parse(String text) {
        String[] words = text.split(" ", -1);
        return owner(words[0], words[1], words[2].equals("''") ? NONE : words[2]);
    }

    @Test
    void a_project_that_is_learnt_later_stays_known() throws Exception {
        leave("a.csv one ''", "recorded");
        Ledger.open(folder, owner("a.csv", "one", "demo")).close();
        Ledger.open(folder, owner("a.csv", "one", NONE)).close();

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.open(folder, owner("a.csv", "one", "other")))
                .withMessageContaining("demo");
    }

    @Test
    void a_refused_owner_changes_nothing() throws Exception {
        Owner first = owner("gone.csv", "one", "demo");
        leave("gone.csv one demo", "recorded");
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.open(folder, owner("b.csv", "two", "demo")));

        try (Ledger reader = Ledger.openToRead(folder)) {
            assertThat(reader.owner()).isEqualTo(first);
        }
    }

    @Test
    void a_file_that_moved_with_its_folder_takes_its_ledger_along() throws Exception {
        Path old = Files.createDirectories(folder.resolve("old/a.csv.upload"));
        Files.createFile(folder.resolve("old/a.csv"));
        try (Ledger ledger = Ledger.open(old, owner("old/a.csv", "one", "demo"))) {
            WordFile.plan(ledger, "a");
            WordFile.deliver(ledger, WordFile::recorded);
        }
        Files.move(folder.resolve("old"), folder.resolve("new"));

        try (Ledger ledger = Ledger.open(folder.resolve("new/a.csv.upload"), owner("new/a.csv", "one", "demo"))) {
            assertThat(WordFile.states(ledger)).containsExactly(State.RECORDED);
            assertThat(ledger.owner().input()).isEqualTo(folder.resolve("new/a.csv"));
        }
    }

    @Test
    void the_connection_that_writes_waits_for_the_disk() throws Exception {
        Ledger.open(folder, WordFile.OWNER).close();
        try (Database database = database()) {
            assertThat(text(database, "PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(text(database, "PRAGMA synchronous")).isEqualTo("2");
        }
    }

    private Database database() throws LedgerException {
        return Database.open(CommitCounter.readOrMake(folder.resolve("ledger.db")), UnaryOperator.identity());
    }

    private static String text(Database database, String sql) throws SQLException {
        try (Statement statement = database.connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.getString(1);
        }
    }

    private void change(String... statements) throws Exception {
        try (Database database = database()) {
            for (String statement : statements) {
                database.execute(statement);
            }
        }
    }

    private void isRefused(String... words) {
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.open(folder, WordFile.OWNER))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.openToRead(folder))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    @Test
    void a_ledger_of_a_later_version_is_refused() throws Exception {
        Ledger.open(folder, WordFile.OWNER).close();
        change("PRAGMA user_version = " + (Schema.VERSION + 1));

        isRefused(
                "later version of this program",
                "ledger version " + (Schema.VERSION + 1),
                "knows " + Schema.VERSION,
                "Use that version");
    }

    @Test
    void a_ledger_of_an_earlier_version_is_refused() throws Exception {
        Ledger.open(folder, WordFile.OWNER).close();
        Files.delete(folder.resolve("ledger.db-commits"));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                Statement statement = other.createStatement()) {
            statement.execute("DROP TABLE tally");
            statement.execute("PRAGMA user_version = 1");
        }

        isRefused("earlier version of this program", "ledger version 1", "knows " + Schema.VERSION, "Use that version");
    }

    @Test
    void a_state_that_is_none_is_damage() throws Exception {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "a");
            WordFile.deliver(ledger, WordFile::recorded);
        }
        change("PRAGMA ignore_check_constraints = true", "UPDATE feedback SET state = 'planmed'");

        isRefused("ledger.db is damaged");
    }

    @Test
    void a_folder_in_the_ledgers_place_is_refused() throws Exception {
        Files.createDirectory(folder.resolve("ledger.db"));

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.open(folder, WordFile.OWNER))
                .withMessageContaining("ledger.db is not a file")
                .withMessageContaining("--output-dir");
    }

    @Test
    void a_ledger_that_another_program_writes_into_is_told() throws Exception {
        Ledger.open(folder, WordFile.OWNER).close();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                Statement statement = other.createStatement();
                Ledger ledger = LedgerOpener.toWrite(folder, WordFile.OWNER, false, FaultyDisk::withoutPatience)) {
            statement.execute("BEGIN IMMEDIATE");

            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(ledger::leaveUnknown)
                    .withMessageContaining("is in use by another program");
            statement.execute("ROLLBACK");
        }
    }

    @Test
    void a_read_only_file_is_told() throws Exception {
        Ledger.open(folder, WordFile.OWNER).close();
        Path file = folder.resolve("ledger.db");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeFalse(Files.isWritable(file), "root may write everywhere");

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.open(folder, WordFile.OWNER))
                .withMessageContaining("read-only");
    }

    @Test
    void another_programs_database_is_refused() throws Exception {
        change("CREATE TABLE theirs (x)");

        isRefused("is not a ledger of this program", "--output-dir");
        change("INSERT INTO theirs VALUES (1)");
    }

    @Test
    void garbage_is_refused() throws Exception {
        Files.writeString(folder.resolve("ledger.db"), "row,score\n1,2\n".repeat(100));

        isRefused("is damaged", "Restore its complete folder from a copy");
    }

    @Test
    void a_ledger_damaged_in_the_middle_is_told_as_damaged() throws Exception {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, WordFile.numbered(2_000));
            WordFile.deliver(ledger, word -> null);
        }
        Path file = folder.resolve("ledger.db");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 2 * 4096; i < bytes.length; i++) {
            bytes[i] = 0x55;
        }
        Files.write(file, bytes);

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> {
                    try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
                        WordFile.deliver(ledger, WordFile::recorded);
                    }
                })
                .withMessageContaining("is damaged");
    }

    @Test
    void there_is_nothing_to_read_where_nothing_was_uploaded() {
        assertThat(Ledger.existsIn(folder)).isFalse();
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.openToRead(folder))
                .withMessageContaining("There is no ledger in " + folder);
        assertThat(folder).as("looking makes no file").isEmptyDirectory();
    }

    @Test
    void a_ledger_whose_making_was_cut_off_is_made_again_but_cannot_be_read() throws Exception {
        Files.createFile(folder.resolve("ledger.db"));
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.openToRead(folder))
                .withMessageContaining("is empty: no upload has started there, or its content is lost.");

        Ledger.open(folder, WordFile.OWNER).close();
        Ledger.openToRead(folder).close();
    }

    @Test
    void a_missing_folder_is_told() {
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.open(folder.resolve("nowhere"), WordFile.OWNER))
                .withMessageContaining("nowhere")
                .withMessageContaining("--output-dir");
    }

    @Test
    void a_read_only_folder_is_told() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(folder), "root may write everywhere");
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> Ledger.open(folder, WordFile.OWNER))
                    .withMessageContaining("writable");
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
