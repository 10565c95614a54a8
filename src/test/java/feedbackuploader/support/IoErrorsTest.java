package feedbackuploader.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IoErrorsTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new AccessDeniedException("/a/b"), "permission denied"),
                Arguments.of(new NoSuchFileException("/a/b"), "no such file or folder"),
                Arguments.of(new FileAlreadyExistsException("/a/b"), "something else of that name is in the way"),
                Arguments.of(new DirectoryNotEmptyException("/a/b"), "something else of that name is in the way"),
                Arguments.of(new NotDirectoryException("/a/b"), "something else of that name is in the way"),
                Arguments.of(
                        new FileSystemException("/a/b", "/a/c", "Is a directory"),
                        "something else of that name is in the way"),
                Arguments.of(new FileSystemException("/a/b", null, "Read-only file system"), "the disk is read-only"),
                Arguments.of(new FileSystemException("/a/b"), "FileSystemException"),
                Arguments.of(new IOException("No space left on device"), "the disk is full"),
                Arguments.of(new IOException("Disk quota exceeded"), "the disk quota is used up"),
                Arguments.of(new IOException("File too large"), "the file is larger than the system allows"),
                Arguments.of(new IOException("Input/output error"), "the disk failed"),
                Arguments.of(
                        new FileSystemException(
                                "a", "b", "The process cannot access the file because it is being used"),
                        "The process cannot access the file because it is being used"),
                Arguments.of(new FileNotFoundException("/a/b (Permission denied)"), "/a/b (Permission denied)"),
                Arguments.of(new EOFException(), "EOFException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void says_what_kept_a_file_from_being_read_or_written(IOException e, String words) {
        assertThat(IoErrors.of(e)).isEqualTo(words);
    }
}
