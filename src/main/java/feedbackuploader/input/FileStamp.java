package feedbackuploader.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** Tells one state of a file from the next without reading it. */
public record FileStamp(
        long size, @Nullable FileTime modified, @Nullable Object key) {

    public static final FileStamp NONE = new FileStamp(-1, null, null);

    public static FileStamp of(Path path) throws IOException {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        return new FileStamp(file.size(), file.lastModifiedTime(), file.fileKey());
    }
}
