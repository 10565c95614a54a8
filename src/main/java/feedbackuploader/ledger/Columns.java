package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.SkipCause;
import feedbackuploader.feedback.Status;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Columns that hold a UUID, a time, or one of a few words: any other word is damage, and is reported as SQLite reports damage.
 */
final class Columns {

    private static final Map<String, State> STATES = byWord(State.values(), State::label);
    private static final Map<String, Kind> KINDS = byWord(Kind.values(), Kind::label);

    private static final int SENT_BEFORE = 1;
    private static final int SHOWN = 3;
    private static final int TOLD = 4;
    static final int OTHER_SHARD = 5;

    private Columns() {}

    private static <T> Map<String, T> byWord(T[] values, Function<T, String> word) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(word, Function.identity()));
    }

    static State state(ResultSet row, int column) throws SQLException {
        return find(STATES, row.getString(column));
    }

    static Kind kind(ResultSet row, int column) throws SQLException {
        return kind(row.getString(column));
    }

    static Kind kind(@Nullable String word) throws SQLException {
        return find(KINDS, word);
    }

    /** Of milliseconds; null where there are none. */
    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /** As a column of times holds it. */
    static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    /** Why a skipped row is skipped, as {@link Schema} has it; null for the user's choice. */
    static @Nullable SkipCause skipCause(int elsewhere, int doubt) {
        return switch (elsewhere) {
            case OTHER_SHARD -> SkipCause.OTHER_SHARD;
            case SHOWN -> SkipCause.RECORDED;
            case SENT_BEFORE, TOLD -> doubt > 0 ? SkipCause.IN_DOUBT : SkipCause.RECORDED;
            default -> null;
        };
    }

    /** What stands for it in {@code elsewhere} from the plan on. */
    static int elsewhere(@Nullable SkipCause cause) {
        return cause == null ? 0 : cause == SkipCause.OTHER_SHARD ? OTHER_SHARD : TOLD;
    }

    /** One column for each of {@code values}: in how many rows {@code column} has its word. */
    static <T> String counts(String column, T[] values, Function<T, String> word) {
        return Arrays.stream(values)
                .map(word)
                .map(each -> "count(*) FILTER (WHERE " + column + " = '" + each + "') AS " + each)
                .collect(Collectors.joining(", "));
    }

    /** Whether a piece has one of these; one that travels with another has its state. */
    static String hasStatus(Collection<Status> statuses) {
        String states = Arrays.stream(State.values())
                .filter(state -> statuses.contains(state.status()))
                .map(state -> "'" + state.label() + "'")
                .collect(Collectors.joining(", ", "(", ")"));
        return "CASE state WHEN 'carried' THEN (SELECT carrier.state FROM feedback AS carrier"
                + " WHERE carrier.id = feedback.carrier) ELSE state END IN " + states;
    }

    /** All of the {@code rows} must be in one of the states. */
    static void requireKnown(Map<State, Long> counts, long rows) throws SQLException {
        if (counts.values().stream().mapToLong(Long::longValue).sum() != rows) {
            throw damage("a row in no known state", STATES);
        }
    }

    private static <T> T find(Map<String, T> byWord, @Nullable String word) throws SQLException {
        @Nullable T found = word == null ? null : byWord.get(word);
        if (found == null) {
            throw damage(word, byWord);
        }
        return found;
    }

    private static SQLiteException damage(@Nullable String found, Map<String, ?> byWord) {
        return new SQLiteException(
                "found " + found + "; expected one of " + byWord.keySet(), SQLiteErrorCode.SQLITE_CORRUPT);
    }

    /** As a column of bytes holds it: 16, most significant first. */
    static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }
}
