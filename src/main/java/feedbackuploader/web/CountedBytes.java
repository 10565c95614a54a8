package feedbackuploader.web;

import feedbackuploader.input.Bytes;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file's bytes, and how far the last reading is. Any thread may ask. */
final class CountedBytes implements Bytes {

    private final Path file;
    private volatile long size = 1;
    private volatile long read;

    CountedBytes(Path file) {
        this.file = file;
    }

    /** From 0 to 1. */
    double share() {
        return Math.min(1, read / (double) size);
    }

    @Override
    public InputStream open() throws IOException {
        size = Math.max(1, Files.size(file));
        read = 0;
        return new Counting(Files.newInputStream(file));
    }

    private final class Counting extends FilterInputStream {
        private long here;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            add(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int some = super.read(into, from, length);
            add(Math.max(0, some));
            return some;
        }

        private void add(int bytes) {
            here += bytes;
            read = here;
        }
    }
}
