package feedbackuploader.ledger;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Has SQLite itself refuse what {@link State#next} does not allow, whichever statement tries it: a recorded row cannot be
 * planned again by a mistake of this program. And what depends on an interaction follows it. It holds for one connection and leaves nothing in the file.
 */
final class Transitions {

    private static final String NAME = "only_allowed_transitions";

    /**
     * Once an interaction has its id, that stands in what names it, which may leave now, and what travelled with it is
     * recorded: in the same transaction, however it came to be known.
     */
    private static final String ID_GIVEN = """
            CREATE TEMP TRIGGER id_given AFTER UPDATE OF state ON main.feedback
            WHEN NEW.kind = 'interaction' AND NEW.state = 'recorded' AND OLD.state <> 'recorded'
            BEGIN
              UPDATE body SET json = replace(json, (
                  SELECT placeholder FROM link WHERE link.id = body.id AND link.creation = NEW.id), NEW.upload_id)
                WHERE body.id IN (SELECT link.id FROM link WHERE link.creation = NEW.id);
              UPDATE feedback SET state = 'recorded', attempts = NEW.attempts, http_status = NEW.http_status,
                  reason = NEW.reason, answered_at = NEW.answered_at
                WHERE carrier = NEW.id AND state = 'carried';
              UPDATE feedback SET state = 'planned', reason = NULL
                WHERE feedback.id IN (SELECT link.id FROM link WHERE link.creation = NEW.id) AND state = 'waiting'
                  AND NOT EXISTS (SELECT 1 FROM link JOIN feedback AS creation ON creation.id = link.creation
                    WHERE link.id = feedback.id AND NOT %s);
            END""".formatted(Creations.HAS_ID);

    /** What waits for an interaction that was refused is refused with it, and says so of one that may not be there. */
    private static final String NO_ID_GIVEN = """
            CREATE TEMP TRIGGER no_id_given AFTER UPDATE OF state ON main.feedback
            WHEN NEW.kind = 'interaction' AND OLD.state <> NEW.state AND (NEW.state = 'rejected' OR NEW.state = 'unknown'
              OR (NEW.state = 'planned' AND (OLD.state = 'ambiguous' OR OLD.state = 'unknown')))
            BEGIN
              UPDATE feedback SET state = CASE NEW.state WHEN 'rejected' THEN 'rejected' ELSE state END, reason = %s
                WHERE feedback.id IN (SELECT link.id FROM link WHERE link.creation = NEW.id) AND state = 'waiting';
            END""".formatted(WaitingWords.reason("NEW", "feedback"));

    private Transitions() {}

    static void enforce(Database database) throws SQLException {
        database.execute("CREATE TEMP TRIGGER " + NAME + " BEFORE UPDATE OF state ON main.feedback WHEN NOT ("
                + allowed() + ") OR (NEW.awaits = 1 AND NEW.state = 'planned' AND " + Creations.lacksAnId("NEW")
                + ") BEGIN SELECT RAISE(ABORT, 'a row cannot go from this state to that one'); END");
        database.execute(ID_GIVEN);
        database.execute(NO_ID_GIVEN);
    }

    /** For what is no transition, but the state that the same feedback has in an earlier plan. */
    static void lift(Database database) throws SQLException {
        database.execute("DROP TRIGGER temp." + NAME);
        database.execute("DROP TRIGGER temp.id_given");
        database.execute("DROP TRIGGER temp.no_id_given");
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
