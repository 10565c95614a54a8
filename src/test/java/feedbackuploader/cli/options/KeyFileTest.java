package feedbackuploader.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import feedbackuploader.cli.Typed;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.upload.UnusableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class KeyFileTest {

    private static final String KEY = "sk-0123456789abcdef";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"rw-------, false", "r--------, false", "rw-r-----, true", "rw----r--, true", "rw-rw-r--, true"})
    void a_key_file_that_others_can_read_is_told_of(String permissions, boolean isTold) throws Exception {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "a system with permissions");
        Path file = Files.writeString(folder.resolve("my key.txt"), KEY);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        String key = KeyFile.read(file, surroundings("", false));

        assertThat(key).isEqualTo(KEY);
        String told = err.toString(StandardCharsets.UTF_8);
        if (isTold) {
            assertThat(told)
                    .contains(
                            "Other users of this computer can read the API key in " + file, "chmod 600 '" + file + "'");
        } else {
            assertThat(told).isEmpty();
        }
    }

    @Test
    void standard_input_holds_the_key_alone() throws Exception {
        assertThat(KeyFile.piped(surroundings(KEY + "\n", false))).isEqualTo(KEY + "\n");
    }

    @Test
    void a_file_piped_in_place_of_the_key_is_no_key() {
        assertThatThrownBy(() -> KeyFile.piped(surroundings("x".repeat(100_000), false)))
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining("too long for an API key");
    }

    @Test
    void nobody_is_waited_for_at_a_terminal_where_nothing_can_be_asked() {
        assertThatThrownBy(() -> KeyFile.piped(surroundings("", true)))
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining("leave the option out");
    }

    @ParameterizedTest(name = "{0}: asked {4}")
    @CsvSource({
        "nothing given,            '',                 true,  '',  true",
        "not at a terminal,        '',                 false, '',  false",
        "a key in the environment, '',                 true,  key, false",
        "a key in a file,          --api-key-file f,   true,  '',  false",
        "to be typed,              --api-key-file -,   true,  '',  true",
        "to be piped,              --api-key-file -,   false, '',  false",
    })
    void only_a_terminal_is_asked_and_only_without_a_key(
            String what, String typed, boolean isTerminal, String given, boolean isAsked) {
        Given command = new Given();
        new CommandLine(command)
                .parseArgs(("--url https://a.test " + typed).strip().split(" "));
        List<String> questions = new ArrayList<>();

        command.server.askForKey(surroundings(Map.of("ADAPTIVE_API_KEY", given), "", isTerminal), question -> {
            questions.add(question);
            return KEY;
        });

        assertThat(questions).hasSize(isAsked ? 1 : 0);
    }

    @Test
    void without_a_deployment_there_is_nothing_to_ask_for() {
        Given command = new Given();
        new CommandLine(command).parseArgs();

        command.server.askForKey(surroundings("", true), question -> {
            throw new AssertionError("asked: " + question);
        });
    }

    @Test
    void rows_and_key_cannot_both_be_standard_input() {
        Typed typed = Typed.in(folder, "upload", "-", "--api-key-file", "-", "--url", "https://a.test");

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains("Standard input cannot hold both the rows and the API key.");
    }

    /** A test has no terminal: without a key the program says what is missing, and does not wait. */
    @Test
    void elsewhere_the_missing_key_is_said() throws Exception {
        Path file = Files.writeString(folder.resolve("f.csv"), "completion_id,metric,value\n");

        Typed typed = Typed.in(folder, "upload", file.toString(), "--url", "https://a.test");

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).startsWith("No API key.");
    }

    @Command(name = "given")
    private static final class Given {
        @Mixin
        private final ServerArguments server = new ServerArguments();
    }

    private Surroundings surroundings(String input, boolean isTerminal) {
        return surroundings(Map.of(), input, isTerminal);
    }

    private Surroundings surroundings(Map<String, String> variables, String input, boolean isTerminal) {
        Surroundings plain = Typed.surroundings(variables, out, err);
        return new Surroundings(
                plain.environment(),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                isTerminal,
                plain.out(),
                plain.err(),
                isTerminal,
                plain.name(),
                plain.time());
    }
}
