package feedbackuploader.support;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;

/** What kept a file from being read or written, in words for a user: many of Java's messages hold the path alone. */
public final class IoErrors {

    private static final String IN_THE_WAY = "something else of that name is in the way";

    /** What POSIX systems say (strerror), where it can be said more plainly. */
    private static final Map<String, String> PLAINER = Map.of(
            "No space left on device", "the disk is full",
            "Disk quota exceeded", "the disk quota is used up",
            "File too large", "the file is larger than the system allows",
            "Is a directory", IN_THE_WAY,
            "Not a directory", IN_THE_WAY,
            "Permission denied", "permission denied",
            "Read-only file system", "the disk is read-only",
            "Input/output error", "the disk failed");

    private IoErrors() {}

    /** A phrase that can follow "because" or stand in brackets. */
    public static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        } else if (e instanceof FileAlreadyExistsException
                || e instanceof DirectoryNotEmptyException
                || e instanceof NotDirectoryException) {
            return IN_THE_WAY;
        }
        String said = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        if (said == null || said.isBlank()) {
            return e.getClass().getSimpleName();
        }
        return PLAINER.entrySet().stream()
                .filter(one -> said.endsWith(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(said);
    }
}
