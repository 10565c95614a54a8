package feedbackuploader.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A small file beside a ledger that tells whether the ledger is what this program left: SQLite has no checksums of its
 * pages, and takes a damaged or missing write-ahead log for an earlier state of affairs, which would send rows twice.
 *
 * <p>It holds the checksum that every page has once the log of some moment is in the file, replaced whole and on the disk
 * before that log is brought in; and the number of commits, written in place after each. That number need not reach the
 * disk: it may fall behind the ledger's own, never run ahead of it. And it holds whether any row was ever claimed.
 */
final class Seal implements AutoCloseable {

    private static final int MAGIC = 0x46425345;

    /** In its place as long as no row has ever been claimed: whatever has become of the ledger, nothing was sent. */
    private static final int MAGIC_UNSENT = 0x46425355;

    /** The number of commits and its checksum: far less than a sector, so it is written whole or not at all. */
    private static final int MOVING_PART = Long.BYTES + Integer.BYTES;

    /** The magic number, the ledger's version, the commits in the sums, how many sums. */
    private static final int FIXED_HEADER = 3 * Integer.BYTES + Long.BYTES;

    /** More commits than any ledger has. */
    private static final long BROKEN = Long.MAX_VALUE;

    private final Path file;
    private final ByteBuffer movingPart = ByteBuffer.allocateDirect(MOVING_PART);
    private @Nullable FileChannel channel;
    private boolean maySend;
    private PageSums sums;
    private long sealedCommits;
    private long commits;

    private Seal(Path file, boolean maySend, PageSums sums, long sealedCommits, long commits) {
        this.file = file;
        this.maySend = maySend;
        this.sums = sums;
        this.sealedCommits = sealedCommits;
        this.commits = commits;
    }

    /** The seal of a ledger that has no commits to count yet. */
    static Seal create(Path file) throws IOException {
        Seal seal = new Seal(file, false, new PageSums(), 0, 0);
        seal.replace(new PageSums(), 0);
        return seal;
    }

    /**
     * @return null when there is none
     * @throws LedgerException when it is damaged itself, or of a later version of this program
     */
    static @Nullable Seal read(Path file, Path ledger) throws IOException, LedgerException {
        if (!Files.exists(file)) {
            return null;
        }
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
        int end = all.limit() - Integer.BYTES;
        if (end < MOVING_PART + FIXED_HEADER
                || all.getInt(MOVING_PART - Integer.BYTES) != sum(all, 0, MOVING_PART - Integer.BYTES)
                || (all.getInt(MOVING_PART) != MAGIC && all.getInt(MOVING_PART) != MAGIC_UNSENT)
                || all.getInt(end) != sum(all, MOVING_PART, end - MOVING_PART)) {
            throw LedgerException.damaged(ledger, "its seal " + file.getFileName() + " is broken");
        }
        long commits = all.getLong();
        boolean maySend = all.getInt(MOVING_PART) == MAGIC;
        all.position(MOVING_PART + Integer.BYTES);
        Schema.checkVersion(all.getInt(), ledger);
        long sealedCommits = all.getLong();
        int[] sums = new int[all.getInt()];
        all.asIntBuffer().get(sums);
        return new Seal(file, maySend, new PageSums(sums), sealedCommits, commits);
    }

    private static int sum(ByteBuffer buffer, int offset, int length) {
        CRC32C sum = new CRC32C();
        sum.update(buffer.duplicate().position(offset).limit(offset + length));
        return (int) sum.getValue();
    }

    PageSums sums() {
        return sums;
    }

    /** Whether a row may have been claimed from the ledger, and so been sent. */
    boolean maySend() {
        return maySend;
    }

    /** Before the first row is claimed. When this returns, that has reached the disk. */
    void allowSending() throws IOException {
        if (!maySend) {
            maySend = true;
            write();
        }
    }

    /** How many commits are in {@link #sums}. */
    long sealedCommits() {
        return sealedCommits;
    }

    /** How many commits the ledger holds at least. */
    long commits() {
        return commits;
    }

    void noteCommit(long number) throws IOException {
        commits = number;
        FileChannel open = channel;
        if (open == null) {
            open = PrivateFiles.open(file, StandardOpenOption.WRITE);
            channel = open;
        }
        putMovingPart(movingPart.clear());
        open.write(movingPart.flip(), 0);
    }

    /** From now on no state of the ledger will do. */
    void breakIt() throws IOException {
        noteCommit(BROKEN);
    }

    private void putMovingPart(ByteBuffer to) {
        to.putLong(commits);
        to.putInt(sum(to, 0, MOVING_PART - Integer.BYTES));
    }

    /** Seals another state, with so many commits. When this returns, that has reached the disk. */
    void replace(PageSums newSums, long newCommits) throws IOException {
        sums = newSums;
        sealedCommits = newCommits;
        commits = newCommits;
        write();
    }

    private void write() throws IOException {
        close();
        int[] array = sums.toArray();
        ByteBuffer all = ByteBuffer.allocate(MOVING_PART + FIXED_HEADER + (array.length + 1) * Integer.BYTES);
        putMovingPart(all);
        all.putInt(maySend ? MAGIC : MAGIC_UNSENT).putInt(Schema.VERSION);
        all.putLong(sealedCommits).putInt(array.length);
        Arrays.stream(array).forEach(all::putInt);
        all.putInt(sum(all, MOVING_PART, all.position() - MOVING_PART));
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        try (FileChannel out = PrivateFiles.create(next)) {
            all.flip();
            while (all.hasRemaining()) {
                out.write(all);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        PrivateFiles.forceFolderOf(file);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
