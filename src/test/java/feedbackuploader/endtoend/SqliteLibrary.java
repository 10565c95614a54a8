package feedbackuploader.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.sqlite.SQLiteConnection;
import org.sqlite.util.LibraryLoaderUtil;

/** SQLite's native code, unpacked beforehand, for a program that may write no large file or is killed very often. */
final class SqliteLibrary {

    private static final String NAME = LibraryLoaderUtil.getNativeLibName();
    private static final Path FOLDER = unpacked();

    private SqliteLibrary() {}

    private static Path unpacked() {
        try (InputStream library =
                SQLiteConnection.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + NAME)) {
            Path folder = Files.createTempDirectory("sqlite-for-tests");
            Path file = folder.resolve(NAME);
            Files.copy(Objects.requireNonNull(library, NAME), file);
            folder.toFile().deleteOnExit(); // after the file, since the last comes first
            file.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For Java. */
    static String[] options() {
        return new String[] {"-Dorg.sqlite.lib.path=" + FOLDER, "-Dorg.sqlite.lib.name=" + NAME, "-XX:-UsePerfData"};
    }
}
