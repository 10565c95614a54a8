package feedbackuploader.ledger;

import feedbackuploader.feedback.RunName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose ledger it is, and what it keeps beside the rows. */
public final class About {

    private static final SecureRandom ID = new SecureRandom();

    private final Database database;

    About(Database database) {
        this.database = database;
    }

    /**
     * Makes the ledger {@code owner}'s, unless it is of another file, or of another target that may hold some of it.
     *
     * @param adopts the other target is this one by another name, or its use case or project was a mistake
     */
    void claimFor(Owner owner, boolean adopts) throws LedgerException {
        database.inTransaction(() -> {
            String input = owner.input().toString();
            @Nullable String heldInput = value("input");
            if (heldInput != null && !heldInput.equals(input) && Files.exists(Path.of(heldInput))) {
                throw new ForeignLedgerException(
                        "The run folder " + database.file().getParent() + " belongs to another file, " + heldInput
                                + ". Choose another folder with --output-dir.");
            }
            @Nullable String heldTarget = value("target");
            if (heldTarget != null && !heldTarget.equals(owner.target()) && mayHaveReachedItsTarget()) {
                if (!adopts) {
                    throw belongsElsewhere(heldTarget, owner.target());
                }
                set("former_target", heldTarget);
            }
            @Nullable String heldProject = value("project");
            if (heldProject != null
                    && owner.project() != null
                    && !heldProject.equals(owner.project())
                    && mayHaveReachedItsTarget()) {
                if (!adopts) {
                    throw belongsElsewhere("use case or project " + heldProject, owner.project());
                }
                refuseOpenPreferences(heldProject);
            }
            boolean isElsewhere = (heldTarget != null && !heldTarget.equals(owner.target()))
                    || (heldProject != null && owner.project() != null && !heldProject.equals(owner.project()));
            if (isElsewhere) {
                database.update("DELETE FROM completion_key"); // these completions are found anew there
            }
            if (value("id") == null) {
                set("id", HexFormat.of().toHexDigits(ID.nextLong()));
            }
            set("input", input);
            set("target", owner.target());
            if (owner.project() != null) {
                set("project", owner.project());
            }
            return true;
        });
    }

    /** Not when every try failed, at a mistyped address for instance: the command is then corrected and goes on. */
    private boolean mayHaveReachedItsTarget() throws SQLException {
        return database.has("feedback WHERE (doubt > 0 AND state <> 'skipped')"
                + " OR state NOT IN ('planned', 'rejected', 'invalid', 'skipped')");
    }

    /** They may be there, where a read-back under the new name would not see them, and they would be sent twice. */
    private void refuseOpenPreferences(String heldProject) throws SQLException, LedgerException {
        long open = database.number("SELECT count(*) FROM feedback WHERE kind = 'preference'"
                + " AND (doubt > 0 OR state IN ('sending', 'ambiguous', 'unknown'))");
        if (open > 0) {
            throw new LedgerException(
                    "The server may have recorded " + open + (open == 1 ? " preference" : " preferences")
                            + " under the use case or project " + heldProject
                            + ". Run once more with " + heldProject + " to check, and then change it.");
        }
    }

    private ForeignLedgerException belongsElsewhere(String held, String asked) {
        return ForeignLedgerException.ofAnotherTarget("The run folder "
                + database.file().getParent() + " belongs to an upload to " + held + ", but this command names " + asked
                + ". If this is a typing error, correct the command. For another deployment, choose another run folder"
                + " with --output-dir.");
    }

    /** The name that the target had when its upload was adopted; null when it never was. */
    @Nullable
    String formerTarget() throws SQLException {
        return value("former_target");
    }

    /** What was remembered of the last report that can never become another one. */
    public Optional<String> report() throws LedgerException {
        return database.run(() -> Optional.ofNullable(value("report")));
    }

    public void rememberReport(String words) throws LedgerException {
        database.inTransaction(() -> {
            set("report", words);
            return true;
        });
    }

    /** How the file was understood when it was planned, in the words of {@link #rememberUnderstood}. */
    public Optional<String> understood() throws LedgerException {
        return database.run(() -> Optional.ofNullable(value("understood")));
    }

    public void rememberUnderstood(String words) throws LedgerException {
        database.inTransaction(() -> {
            set("understood", words);
            return true;
        });
    }

    /** How much that is planned says in other words what the same file said when it was recorded. */
    public long reworded() throws LedgerException {
        return database.run(() -> Long.parseLong(Objects.requireNonNullElse(value("reworded"), "0")));
    }

    public void rememberReworded(long pieces) throws LedgerException {
        if (pieces != reworded()) {
            database.inTransaction(() -> {
                set("reworded", Long.toString(pieces));
                return true;
            });
        }
    }

    /** How soon the server lists a new completion, as any run has seen; empty when none has. */
    public Optional<Duration> listedWithin() throws LedgerException {
        return database.run(() -> Optional.ofNullable(value("listed_within_ms"))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis))));
    }

    /** For runs after this one that create none by which it could be seen. */
    public void rememberListedWithin(Duration delay) throws LedgerException {
        database.inTransaction(() -> {
            set("listed_within_ms", Long.toString(delay.toMillis() + 1));
            return true;
        });
    }

    private @Nullable String value(String name) throws SQLException {
        return database.first("SELECT value FROM about WHERE name = ?", row -> row.getString(1), name)
                .orElse(null);
    }

    private void set(String name, String value) throws SQLException {
        database.update(
                "INSERT INTO about (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                name,
                value);
    }

    /** Empty for one that was not opened to write since ledgers have an id. */
    String id() throws LedgerException {
        return database.run(() -> Objects.requireNonNullElse(value("id"), ""));
    }

    /**
     * The id of the ledger in {@code folder}, by which a report names it; empty when there is none.
     *
     * @throws LedgerException when what is there cannot be read
     */
    public static String idIn(Path folder) throws LedgerException {
        if (!Ledger.existsIn(folder)) {
            return "";
        }
        try (Database database = Database.openToRead(LedgerOpener.file(folder))) {
            return new About(database).id();
        }
    }

    RunName name() throws LedgerException {
        Owner owner = owner();
        return new RunName(owner.target(), owner.project(), id());
    }

    Owner owner() throws LedgerException {
        return database.run(() -> new Owner(
                Path.of(Objects.requireNonNullElse(value("input"), "")),
                Objects.requireNonNullElse(value("target"), ""),
                value("project")));
    }
}
