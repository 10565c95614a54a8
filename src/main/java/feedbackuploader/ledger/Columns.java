package feedbackuploader.ledger;

import feedbackuploader.feedback.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Columns that hold one of a few words. Any other word is damage, and is reported as SQLite reports damage. */
final class Columns {

    private static final Map<String, State> STATES = byWord(State.values(), State::word);
    private static final Map<String, Kind> KINDS = byWord(Kind.values(), Kind::word);

    private Columns() {}

    private static <T> Map<String, T> byWord(T[] values, Function<T, String> word) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(word, Function.identity()));
    }

    static State state(ResultSet row, int column) throws SQLException {
        return find(STATES, row.getString(column));
    }

    static Kind kind(ResultSet row, int column) throws SQLException {
        return find(KINDS, row.getString(column));
    }

    private static <T> T find(Map<String, T> byWord, @Nullable String word) throws SQLException {
        @Nullable T found = word == null ? null : byWord.get(word);
        if (found == null) {
            throw new SQLiteException(
                    "found " + word + "; expected one of " + byWord.keySet(), SQLiteErrorCode.SQLITE_CORRUPT);
        }
        return found;
    }
}
