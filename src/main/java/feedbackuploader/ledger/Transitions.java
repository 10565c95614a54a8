package feedbackuploader.ledger;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Has SQLite itself refuse what {@link State#next} does not allow, whichever statement tries it: a recorded row cannot be
 * planned again by a mistake of this program. It holds for one connection and leaves nothing in the file.
 */
final class Transitions {

    private static final String NAME = "only_allowed_transitions";

    private Transitions() {}

    static void enforce(Database database) throws SQLException {
        database.execute("CREATE TEMP TRIGGER " + NAME + " BEFORE UPDATE OF state ON main.feedback WHEN NOT ("
                + allowed() + ") BEGIN SELECT RAISE(ABORT, 'a row cannot go from this state to that one'); END");
    }

    /** For what is no transition, but the state that the same feedback has in an earlier plan. */
    static void lift(Database database) throws SQLException {
        database.execute("DROP TRIGGER temp." + NAME);
    }

    /** Not {@code state IN (…)}: SQLite would build that list anew for each row. */
    private static String allowed() {
        return "OLD.state = NEW.state OR "
                + Arrays.stream(State.values())
                        .filter(from -> !from.next().isEmpty())
                        .map(from -> "(OLD.state = '" + from.label() + "' AND (" + oneOf(from) + "))")
                        .collect(Collectors.joining(" OR "));
    }

    private static String oneOf(State from) {
        return from.next().stream()
                .sorted()
                .map(to -> "NEW.state = '" + to.label() + "'")
                .collect(Collectors.joining(" OR "));
    }
}
