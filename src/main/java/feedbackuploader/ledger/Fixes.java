package feedbackuploader.ledger;

import feedbackuploader.feedback.RowKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What became of rows that failed in one upload, and were fixed in a copy and uploaded from there. A row is known by its
 * content as it failed, never by its number, and each that was fixed accounts for one.
 *
 * <p>In the memory's table {@code fix} stands a line for each piece of feedback that such a copy sent, with what became of
 * its row as a whole: {@value #OPEN} where something of the row is still to be done there, {@value #RECORDED},
 * or {@value #IN_DOUBT} where the server may have it.
 */
public final class Fixes {

    private static final int OPEN = 0;
    private static final int RECORDED = 1;
    private static final int IN_DOUBT = 2;

    /** Nothing is remembered. */
    public static final Fixes NONE = new Fixes();

    /**
     * A row that was fixed in a copy.
     *
     * @param copy in which it was fixed
     * @param isInDoubt whether the server may have it, or may not
     * @param pieces of feedback that were sent for it
     * @param subjects of these pieces
     */
    public record Fix(OtherUpload copy, boolean isInDoubt, Set<RowKey> pieces, Set<Long> subjects) {
        public Fix {
            pieces = Set.copyOf(pieces);
            subjects = Set.copyOf(subjects);
        }
    }

    private final Map<String, Deque<Fix>> whole = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final CRC32 stamp = new CRC32();

    private Fixes() {}

    /** Those of rows of {@code ledger} that went to the deployment of {@code target}. */
    static Fixes of(Database database, String ledger, long deployment) throws SQLException {
        Fixes fixes = new Fixes();
        return database.read(
                """
                SELECT x.original, x.standing, f.input, x.source, x.row, x.digest, x.subject, f.folder
                FROM memory.fix AS x CROSS JOIN memory.source AS f ON f.id = x.source
                WHERE x.original >= ?1 || ':' AND x.original < ?1 || ';' AND f.deployment = ?2 AND f.ledger <> ?1
                ORDER BY x.standing = 0, x.standing, x.original, x.source, x.row""",
                lines -> {
                    fixes.read(lines);
                    return fixes;
                },
                ledger,
                deployment);
    }

    /**
     * The run folders from which rows to fix of {@code ledger} were sent.
     *
     * @param memory its file, which may be missing
     */
    public static List<Path> folders(Path memory, Ledger ledger) throws LedgerException {
        if (!Files.isRegularFile(memory)) {
            return List.of();
        }
        String id = ledger.about().id();
        try (Database file = Database.openToRead(memory)) {
            return file.run(() -> file.has("sqlite_schema WHERE name = 'fix'") ? folders(file, id) : List.of());
        }
    }

    private static List<Path> folders(Database memory, String ledger) throws SQLException {
        return memory.list(
                "SELECT DISTINCT folder FROM source JOIN fix ON fix.source = source.id"
                        + " WHERE original >= ?1 || ':' AND original < ?1 || ';' AND source.ledger <> ?1 ORDER BY source.id",
                found -> Path.of(String.valueOf(found.getString(1))),
                ledger);
    }

    private void read(ResultSet lines) throws SQLException {
        String row = "";
        String original = "";
        @Nullable Fix fix = null;
        while (lines.next()) {
            String next = lines.getString(1) + ' ' + lines.getLong(4) + ' ' + lines.getLong(5);
            if (!next.equals(row)) {
                add(original, fix);
                row = next;
                original = String.valueOf(lines.getString(1));
                fix = lines.getInt(2) == OPEN
                        ? null
                        : new Fix(
                                new OtherUpload(Path.of(lines.getString(3)), Path.of(lines.getString(8))),
                                lines.getInt(2) == IN_DOUBT,
                                Set.of(),
                                Set.of());
                begun.add(original);
                stamp.update((next + ' ' + lines.getInt(2) + '\n').getBytes(StandardCharsets.UTF_8));
            }
            if (fix != null) {
                Set<RowKey> pieces = new HashSet<>(fix.pieces());
                pieces.add(RowKey.ofBytes(lines.getBytes(6)));
                Set<Long> subjects = new HashSet<>(fix.subjects());
                subjects.add(lines.getLong(7));
                fix = new Fix(fix.copy(), fix.isInDoubt(), pieces, subjects);
            }
        }
        add(original, fix);
    }

    private void add(String original, @Nullable Fix fix) {
        if (fix != null) {
            whole.computeIfAbsent(original, any -> new ArrayDeque<>()).add(fix);
        }
    }

    public boolean isEmpty() {
        return begun.isEmpty();
    }

    /** The copies that were fixed and may, or may not, have been recorded: their own uploads can tell. */
    public List<OtherUpload> inDoubt() {
        return whole.values().stream()
                .flatMap(Deque::stream)
                .filter(Fix::isInDoubt)
                .map(Fix::copy)
                .distinct()
                .toList();
    }

    /** Changes with what is remembered; 0 when nothing is. */
    public long stamp() {
        return stamp.getValue();
    }

    /** Whether anything was sent for a row of this origin. */
    public boolean concern(String origin) {
        return begun.contains(origin);
    }

    /** The next row of this origin of which nothing is left to be done; each is taken once. */
    public Optional<Fix> take(String origin) {
        return Optional.ofNullable(whole.get(origin)).map(Deque::poll);
    }

    /**
     * Notes what {@code source} sent for rows of others.
     *
     * @param isToBeSent whether what is planned may leave at any moment; else it is proved not to be there
     */
    static void note(Database database, String ledger, long source, boolean isToBeSent) throws SQLException {
        database.update("DELETE FROM memory.fix WHERE source = ?", source);
        String maybe = "state IN ('sending', 'ambiguous', 'unknown'" + (isToBeSent ? ", 'planned'" : "")
                + ") OR (doubt > 0 AND state <> 'recorded')";
        String there = "state = 'recorded' OR elsewhere IN (1, 3)";
        FixedHere.note(database, ledger, source, maybe, there);
        if (database.number("SELECT EXISTS (SELECT 1 FROM feedback WHERE original IS NOT NULL)") == 0) {
            return;
        }
        database.update("""
                INSERT OR IGNORE INTO memory.fix
                SELECT o.value, ?1, whole.id, f.subject, f.digest,
                  CASE WHEN whole.open THEN %d WHEN whole.maybe THEN %d ELSE %d END
                FROM feedback AS f
                  JOIN (SELECT generation, row, min(id) AS id, max(%s) AS maybe,
                          max(NOT (%s) AND NOT (%s) AND state <> 'skipped') AS open
                        FROM feedback WHERE original IS NOT NULL GROUP BY generation, row) AS whole
                    ON whole.generation = f.generation AND whole.row = f.row
                  JOIN json_each('["' || replace(f.original, ' ', '","') || '"]') AS o
                WHERE f.original IS NOT NULL AND f.subject IS NOT NULL AND (%s OR %s) AND o.value NOT LIKE ?2 || ':%%'""".formatted(OPEN, IN_DOUBT, RECORDED, maybe, maybe, there, maybe, there), source, ledger);
    }
}
