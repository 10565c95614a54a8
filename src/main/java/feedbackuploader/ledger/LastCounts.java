package feedbackuploader.ledger;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counts of a plan, for which the whole plan is walked over only where something may have changed. */
final class LastCounts {

    private final Database database;
    private final boolean mayOthersWrite;
    private @Nullable Counts last;
    private long countedAt;

    LastCounts(Database database, boolean mayOthersWrite) {
        this.database = database;
        this.mayOthersWrite = mayOthersWrite;
    }

    /** @param plan null for none */
    Counts of(@Nullable Plan plan) throws LedgerException {
        if (plan == null) {
            return new Counts(Map.of());
        }
        return database.run(() -> {
            long changes = database.number("SELECT total_changes()");
            @Nullable Counts counts = last;
            if (counts == null || changes != countedAt || mayOthersWrite) {
                counts = Counts.of(database, plan, plan.generation());
                last = counts;
                countedAt = changes;
            }
            return counts;
        });
    }
}
