package feedbackuploader.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * An upload that the memory of sent rows knows.
 *
 * @param folder its run folder, which may be gone by now
 * @param target a name of the deployment that it went to
 * @param at when it was noted last
 */
public record RememberedUpload(Path input, Path folder, String target, Instant at) {

    private static final int MOST = 200;

    /** Those in the memory {@code file}, the last first; none when there is no such file. */
    public static List<RememberedUpload> in(Path file) throws LedgerException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Database memory = Database.openToRead(file)) {
            return memory.run(() -> memory.list(
                    "SELECT input, folder, (SELECT min(target) FROM name WHERE name.deployment = source.deployment), at"
                            + " FROM source WHERE input <> '' ORDER BY at DESC LIMIT ?",
                    row -> new RememberedUpload(
                            Path.of(row.getString(1)),
                            Path.of(row.getString(2)),
                            String.valueOf(row.getString(3)),
                            Instant.ofEpochMilli(row.getLong(4))),
                    MOST));
        }
    }
}
