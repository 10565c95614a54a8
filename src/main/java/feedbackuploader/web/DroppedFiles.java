package feedbackuploader.web;

import feedbackuploader.ledger.PrivateFiles;
import feedbackuploader.support.IoErrors;
import feedbackuploader.support.Printable;
import feedbackuploader.web.local.BadCallException;
import feedbackuploader.web.local.HungUpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Files whose bytes came from a browser: each in a folder of its own, beside which its run folders find their place. */
record DroppedFiles(Path folder) {

    private static final String PART = ".part";
    private static final int LONGEST_NAME = 150;
    private static final int NO_ROOM = 413;

    /**
     * Takes {@code bytes} to the disk, whole or not at all.
     *
     * @param id names its folder
     */
    Path keep(String id, String name, InputStream bytes) throws IOException {
        String safe = safe(name);
        Path place = folder.resolve(id);
        PrivateFiles.createFolder(place);
        Path part = place.resolve(PART);
        try {
            try (FileChannel channel = PrivateFiles.create(part);
                    OutputStream out = Channels.newOutputStream(channel)) {
                bytes.transferTo(out);
                channel.force(true);
            }
            return Files.move(part, place.resolve(safe), StandardCopyOption.ATOMIC_MOVE);
        } catch (BadCallException | HungUpException e) {
            throw withoutRemains(place, e);
        } catch (IOException e) {
            throw withoutRemains(
                    place,
                    new BadCallException(
                            NO_ROOM, "The file cannot be kept in " + folder + " (" + IoErrors.of(e) + ")."));
        }
    }

    private static IOException withoutRemains(Path place, IOException e) {
        try {
            Files.deleteIfExists(place.resolve(PART));
            Files.deleteIfExists(place);
        } catch (IOException left) {
            e.addSuppressed(left);
        }
        return e;
    }

    /** The last part of a path that a browser gives, as a file may be called here. */
    private static String safe(String name) throws BadCallException {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String safe = Printable.of(last, LONGEST_NAME)
                .replaceAll("[:*?\"<>|\u0000]", "_")
                .strip();
        while (safe.startsWith(".") || safe.startsWith("-")) {
            safe = safe.substring(1);
        }
        if (safe.isEmpty()) {
            throw BadCallException.unusable("The file has no name. Rename it, and drop it again.");
        }
        return safe;
    }

    /** Removes what a killed process had begun. */
    void clear() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> places;
        try (Stream<Path> all = Files.list(folder)) {
            places = all.toList();
        }
        for (Path place : places) {
            if (Files.deleteIfExists(place.resolve(PART))) {
                Files.deleteIfExists(place);
            }
        }
    }
}
