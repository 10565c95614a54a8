package feedbackuploader.sandbox;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * Finds the lines that concern a completion, in the same small memory however many there are: it holds the heads of a hash
 * table's chains, and the chains are in a file. They hold only hashes: a line of another completion may be named, so look
 * at the line.
 */
final class CompletionIndex implements AutoCloseable {

    /** A power of two. With two million entries, a chain has eight. */
    private static final int CHAINS = 1 << 18;

    /** Where the line begins, which entry of the chain came before, the hash. */
    private static final int ENTRY_BYTES = Long.BYTES + 2 * Integer.BYTES;

    /** Entries count from 1, so that 0 is the end of a chain. */
    private final int[] heads = new int[CHAINS];

    private final RandomAccessFile chains;
    private final ByteBuffer entry = ByteBuffer.allocate(ENTRY_BYTES);
    private int size;

    CompletionIndex() throws IOException {
        this.chains = Scratch.open();
    }

    /** @param line where it begins */
    void add(UUID completion, long line) throws IOException {
        int hash = completion.hashCode();
        int chain = chain(hash);
        entry.clear().putLong(line).putInt(heads[chain]).putInt(hash);
        chains.seek((long) size * ENTRY_BYTES);
        chains.write(entry.array());
        size = Math.addExact(size, 1);
        heads[chain] = size;
    }

    /** Where the lines begin that may concern this completion, in the order in which they were added. */
    Deque<Long> candidates(UUID completion) throws IOException {
        int hash = completion.hashCode();
        Deque<Long> found = new ArrayDeque<>();
        for (int number = heads[chain(hash)]; number != 0; number = entry.getInt(Long.BYTES)) {
            chains.seek((number - 1L) * ENTRY_BYTES);
            chains.readFully(entry.array());
            if (entry.getInt(Long.BYTES + Integer.BYTES) == hash) {
                found.addFirst(entry.getLong(0));
            }
        }
        return found;
    }

    /** The mixing spreads ids that were counted up. */
    private static int chain(int hash) {
        return ((hash * 0x9E3779B9) >>> 7) & (CHAINS - 1);
    }

    @Override
    public void close() throws IOException {
        chains.close();
    }
}
