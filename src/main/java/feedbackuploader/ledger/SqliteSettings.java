package feedbackuploader.ledger;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.SQLiteOpenMode;

/** What all connections to SQLite have in common. */
final class SqliteSettings {

    static final int BUSY_TIMEOUT_MS = 5_000;
    private static final int CACHE_KIB = 8_192;
    private static final int PAGE_SIZE = 4096;

    private SqliteSettings() {}

    /** For one thread at a time. */
    static SQLiteConfig common() throws LedgerException {
        loadSqlite();
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.FULLMUTEX);
        config.setOpenMode(SQLiteOpenMode.NOMUTEX); // one thread at a time: no lock is needed around each call
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setCacheSize(-CACHE_KIB);
        config.setTempStore(SQLiteConfig.TempStore.FILE);
        config.setGetGeneratedKeys(
                false); // or the driver asks for the last one by a query of its own after each insert
        return config;
    }

    /** To write so that a commit that returned survives a power cut. */
    static SQLiteConfig durable() throws LedgerException {
        SQLiteConfig config = common();
        config.setPageSize(PAGE_SIZE);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        return config;
    }

    /** Unpacks native code into the temporary folder and loads it from there, once a process. */
    private static void loadSqlite() throws LedgerException {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new LedgerException(
                    "The ledger cannot be opened: SQLite could not be unpacked into the temporary folder "
                            + System.getProperty("java.io.tmpdir")
                            + " and run from there. Make room in it, or choose a folder that programs may run from:"
                            + " FEEDBACK_UPLOADER_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.",
                    e);
        }
    }
}
