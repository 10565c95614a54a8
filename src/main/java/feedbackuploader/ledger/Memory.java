package feedbackuploader.ledger;

import feedbackuploader.ledger.Recall.Met;
import feedbackuploader.ledger.SentBefore.Certainty;
import feedbackuploader.ledger.SentBefore.Source;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The memory of all rows that this user sent, from the view of one ledger. A run goes: {@link #begin}, a plan,
 * {@link #recall}, perhaps {@link #skip}, {@link #note}, the sending, {@link #settle}. What a killed run had noted its
 * own ledger sets right, at its next run or when another one meets those rows.
 */
public final class Memory {

    /** How this ledger stands to what is remembered of it. */
    public enum Standing {
        /** Nothing is remembered of it. */
        NEW,
        KNOWN,
        /** It lacks what was done with it since: it is a copy, or was restored from one. */
        OLDER
    }

    /** What the server showed before anything was sent, and is left out for that. */
    private static final String SHOWN = "elsewhere = 3";

    private static final String ADD =
            " ON CONFLICT (subject, digest, source) DO UPDATE SET count = count + excluded.count";

    private final Database database;
    private final MemoryFile file;
    private final Path folder;
    private final Owner owner;
    private final String ledger;
    private final long now;
    private final Deployments deployments;
    private final Recall recall;
    private boolean isNoted;

    Memory(Database database, Path file, Owner owner, String ledger, Instant now) {
        this.database = database;
        this.file = new MemoryFile(database, file);
        this.folder = folderOf(database.file());
        this.owner = owner;
        this.ledger = ledger;
        this.now = now.toEpochMilli();
        this.deployments = new Deployments(database);
        this.recall = new Recall(database, deployments, ledger);
    }

    private static Path folderOf(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return Objects.requireNonNullElse(whole.getParent(), whole);
    }

    /** Before a plan is made: sets right what an earlier run of this ledger noted, if it was killed. */
    public Standing begin() throws MemoryException, LedgerException {
        return file.with(() -> {
            String former = new About(database).formerTarget();
            if (former != null && deployments.areDifferent(former, owner.target())) {
                file.write(() -> {
                    deployments.unite(former, owner.target());
                    return true;
                });
            }
            long source = source();
            if (source == 0) {
                return Standing.NEW;
            }
            if (database.number("SELECT commits FROM memory.source WHERE id = ?", source) > commits()) {
                return Standing.OLDER;
            }
            if (database.number("SELECT open FROM memory.source WHERE id = ?", source) == 1) {
                settle(source);
            }
            return Standing.KNOWN;
        });
    }

    /** What became of rows that failed here, and were fixed in a copy. */
    public Fixes fixes() throws MemoryException, LedgerException {
        return file.with(() -> Fixes.of(database, ledger, deployments.known(owner.target())));
    }

    /** 0 when there is none. */
    private long source() throws SQLException {
        return database.number("SELECT id FROM memory.source WHERE ledger = ?", ledger);
    }

    private long commits() throws SQLException {
        return database.number("SELECT commits FROM tally");
    }

    /**
     * What of the rows that are planned was sent before. Where a run was killed, its ledger is asked.
     *
     * @param but ids of ledgers that do not count
     */
    public SentBefore recall(long generation, Set<String> but) throws MemoryException, LedgerException {
        Map<Long, Certainty> asked = new HashMap<>();
        while (true) {
            List<Met> met = file.with(() -> recall.look(generation, owner.target(), source(), but));
            boolean isSettled = false;
            for (Met one : met) {
                if (one.isOpen() && !asked.containsKey(one.id())) {
                    Certainty certainty = ask(one);
                    asked.put(one.id(), certainty);
                    isSettled |= certainty == Certainty.SENT;
                }
            }
            if (!isSettled) {
                return recall.sentBefore(met.stream()
                        .map(one -> source(one, asked.getOrDefault(one.id(), Certainty.SENT)))
                        .toList());
            }
        }
    }

    private Source source(Met met, Certainty certainty) {
        return new Source(
                met.input(),
                met.folder(),
                Instant.ofEpochMilli(met.at()),
                certainty,
                hasLedger(met),
                met.pieces(),
                met.inDoubt());
    }

    /** What is in this ledger's own folder is this ledger, and the other one is gone. */
    private boolean hasLedger(Met met) {
        return !met.folder().equals(folder) && Ledger.existsIn(met.folder());
    }

    /** A run that has not ended goes on, or was killed; then its ledger knows what it sent, if it is still there. */
    private Certainty ask(Met met) throws MemoryException, LedgerException {
        if (!hasLedger(met)) {
            return Certainty.PERHAPS;
        } else if (!RunLock.isFree(met.folder())) {
            return Certainty.RUNNING;
        }
        try (Ledger other = Ledger.openToReport(met.folder())) {
            if (!met.ledger().equals(other.name().ledger())) {
                return Certainty.PERHAPS;
            }
            Absences.collect(other.database(), database);
            Doubts.collect(other.database(), database);
        } catch (SQLException | LedgerException e) {
            return Certainty.PERHAPS; // it is damaged, or another one: it knows less than the memory
        }
        file.with(() -> {
            takeBack(met.id(), met.at(), 0);
            return true;
        });
        return Certainty.SENT;
    }

    /**
     * Leaves out what {@link #recall} found.
     *
     * @return how much that is
     */
    public long skip() throws MemoryException, LedgerException {
        long skipped = recall.skip();
        if (isNoted) {
            file.with(() -> file.write(() -> {
                release(source());
                return true;
            }));
        }
        return skipped;
    }

    /** What {@link #skip} left of rows whose completion it left out. */
    public CreatedElsewhere createdElsewhere(long generation) {
        return new CreatedElsewhere(database, file, generation);
    }

    /** Takes from what {@code source} noted what was left out since. */
    private void release(long source) throws SQLException {
        database.update(
                "UPDATE memory.sent SET count = count - known.sent FROM temp.known"
                        + " WHERE known.subject = sent.subject AND known.digest = sent.digest AND sent.source = ?",
                source);
        database.update(
                "DELETE FROM memory.sent WHERE (subject, digest) IN (SELECT subject, digest FROM temp.known)"
                        + " AND source = ? AND count <= 0",
                source);
    }

    /** The same for what was sent as it is planned, before {@link #note}: for the rest {@link #recall} is to be asked again. */
    public long skipSame() throws LedgerException {
        return recall.skipSame();
    }

    /** Says in the ledger of what {@link #recall} found that it was sent before; it stays planned. */
    public void leaveForNow() throws LedgerException {
        recall.leaveForNow();
    }

    /**
     * Notes that whatever is planned may be sent from now on, and what this ledger sent before if that was forgotten. When
     * this returns, the disk has it, and every other run sees it.
     *
     * @return false when another run has noted something since {@link #recall}, which is then to be asked again
     */
    public boolean note(boolean isNew) throws MemoryException, LedgerException {
        return file.with(() -> file.write(() -> {
            if (recall.isOutdated()) {
                return false;
            }
            noteAs(sourceOrNew(), isNew);
            isNoted = true;
            return true;
        }));
    }

    private void noteAs(long source, boolean isNew) throws SQLException {
        database.update(
                "INSERT INTO memory.sent SELECT subject, digest, ?, count(*) FROM feedback WHERE subject IS NOT NULL AND "
                        + (isNew ? Absences.REACHED : SHOWN) + " GROUP BY subject, digest"
                        + " ON CONFLICT (subject, digest, source) DO UPDATE SET count = max(count, excluded.count)",
                source);
        database.update(
                "INSERT INTO memory.sent SELECT subject, digest, ?, n FROM temp.wanted WHERE n > 0" + ADD, source);
        database.update(
                "INSERT INTO memory.sent SELECT f.subject, f.digest, ?, count(*) FROM feedback AS f"
                        + " JOIN feedback AS carrier ON carrier.id = f.carrier"
                        + " WHERE f.generation = ? AND f.state = 'carried' AND carrier.state = 'planned'"
                        + " AND f.subject IS NOT NULL GROUP BY f.subject, f.digest" + ADD,
                source,
                recall.generation());
        database.update(
                "UPDATE memory.source SET deployment = ?, input = ?, folder = ?, at = ?, commits = ?, open = 1 WHERE id = ?",
                deployments.number(owner.target()),
                owner.input().toString(),
                folder.toString(),
                now,
                commits(),
                source);
        Fixes.note(database, ledger, source, true);
        database.execute("UPDATE memory.change SET number = number + 1");
    }

    private long sourceOrNew() throws SQLException {
        database.update(
                "INSERT INTO memory.source (ledger, deployment, input, folder, at, commits, open) VALUES (?, 0, '', '', 0, 0, 1)"
                        + " ON CONFLICT DO NOTHING",
                ledger);
        return source();
    }

    /** At the end of a run: takes back what is proved not to be there. */
    public void settle() throws MemoryException, LedgerException {
        file.with(() -> {
            long source = source();
            if (source != 0) {
                settle(source);
            }
            return true;
        });
    }

    private void settle(long source) throws SQLException, LedgerException {
        Absences.collect(database, database);
        Doubts.collect(database, database);
        takeBack(source, now, commits());
        file.write(() -> {
            Fixes.note(database, ledger, source, false);
            return true;
        });
    }

    private void takeBack(long source, long at, long commits) throws SQLException, LedgerException {
        file.write(() -> {
            database.update(
                    "DELETE FROM memory.sent WHERE source = ? AND (subject, digest) IN (SELECT subject, digest FROM temp.absent)",
                    source);
            database.update(
                    "INSERT INTO memory.sent SELECT subject, digest, ?, n FROM temp.absent WHERE n > 0", source);
            Doubts.note(database, source);
            database.update(
                    "UPDATE memory.source SET open = 0, at = ?, commits = max(commits, ?) WHERE id = ?",
                    at,
                    commits,
                    source);
            database.execute("UPDATE memory.change SET number = number + 1");
            return true;
        });
    }
}
