package feedbackuploader.report;

import feedbackuploader.ledger.PrivateFiles;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A text file that appears whole or not at all: written beside its place, forced to the disk, then renamed into it. One
 * that is closed without {@link #publish} leaves no trace.
 */
final class AtomicFile implements AutoCloseable {

    private final Path place;
    private final Path beside;
    private final FileChannel channel;
    private final Writer writer;
    private boolean published;

    AtomicFile(Path place) throws IOException {
        this.place = place;
        this.beside = place.resolveSibling("." + place.getFileName() + ".part");
        Files.deleteIfExists(beside);
        PrivateFiles.createFile(beside);
        this.channel = FileChannel.open(beside, StandardOpenOption.WRITE);
        this.writer = new Utf8Writer(channel);
    }

    Writer writer() {
        return writer;
    }

    void publish() throws IOException {
        writer.flush();
        channel.force(true);
        writer.close();
        try {
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, place, StandardCopyOption.REPLACE_EXISTING);
        }
        published = true;
    }

    @Override
    public void close() throws IOException {
        if (!published) {
            channel.close();
            Files.deleteIfExists(beside);
        }
    }
}
