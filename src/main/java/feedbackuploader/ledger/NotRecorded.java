package feedbackuploader.ledger;

/** The pieces of the current plan of which the ledger can say why they are not recorded. */
public final class NotRecorded {

    private static final String HAS_A_REASON =
            "f.state NOT IN ('recorded', 'skipped') AND (f.reason IS NOT NULL OR f.carrier IS NOT NULL)";

    private NotRecorded() {}

    /** In the order of the file; some pieces of a row may be missing. The caller closes it. */
    public static RowPieces of(Ledger ledger) throws LedgerException {
        Database database = ledger.database();
        long generation = ledger.plan().map(Plan::generation).orElse(0L);
        return new Entries(
                database, generation, database.run(() -> Entries.Shape.of(database, generation)), HAS_A_REASON);
    }
}
