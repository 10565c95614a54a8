package feedbackuploader.report;

import feedbackuploader.ledger.PrivateFiles;
import feedbackuploader.support.IoErrors;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * A text file that appears whole or not at all: written beside its place, forced to the disk, then renamed into it. One
 * that is closed without {@link #publish} leaves no trace. Every IOException says which file cannot be written, and why.
 */
public final class AtomicFile implements AutoCloseable {

    @FunctionalInterface
    private interface Making {
        FileChannel make(Path file) throws IOException;
    }

    private final Path place;
    private final Path beside;
    private final FileChannel channel;
    private final OutputStream stream;
    private final Writer writer;
    private boolean published;

    /** One for its owner alone, as everything that holds people's feedback. */
    public AtomicFile(Path place) throws IOException {
        this(place, PrivateFiles::create);
    }

    /** One that others may read, as far as the umask of this process lets them. */
    static AtomicFile forAll(Path place) throws IOException {
        return new AtomicFile(
                place, file -> FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    private AtomicFile(Path place, Making making) throws IOException {
        this.place = place;
        this.beside = place.resolveSibling("." + place.getFileName() + ".part");
        try {
            Files.deleteIfExists(beside);
            this.channel = making.make(beside);
        } catch (IOException e) {
            throw unwritable(e);
        }
        this.stream = new NamingStream(Channels.newOutputStream(channel));
        this.writer = new Utf8Writer(stream);
    }

    private IOException unwritable(IOException e) {
        return new IOException(place + " cannot be written (" + IoErrors.of(e) + ")", e);
    }

    /** Adds to a failure the name of the file. */
    private final class NamingStream extends FilterOutputStream {
        NamingStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw unwritable(e);
            }
        }
    }

    /** For text; use this or {@link #stream}. */
    public Writer writer() {
        return writer;
    }

    /** For bytes, not buffered. */
    public OutputStream stream() {
        return stream;
    }

    public void publish() throws IOException {
        publish(null);
    }

    /** @param time when the file will seem to have been written; null for when it was */
    void publish(@Nullable FileTime time) throws IOException {
        writer.flush();
        try {
            channel.force(true);
            channel.close();
            if (time != null) {
                Files.setLastModifiedTime(beside, time);
            }
            moveIntoPlace();
        } catch (IOException e) {
            throw unwritable(e);
        }
        published = true;
    }

    /**
     * As {@link #publish}, but in nobody's place.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is a file of this name
     */
    void publishNew() throws IOException {
        writer.flush();
        channel.force(true);
        channel.close();
        Files.move(beside, place);
        published = true;
    }

    private void moveIntoPlace() throws IOException {
        try {
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        if (!published) {
            channel.close();
            Files.deleteIfExists(beside);
        }
    }
}
