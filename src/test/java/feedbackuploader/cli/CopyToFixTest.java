package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The copy of the rows to fix needs the options of its file: the command for it is printed with them. */
class CopyToFixTest extends DeploymentCase {

    private static final String ADVICE = "Or fix them in failed.csv and upload that";

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(
                folder.resolve("export.csv"),
                "Ratings of March\nid,value\n" + row(1, "4") + row(2, "bad") + row(3, "\"0,5\"") + row(4, "5"));
    }

    private Typed upload(String... options) {
        return typed(Stream.concat(
                        Stream.of(
                                "upload",
                                file.toString(),
                                "--yes",
                                "--skip-lines",
                                "1",
                                "--map",
                                "completion_id=id",
                                "--metric",
                                "quality",
                                "--decimal-comma"),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void the_printed_command_uploads_what_was_fixed_in_the_copy_and_the_file_knows_it() throws Exception {
        Typed first = upload();
        Path copy = folder.resolve("export.csv.upload/failed.csv");
        Files.writeString(copy, Files.readString(copy).replace(",bad", ",3"));

        Typed fixed = pasted(first, ADVICE + ": ");

        assertThat(fixed.out()).contains("1 recorded");
        assertThat(upload().exitCode()).isZero();
        assertThat(recorded()).isEqualTo(4);
    }

    @Test
    void without_a_command_where_it_would_lack_a_secret() {
        assertThat(line(upload("--header", "X-Token: secret"), ADVICE)).endsWith(" with the same options.");
    }
}
