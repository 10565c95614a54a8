package feedbackuploader.ledger;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counts of a plan, for which the whole plan is walked over only where something has changed. */
final class LastCounts {

    private final Database database;
    private @Nullable PlanTally last;
    private Changes countedAt = new Changes(-1, -1);

    /** By this connection, and by others (sqlite.org/pragma.html#pragma_data_version). */
    private record Changes(long own, long others) {}

    LastCounts(Database database) {
        this.database = database;
    }

    /** @param plan null for none */
    Counts of(@Nullable Plan plan) throws LedgerException {
        return plan == null ? new Counts(Map.of()) : tally(plan).counts();
    }

    private PlanTally tally(Plan plan) throws LedgerException {
        return database.run(() -> {
            Changes now =
                    new Changes(database.number("SELECT total_changes()"), database.number("PRAGMA data_version"));
            @Nullable PlanTally tally = last;
            if (tally == null || tally.generation() != plan.generation() || !now.equals(countedAt)) {
                tally = PlanTally.of(database, plan);
                last = tally;
                countedAt = now;
            }
            return tally;
        });
    }

    /** As of the last time that it was counted. */
    PlanTally ofAMomentAgo(Plan plan) throws LedgerException {
        @Nullable PlanTally tally = last;
        return tally != null && tally.generation() == plan.generation() ? tally : tally(plan);
    }
}
