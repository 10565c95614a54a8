package feedbackuploader.ledger;

import feedbackuploader.feedback.CompletionKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which completions the deployment gave for the keys by which a file names them. What was found for a key stays: the row
 * is known again by its completion. Used on the ledger's thread, and not while a transaction is open.
 */
public final class KeyAnswers {

    private static final int KEYS_A_COMMIT = 2_000;

    private static final String IS_ONE = "completions <> '' AND instr(completions, ' ') = 0";

    private final Database database;
    private final List<CompletionKey> held = new ArrayList<>();

    private KeyAnswers(Database database) {
        this.database = database;
    }

    public static KeyAnswers in(Ledger ledger) {
        return new KeyAnswers(ledger.database());
    }

    /** Before the keys of a file are added: what was not found is asked for again. */
    public void begin() throws LedgerException {
        database.inTransaction(
                () -> database.update("DELETE FROM completion_key WHERE coalesce(NOT (" + IS_ONE + "), true)"));
    }

    /** A key that a row holds; {@link #flush} comes after the last. */
    public void add(CompletionKey key) throws LedgerException {
        held.add(key);
        if (held.size() >= KEYS_A_COMMIT) {
            flush();
        }
    }

    public void flush() throws LedgerException {
        database.inTransaction(() -> {
            for (CompletionKey key : held) {
                database.update(
                        "INSERT OR IGNORE INTO completion_key (digest, name, value) VALUES (?, ?, ?)",
                        key.digest().bytes(),
                        key.name(),
                        key.value());
            }
            return true;
        });
        held.clear();
    }

    /** Keys without an answer, in an order that has nothing to do with the file's; none when all have one. */
    public List<CompletionKey> next(int most) throws LedgerException {
        return next(null, most);
    }

    /** @param after the one behind which they stand in that order; null for the first */
    public List<CompletionKey> next(@Nullable CompletionKey after, int most) throws LedgerException {
        return database.run(() -> database.list(
                "SELECT name, value FROM completion_key WHERE completions IS NULL AND digest > ? ORDER BY digest LIMIT ?",
                row -> CompletionKey.of(row.getString(1), row.getString(2)),
                after == null ? new byte[0] : after.digest().bytes(),
                most));
    }

    /** @param completions by the key: the ids of those that have it */
    public void answer(Map<CompletionKey, List<String>> completions) throws LedgerException {
        database.inTransaction(() -> {
            for (Map.Entry<CompletionKey, List<String>> answer : completions.entrySet()) {
                database.update(
                        "UPDATE completion_key SET completions = ? WHERE digest = ?",
                        String.join(" ", answer.getValue()),
                        answer.getKey().digest().bytes());
            }
            return true;
        });
    }

    /** The ids of the completions that have a key; absent when the deployment has not said so. */
    public Optional<List<String>> completionsOf(CompletionKey key) throws LedgerException {
        return database.run(() -> database.first(
                        "SELECT completions FROM completion_key WHERE digest = ? AND completions IS NOT NULL",
                        row -> row.getString(1),
                        (Object) key.digest().bytes())
                .map(ids -> ids.isEmpty() ? List.<String>of() : Arrays.asList(ids.split(" "))));
    }

    /** Whether a key is without exactly one completion, so that another plan of the same file may be another one. */
    public boolean lackOne() throws LedgerException {
        return database.run(() -> database.has("completion_key WHERE coalesce(NOT (" + IS_ONE + "), true)"));
    }
}
