package feedbackuploader.sandbox;

import java.util.Arrays;
import java.util.UUID;

/**
 * Finds the lines that concern a completion. A hash table over plain arrays, some 20 bytes an entry, because a map of
 * lists would need ten times that and a sandbox may share its process with an upload of millions of rows. It keeps only
 * hashes: it may name a line of another completion, so look at the line.
 */
final class CompletionIndex {

    private static final int NONE = -1;

    private int[] heads = emptyHeads(1024);
    private int[] hashes = new int[1024];
    private int[] lines = new int[1024];
    private int[] next = new int[1024];
    private int size;

    void add(UUID completion, int line) {
        if (size == hashes.length) {
            grow();
        }
        hashes[size] = completion.hashCode();
        lines[size] = line;
        link(size++);
    }

    /** The numbers of the lines that may concern this completion, in the order in which they were added. */
    int[] candidates(UUID completion) {
        int hash = completion.hashCode();
        int[] found = new int[8];
        int start = found.length;
        for (int entry = heads[slot(hash)]; entry != NONE; entry = next[entry]) {
            if (hashes[entry] == hash) {
                if (start == 0) {
                    int[] larger = new int[found.length * 2];
                    System.arraycopy(found, 0, larger, found.length, found.length);
                    start = found.length;
                    found = larger;
                }
                found[--start] = lines[entry];
            }
        }
        return Arrays.copyOfRange(found, start, found.length);
    }

    private void grow() {
        int capacity = size * 2;
        hashes = Arrays.copyOf(hashes, capacity);
        lines = Arrays.copyOf(lines, capacity);
        next = Arrays.copyOf(next, capacity);
        heads = emptyHeads(capacity);
        for (int entry = 0; entry < size; entry++) {
            link(entry);
        }
    }

    private void link(int entry) {
        int slot = slot(hashes[entry]);
        next[entry] = heads[slot];
        heads[slot] = entry;
    }

    /** The number of heads is a power of two; the mixing spreads ids that were counted up. */
    private int slot(int hash) {
        return ((hash * 0x9E3779B9) >>> 7) & (heads.length - 1);
    }

    private static int[] emptyHeads(int capacity) {
        int[] heads = new int[capacity];
        Arrays.fill(heads, NONE);
        return heads;
    }
}
