package feedbackuploader.ledger;

import feedbackuploader.feedback.RowKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Completions that other uploads of this user created: what is new of a row whose completion is left out here for that
 * reason goes to the id that the other upload's ledger knows.
 */
public final class CreatedElsewhere {

    private static final String SENT_ELSEWHERE = "creation.state = 'skipped' AND creation.elsewhere = 1";

    /** What stays here of a row whose completion is left out. */
    private static final String LEFT_ALONE = """
            generation = ?1 AND awaits = 1 AND state = '%s' AND EXISTS (
              SELECT 1 FROM link JOIN feedback AS creation ON creation.id = link.creation
              WHERE link.id = feedback.id AND %s)""";

    /** @param id of the interaction that is left out */
    private record LeftOut(long id, RowKey key, int occurrence, String ledger, Path folder) {}

    private final Database database;
    private final MemoryFile memory;
    private final long generation;

    CreatedElsewhere(Database database, MemoryFile memory, long generation) {
        this.database = database;
        this.memory = memory;
        this.generation = generation;
    }

    /**
     * The ids under which a ledger has an interaction, one for each time that it was created.
     *
     * @param row whose own comes first
     */
    public static List<String> ids(Ledger ledger, RowKey key, long row) throws LedgerException {
        return ledger.database()
                .run(() -> ledger.database()
                        .list(
                                "SELECT upload_id FROM feedback WHERE digest = ?1 AND kind = 'interaction'"
                                        + " AND upload_id IS NOT NULL AND state IN ('recorded', 'skipped')"
                                        + " ORDER BY row = ?2 DESC, occurrence, id",
                                found -> String.valueOf(found.getString(1)),
                                key.bytes(),
                                row));
    }

    /** Whether anything needs an id. */
    public boolean isAny() throws LedgerException {
        return database.run(() -> database.has(
                        "feedback WHERE " + LEFT_ALONE.formatted("waiting", SENT_ELSEWHERE), generation)
                || database.has("feedback WHERE " + LEFT_ALONE.formatted("carried", SENT_ELSEWHERE), generation));
    }

    /** Asks the ledgers of the uploads that created them; what got an id is planned. */
    public void giveIds() throws MemoryException, LedgerException {
        memory.with(() -> {
            giveIdsNow();
            return true;
        });
    }

    private void giveIdsNow() throws LedgerException, SQLException {
        Map<Long, String> ids = new HashMap<>();
        Map<Path, List<LeftOut>> byFolder = new HashMap<>();
        for (LeftOut one : leftOut()) {
            byFolder.computeIfAbsent(one.folder(), any -> new ArrayList<>()).add(one);
        }
        for (Map.Entry<Path, List<LeftOut>> folder : byFolder.entrySet()) {
            ids.putAll(idsIn(folder.getKey(), folder.getValue()));
        }
        database.inTransaction(() -> {
            Transitions.lift(database);
            database.update(
                    "UPDATE feedback SET state = 'waiting', carrier = NULL, reason = ?2 WHERE "
                            + LEFT_ALONE.formatted("carried", SENT_ELSEWHERE),
                    generation,
                    WaitingWords.NOT_YET);
            for (Map.Entry<Long, String> id : ids.entrySet()) {
                database.update("UPDATE feedback SET upload_id = ? WHERE id = ?", id.getValue(), id.getKey());
            }
            new Creations(database, generation, SameText.EACH, null).giveKnownIds();
            Transitions.enforce(database);
            return true;
        });
    }

    private List<LeftOut> leftOut() throws SQLException {
        return database.list(
                """
                SELECT creation.id, creation.digest, creation.occurrence, f.ledger, f.folder
                FROM feedback AS creation JOIN temp.known AS k ON k.digest = creation.digest
                  JOIN memory.source AS f ON f.id = k.source
                WHERE creation.generation = ?1 AND creation.kind = 'interaction' AND creation.upload_id IS NULL AND %s
                  AND creation.id IN (SELECT creation FROM link)""".formatted(SENT_ELSEWHERE),
                found -> new LeftOut(
                        found.getLong(1),
                        RowKey.ofBytes(Objects.requireNonNull(found.getBytes(2))),
                        found.getInt(3),
                        String.valueOf(found.getString(4)),
                        Path.of(String.valueOf(found.getString(5)))),
                generation);
    }

    /** A ledger that is gone, or that cannot be read, knows no id. */
    private static Map<Long, String> idsIn(Path folder, List<LeftOut> leftOut) {
        Map<Long, String> ids = new HashMap<>();
        if (!Ledger.existsIn(folder)) {
            return ids;
        }
        try (Ledger ledger = Ledger.openToRead(folder)) {
            for (LeftOut one : leftOut) {
                List<String> all = ids(ledger, one.key(), 0);
                if (one.ledger().equals(ledger.name().ledger()) && !all.isEmpty()) {
                    ids.put(one.id(), all.get(Math.min(one.occurrence(), all.size()) - 1));
                }
            }
            return ids;
        } catch (LedgerException e) {
            return Map.of();
        }
    }

    /** @return how much stays without an id, and is invalid for that */
    public long refuseTheRest() throws LedgerException {
        return database.inTransaction(() -> Creations.refuseNameless(database, generation));
    }
}
