package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Shard;
import feedbackuploader.upload.UploadRegister.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadRegisterTest {

    private static final Known FIRST = new Known(
            "abc", "https://one.test", "/data/a.csv", "/data/a.csv.upload", 10, 0, "2026-01-01T00:00:00Z", null);

    private static Known first(long recorded, long perhaps) {
        return new Known(
                FIRST.sha256(),
                FIRST.target(),
                FIRST.input(),
                FIRST.folder(),
                recorded,
                perhaps,
                "2026-01-03T00:00:00Z",
                null);
    }

    @TempDir
    Path folder;

    private Path file;
    private UploadRegister register;

    @BeforeEach
    void open() {
        file = folder.resolve("deep/down/uploads.jsonl");
        register = new UploadRegister(file);
    }

    @Test
    void knows_nothing_before_the_first_upload() throws IOException {
        assertThat(register.find("abc", "https://one.test", Path.of("/data/b.csv.upload"), null))
                .isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void knows_the_same_bytes_to_the_same_target_from_another_run_folder() throws IOException {
        register.add(FIRST);

        assertThat(register.find("abc", "https://one.test", Path.of("/data/b.csv.upload"), null))
                .contains(FIRST);
        assertThat(register.find("abc", "https://one.test", Path.of("/data/a.csv.upload"), null))
                .as("the same run folder: its ledger knows better")
                .isEmpty();
        assertThat(register.find("abc", "https://one.test", null, null))
                .as("a run folder that lost its ledger")
                .contains(FIRST);
        assertThat(register.find("abd", "https://one.test", Path.of("/data/b.csv.upload"), null))
                .isEmpty();
        assertThat(register.find("abc", "https://two.test", Path.of("/data/b.csv.upload"), null))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 12, true", // begun, and then killed
        "0, 1, true",
        "1, 0, true",
        "0, 0, false" // ended, and nothing is there
    })
    void the_last_word_on_an_upload_counts(long recorded, long perhaps, boolean isThere) throws IOException {
        register.add(FIRST);
        Known last = first(recorded, perhaps);
        register.add(last);

        assertThat(register.find("abc", "https://one.test", null, null).stream().toList())
                .isEqualTo(isThere ? List.of(last) : List.of());
        assertThat(register.knows(last)).isTrue();
        assertThat(register.knows(FIRST)).isFalse();
    }

    @ParameterizedTest(name = "{0} after {1}")
    @CsvSource(
            nullValues = "-",
            value = {"2/8, 1/8, false", "1/8, 1/8, true", "1/2, 1/8, true", "-, 1/8, true", "1/8, -, true"})
    void a_shard_is_in_the_way_of_all_but_its_siblings(
            @Nullable String asked, @Nullable String uploaded, boolean isInTheWay) throws IOException {
        register.add(new Known(
                "abc",
                "https://one.test",
                "/data/a.csv",
                "/data/a.csv.upload-1",
                10,
                0,
                "2026-01-01T00:00:00Z",
                uploaded == null ? null : Shard.parse(uploaded)));

        assertThat(register.find(
                        "abc", "https://one.test", Path.of("/data/b"), asked == null ? null : Shard.parse(asked)))
                .matches(found -> found.isPresent() == isInTheWay);
    }

    @Test
    void of_an_upload_it_never_heard_of_it_knows_that_nothing_is_there() throws IOException {
        assertThat(register.knows(FIRST)).isFalse();
        assertThat(register.knows(first(0, 0))).isTrue();
    }

    @Test
    void passes_over_lines_that_it_cannot_read() throws IOException {
        register.add(FIRST);
        Files.writeString(file, """
                {"sha256":"abc","tar
                null
                {"sha256":null}
                []
                {"sha256":"new","target":"t","input":"/i","recorded":1,"at":"","later":1}
                """, StandardOpenOption.APPEND);
        Known last = new Known(
                "xyz", "https://one.test", "/data/z.csv", "/data/z.csv.upload", 1, 0, "2026-01-02T00:00:00Z", null);
        register.add(last);

        assertThat(register.find("abc", "https://one.test", Path.of("/data/b.csv.upload"), null))
                .contains(FIRST);
        assertThat(register.find("xyz", "https://one.test", Path.of("/data/b.csv.upload"), null))
                .contains(last);
    }

    /** A kill may leave a last line without its end, which must not swallow the next one. */
    @Test
    void a_torn_line_does_not_take_the_next_one_with_it() throws IOException {
        register.add(FIRST);
        Files.writeString(file, "{\"sha256\":\"torn", StandardOpenOption.APPEND);
        Known next = new Known(
                "xyz", "https://one.test", "/data/z.csv", "/data/z.csv.upload", 1, 0, "2026-01-02T00:00:00Z", null);

        register.add(next);

        assertThat(register.find("xyz", "https://one.test", Path.of("/data/b.csv.upload"), null))
                .contains(next);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void is_for_its_owner_alone() throws IOException {
        register.add(FIRST);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
