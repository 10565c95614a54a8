package feedbackuploader.ledger;

/**
 * How often a run has sent a row, which is what the ledger counts less what it had counted when the run began. A run is
 * one process, and so is this connection, with which its temporary table is gone.
 */
final class Sends {

    /** Of a row of {@code feedback}. Most were never sent, and need no look-up. */
    static final String OF_THIS_RUN = "CASE attempts WHEN 0 THEN 0 ELSE attempts - coalesce("
            + "(SELECT earlier FROM sends_before WHERE sends_before.id = feedback.id), 0) END";

    private final Database database;
    private boolean isBegun;

    Sends(Database database) {
        this.database = database;
    }

    /** A condition on a row of {@code feedback}. */
    static String fewerThan(int sends) {
        return "(" + OF_THIS_RUN + " < " + sends + ")";
    }

    /** Notes where each row's count stands, once a run and before it sends anything. */
    void count() throws LedgerException {
        if (!isBegun) {
            isBegun = database.run(() -> {
                database.execute("CREATE TEMP TABLE sends_before (id INTEGER PRIMARY KEY, earlier INTEGER NOT NULL)");
                database.execute("INSERT INTO sends_before SELECT id, attempts FROM feedback"
                        + " WHERE attempts > 0 AND state <> 'recorded'");
                return true;
            });
        }
    }
}
