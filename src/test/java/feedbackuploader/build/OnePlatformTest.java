package feedbackuploader.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnePlatformTest {

    private static final String NATIVE = "org/sqlite/native/";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "Linux, x86_64, Linux/x86_64/libsqlitejdbc.so",
        "Linux-musl, x86_64, Linux-Musl/x86_64/libsqlitejdbc.so",
        "Mac OS X, aarch64, Mac/aarch64/libsqlitejdbc.dylib",
        "Windows 11, x86_64, Windows/x86_64/sqlitejdbc.dll"
    })
    void all_but_the_libraries_of_other_platforms_is_copied(String system, String processor, String kept)
            throws IOException {
        Path jar = folder.resolve("all.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of(
                    "a/A.class",
                    NATIVE + "Linux/x86/libsqlitejdbc.so",
                    NATIVE + "Linux/x86_64/libsqlitejdbc.so",
                    NATIVE + "Linux-Musl/x86_64/libsqlitejdbc.so",
                    NATIVE + "Mac/aarch64/libsqlitejdbc.dylib",
                    NATIVE + "Windows/x86_64/sqlitejdbc.dll")) {
                ZipEntry entry = new ZipEntry(name);
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                out.putNextEntry(entry);
                out.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }

        OnePlatform.copy(jar, folder.resolve("one.jar"), system, processor);

        try (ZipFile one = new ZipFile(folder.resolve("one.jar").toFile())) {
            assertThat(one.stream().map(ZipEntry::getName)).containsExactly("a/A.class", NATIVE + kept);
            assertThat(one.stream().map(ZipEntry::getTimeLocal)).containsOnly(LocalDateTime.of(2026, 1, 1, 0, 0));
        }
    }
}
