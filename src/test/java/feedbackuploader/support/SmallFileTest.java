package feedbackuploader.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallFileTest {

    @TempDir
    private Path folder;

    @Test
    void is_read_whole_up_to_its_limit() throws Exception {
        Path file = Files.write(folder.resolve("f"), new byte[8_000_000]);

        assertThat(SmallFile.read(file, StandardCharsets.UTF_8)).hasSize(8_000_000);
        Files.write(file, new byte[8_000_001]);
        assertThatThrownBy(() -> SmallFile.read(file, StandardCharsets.UTF_8))
                .hasMessage(file + ": it has more than 8,000,000 bytes: is it the right file?");
    }

    @Test
    void gigabytes_and_devices_without_end_are_not_read() throws Exception {
        Path file = folder.resolve("f");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        assertThatThrownBy(() -> SmallFile.read(file, StandardCharsets.UTF_8)).hasMessageContaining("more than");

        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.exists(endless), "a system with devices");
        assertThatThrownBy(() -> SmallFile.read(endless, StandardCharsets.UTF_8))
                .hasMessageContaining("more than");
    }

    @Test
    void what_is_not_in_the_character_set_is_said() throws Exception {
        Path file = Files.write(folder.resolve("f"), new byte[] {(byte) 0xC3, '('});

        assertThatThrownBy(() -> SmallFile.read(file, StandardCharsets.UTF_8))
                .isInstanceOf(CharacterCodingException.class);
    }
}
