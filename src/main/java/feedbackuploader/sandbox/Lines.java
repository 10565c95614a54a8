package feedbackuploader.sandbox;

import java.io.IOException;

/** Numbered lines, from 0, that are only ever appended. Not safe for threads: the store guards them. */
interface Lines extends AutoCloseable {

    /** @param line ends with a line feed and holds no other */
    void append(byte[] line) throws IOException;

    byte[] get(int number) throws IOException;

    /**
     * As many lines as are best read at once.
     *
     * @param end where to stop at the latest, exclusive and greater than {@code first}
     * @return the end of the batch, exclusive and greater than {@code first}
     */
    int batchEnd(int first, int end);

    byte[] batch(int first, int end) throws IOException;

    int count();

    @Override
    void close() throws IOException;
}
