package feedbackuploader.cli.options;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.LiveFile;
import feedbackuploader.ledger.OwnFolder;
import feedbackuploader.ledger.RunLock;
import feedbackuploader.support.IoErrors;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Standard input, which is the FILE {@code -}. It comes once and a file is read several times, so it is kept in its run
 * folder, {@code stdin.upload/} in the working folder. What comes next time takes its place, as if the file had been
 * edited: what was recorded stays recorded.
 */
public final class StandardInput {

    private static final String NAME = "stdin";

    private StandardInput() {}

    public static boolean is(Path file) {
        return file.toString().equals("-");
    }

    public static RunFolder folder(String suffix, @Nullable Path parent) {
        return RunFolder.of(Path.of(NAME).toAbsolutePath(), suffix, parent);
    }

    /** Where it is kept. */
    public static Path place(Path folder) {
        return folder.toAbsolutePath().normalize().resolve(NAME);
    }

    /** {@link #keep(Surroundings, Path, CompletableFuture)}, with nobody to interrupt it. */
    public static void keep(Surroundings surroundings, Path folder)
            throws UnusableException, LedgerException, InterruptedException {
        keep(surroundings, folder, new CompletableFuture<>());
    }

    /**
     * Reads it to its end; what was kept before stays until then, and while another process uploads it.
     *
     * @param interruption ends the reading when it completes, since the writer may take any time
     * @throws LedgerException when another process does
     */
    public static void keep(Surroundings surroundings, Path folder, CompletableFuture<?> interruption)
            throws UnusableException, LedgerException, InterruptedException {
        if (surroundings.inputIsTerminal()) {
            throw new UnusableException(
                    "Standard input is a terminal. Pipe a file into the program, or name the file.");
        }
        try {
            OwnFolder.create(folder);
            LiveFile.clear(folder, "." + NAME + "*.part");
            try (LiveFile part = LiveFile.create(folder, "." + NAME, ".part")) {
                OutputStream out = Channels.newOutputStream(part.channel());
                if (copy(surroundings.in(), out, interruption) == 0) {
                    throw new UnusableException("Standard input is empty.");
                }
                replace(folder, part.path());
            }
        } catch (IOException e) {
            throw new UnusableException(
                    "Standard input cannot be kept in " + folder + " (" + IoErrors.of(e)
                            + "). Fix that, or choose another folder with --output-dir.",
                    e);
        }
    }

    /** On a thread of its own, since nothing ends the reading of a pipe into which nobody writes. */
    private static long copy(InputStream in, OutputStream out, CompletableFuture<?> interruption)
            throws IOException, InterruptedException {
        CompletableFuture<Long> copied = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try {
                        copied.complete(in.transferTo(out));
                    } catch (IOException | RuntimeException e) {
                        copied.completeExceptionally(e);
                    }
                },
                "standard input");
        reader.setDaemon(true);
        reader.start();
        try {
            var unused = CompletableFuture.anyOf(copied, interruption).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException unreadable ? unreadable : new IOException(e.getCause());
        }
        if (!copied.isDone()) {
            throw new InterruptedException();
        }
        return copied.join();
    }

    private static void replace(Path folder, Path part) throws IOException, LedgerException {
        // The lock and no more: a ledger that was cut off at its start is no hindrance.
        @Nullable RunLock lock = Ledger.existsIn(folder) ? RunLock.acquire(folder) : null;
        try (lock) {
            Files.move(part, place(folder), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
