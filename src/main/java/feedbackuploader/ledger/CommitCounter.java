package feedbackuploader.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a ledger has come, in a small file beside it. SQLite takes a write-ahead log that is missing or ends early for
 * an earlier state of affairs, and an older copy for the file itself: rows would be sent twice.
 *
 * <p>The file holds two numbers: how many commits the ledger has at least, and how many of them were in the ledger's
 * file, without its log, when a run last ended. The first is 0 as long as no row was ever claimed: such a ledger has
 * nothing to lose. Both are written in place, far less than a sector. They may fall behind the ledger, never run ahead.
 */
final class CommitCounter implements AutoCloseable {

    static final String SUFFIX = "-commits";

    private static final int DIGITS = 18;
    private static final Pattern NUMBERS = Pattern.compile("(\\d{%1$d}) (\\d{%1$d})\n".formatted(DIGITS));

    private static final long MISSING = -1;

    private final Path ledger;
    private final Path file;
    private @Nullable FileChannel channel;
    private long commits = MISSING;
    private long commitsInFile;

    private CommitCounter(Path ledger) {
        this.ledger = ledger;
        this.file = ledger.resolveSibling(ledger.getFileName() + SUFFIX);
    }

    /**
     * Reads it before the ledger is opened, and compares it with the ledger's file. There need not be one.
     *
     * @throws LedgerException also when the ledger is gone, or an older copy
     */
    static CommitCounter read(Path ledger) throws LedgerException {
        CommitCounter counter = new CommitCounter(ledger);
        try {
            boolean isNew = isEmpty(ledger) && isEmpty(counter.file); // a kill may leave both without content
            if (!isNew && Files.exists(counter.file)) {
                counter.parse(Files.readString(counter.file, StandardCharsets.ISO_8859_1));
            }
            if (counter.commits > 0) {
                counter.requireFile();
            }
            return counter;
        } catch (IOException e) {
            throw LedgerException.unwritable(ledger, e);
        }
    }

    private void parse(String text) throws LedgerException {
        Matcher numbers = NUMBERS.matcher(text);
        if (!numbers.matches()) {
            throw LedgerException.damaged(ledger, "its counter " + file.getFileName() + " is broken");
        }
        commits = Long.parseLong(numbers.group(1));
        commitsInFile = Long.parseLong(numbers.group(2));
    }

    private void requireFile() throws IOException, LedgerException {
        if (isEmpty(ledger)) {
            throw LedgerException.damaged(ledger, "the file is missing or empty");
        } else if (commitsInFile > 0 && isOlder()) {
            throw LedgerException.damaged(ledger, "it is an older copy");
        }
    }

    Path ledger() {
        return ledger;
    }

    private static boolean isEmpty(Path file) throws IOException {
        return !Files.exists(file) || Files.size(file) == 0;
    }

    private boolean isOlder() throws LedgerException {
        try (Database withoutLog = Database.openWithoutLog(ledger)) {
            return commitsOf(withoutLog) < commitsInFile;
        } catch (SQLException e) {
            return false; // a kill while the log was brought in leaves pages that are whole only with the log
        }
    }

    static long commitsOf(Database database) throws SQLException {
        return database.number("SELECT commits FROM tally");
    }

    /** {@link #read}; where there is neither a ledger nor a counter, it makes the counter, and an empty file for SQLite. */
    static CommitCounter readOrMake(Path ledger) throws LedgerException {
        if (Files.exists(ledger) && !Files.isRegularFile(ledger)) {
            throw new LedgerException(ledger + " is not a file. Choose another folder with --output-dir.");
        }
        try {
            CommitCounter counter = read(ledger);
            if (counter.commits == MISSING && isEmpty(ledger)) {
                counter.write(0, true); // first: a ledger without a counter is a damaged one
            }
            PrivateFiles.createFile(ledger); // SQLite gives its side files the permissions of this one
            return counter;
        } catch (IOException e) {
            throw LedgerException.unmade(ledger, e);
        }
    }

    /**
     * Nothing is written meanwhile, so that a refused ledger stays as it is. A ledger without tables yet is none to check.
     *
     * @throws LedgerException when it is not a ledger of this version, SQLite finds it damaged, or commits are lost
     */
    void check(Database reader) throws SQLException, LedgerException {
        if (Schema.isBlank(reader)) {
            if (commits > 0) {
                throw LedgerException.damaged(ledger, "its content is lost");
            }
            return;
        }
        Schema.check(reader);
        if (commits == MISSING) {
            throw LedgerException.damaged(ledger, "its counter " + file.getFileName() + " is missing");
        } else if (!reader.isSound("quick_check(1)")) {
            throw LedgerException.damaged(ledger, "SQLite finds faults in it");
        } else if (commitsOf(reader) < commits) {
            throw LedgerException.damaged(ledger, "its latest changes are lost");
        }
    }

    /** Whether no row was ever claimed from {@code ledger}, however damaged it is. */
    static boolean isUnsent(Path ledger) {
        try {
            return read(ledger).commits == 0;
        } catch (LedgerException e) {
            return false; // it cannot be told
        }
    }

    /** Clears a ledger away that {@link #isUnsent}, so that it is made anew. */
    static void clear(Path ledger) throws LedgerException {
        try {
            for (String side : new String[] {"-wal", "-shm", "-journal", ""}) {
                Files.deleteIfExists(ledger.resolveSibling(ledger.getFileName() + side));
            }
        } catch (IOException e) {
            throw LedgerException.unmade(ledger, e);
        }
    }

    /** To be called before rows are claimed: from now on a damaged ledger may have sent some. It waits for the disk. */
    void allowSending(Database database) throws SQLException, LedgerException {
        if (commits == 0) {
            note(commitsOf(database), true);
        }
    }

    /** Call after each commit and before acting on it: a commit that is lost before this call goes unnoticed. */
    void noteCommit(long number) throws LedgerException {
        if (commits > 0) {
            note(number, false);
        }
    }

    private void note(long number, boolean waits) throws LedgerException {
        try {
            write(number, waits);
        } catch (IOException e) {
            throw LedgerException.unwritable(ledger, e);
        }
    }

    private void write(long number, boolean waits) throws IOException {
        boolean isNew = false;
        FileChannel open = channel;
        if (open == null) {
            isNew = !Files.exists(file);
            open = PrivateFiles.open(file, StandardOpenOption.WRITE);
            channel = open;
        }
        commits = number;
        String text = padded(commits) + " " + padded(commitsInFile) + "\n";
        open.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
        if (waits) {
            open.force(true);
        }
        if (isNew) {
            PrivateFiles.forceFolderOf(file);
        }
    }

    private static String padded(long number) {
        String digits = Long.toString(number);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /** Once the connection is closed that wrote, and SQLite has brought the log into the file unless somebody reads it. */
    void noteEnd() throws LedgerException {
        if (commits > 0 && !Database.hasLog(ledger)) {
            commitsInFile = commits;
            note(commits, false);
        }
    }

    @Override
    public void close() throws LedgerException {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw LedgerException.unwritable(ledger, e);
        }
    }
}
