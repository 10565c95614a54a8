package feedbackuploader.ledger;

import java.sql.SQLException;

/** The deployments that the memory knows, each by a number: one may have several names. */
record Deployments(Database database) {

    private static final String THIS_COMPUTER = "127.0.0.1";

    /** Names of this computer are one, whichever is typed. */
    private static String named(String target) {
        return target.replaceFirst("^(https?://)(?:localhost|\\[::1])(?=[:/]|$)", "$1" + THIS_COMPUTER);
    }

    /** The number of {@code target}, which may be another name of a deployment that is known. */
    long number(String name) throws SQLException {
        String target = named(name);
        database.update(
                "INSERT INTO memory.name SELECT ?, (SELECT coalesce(max(deployment), 0) + 1 FROM memory.name)"
                        + " WHERE NOT EXISTS (SELECT 1 FROM memory.name WHERE target = ?)",
                target,
                target);
        return database.number("SELECT deployment FROM memory.name WHERE target = ?", target);
    }

    /** 0 when nothing was sent to it. */
    long known(String target) throws SQLException {
        return database.number("SELECT deployment FROM memory.name WHERE target = ?", named(target));
    }

    boolean areDifferent(String one, String other) throws SQLException {
        return database.number(
                        "SELECT count(DISTINCT deployment) = 1 AND count(*) = 2 FROM memory.name WHERE target IN (?, ?)",
                        named(one),
                        named(other))
                == 0;
    }

    /** From now on these are two names of one deployment. */
    void unite(String one, String other) throws SQLException {
        long kept = number(one);
        long gone = number(other);
        database.update("UPDATE memory.source SET deployment = ? WHERE deployment = ?", kept, gone);
        database.update("UPDATE memory.name SET deployment = ? WHERE deployment = ?", kept, gone);
        database.execute("UPDATE memory.change SET number = number + 1");
    }
}
