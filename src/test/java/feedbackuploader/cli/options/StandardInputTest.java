package feedbackuploader.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import feedbackuploader.cli.Program;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.delivery.Time;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.LiveFile;
import feedbackuploader.ledger.Owner;
import feedbackuploader.upload.UnusableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is piped in is kept; what comes next takes its place, unless nothing does. */
class StandardInputTest {

    private static final String FILE = "completion_id,metric,value\n570b90e9-0724-5a2d-b2f7-81052e11b1ce,quality,1\n";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void is_kept_in_its_folder_until_something_else_comes() throws Exception {
        Path run = folder.resolve("stdin.upload");
        StandardInput.keep(piped("one"), run);
        assertThat(run.resolve("stdin")).hasContent("one");

        StandardInput.keep(piped("two"), run);
        assertThat(run.resolve("stdin")).hasContent("two");

        assertThatThrownBy(() -> StandardInput.keep(piped(""), run))
                .isInstanceOf(UnusableException.class)
                .hasMessage("Standard input is empty.");
        assertThat(run.resolve("stdin")).hasContent("two");
        assertThat(run).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @Test
    void is_not_replaced_while_another_upload_of_it_goes_on() throws Exception {
        Path run = folder.resolve("stdin.upload");
        StandardInput.keep(piped("one"), run);
        try (Ledger held = Ledger.open(run, new Owner(run.resolve("stdin"), "http://127.0.0.1", null))) {
            assertThat(held.plan()).isEmpty();
            assertThatThrownBy(() -> StandardInput.keep(piped("two"), run))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining(" is in use by another upload in this process");
            assertThat(run.resolve("stdin")).hasContent("one");
        }

        StandardInput.keep(piped("two"), run);
        assertThat(run.resolve("stdin")).hasContent("two");
    }

    @Test
    void what_a_killed_run_had_read_is_cleared_away() throws Exception {
        Path run = Files.createDirectory(folder.resolve("stdin.upload"));
        Files.writeString(run.resolve(".stdin123.part"), "half of it");
        Files.writeString(run.resolve(".results.csv.part"), "that of another run");

        try (LiveFile live = LiveFile.create(run, ".stdin", ".part")) {
            StandardInput.keep(piped("one"), run);

            assertThat(live.path()).exists();
        }
        assertThat(run).isDirectoryNotContaining(file -> file.toString().contains(".stdin"));
        assertThat(run.resolve(".results.csv.part")).exists();

        Ledger.open(run, new Owner(run.resolve("stdin"), "http://127.0.0.1", null))
                .close();
        assertThat(run).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @Test
    void is_replaced_although_the_upload_before_was_killed_as_it_began() throws Exception {
        Path run = folder.resolve("stdin.upload");
        Owner owner = new Owner(run.resolve("stdin"), "http://127.0.0.1", null);
        StandardInput.keep(piped("one"), run);
        Ledger.open(run, owner).close();
        Files.write(run.resolve("ledger.db"), new byte[0]);

        StandardInput.keep(piped("two"), run);
        assertThat(run.resolve("stdin")).hasContent("two");
        Ledger.open(run, owner).close();
    }

    /** Whoever writes into the pipe may take as long as it likes. */
    @Test
    void is_given_up_at_once_when_the_run_is_interrupted() throws Exception {
        Path run = folder.resolve("stdin.upload");
        CompletableFuture<Void> interruption = new CompletableFuture<>();
        try (PipedOutputStream writer = new PipedOutputStream();
                InputStream pipe = new PipedInputStream(writer) {
                    @Override
                    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
                        interruption.complete(null);
                        return super.read(bytes, offset, length);
                    }
                }) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThatThrownBy(() -> StandardInput.keep(surroundings(pipe, false), run, interruption))
                            .isInstanceOf(InterruptedException.class));
        }
        assertThat(run).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
        assertThat(run.resolve("stdin")).doesNotExist();
    }

    @Test
    void a_terminal_is_not_read() {
        Surroundings terminal = surroundings(InputStream.nullInputStream(), true);

        assertThat(Program.run(terminal, "validate", "-")).isEqualTo(2);
        assertThat(out)
                .asString()
                .contains("Standard input is a terminal. Pipe a file into the program, or name the file.");
    }

    @Test
    void a_check_of_it_leaves_nothing_behind() throws Exception {
        assertThat(Program.run(piped(FILE), "validate", "-")).isZero();
        assertThat(out).asString().contains("stdin: CSV, UTF-8, delimiter comma", "stdin: 1 row: 1 metric feedback.");
    }

    @Test
    void its_run_folder_is_in_the_working_folder_or_where_the_user_says() {
        Path here = Path.of("").toAbsolutePath();

        assertThat(StandardInput.folder("upload", null).path()).isEqualTo(here.resolve("stdin.upload"));
        assertThat(StandardInput.folder("upload", folder).path()).isEqualTo(folder.resolve("stdin.upload"));
        assertThat(Files.exists(here.resolve("stdin.upload"))).isFalse();
    }

    private Surroundings piped(String text) {
        return surroundings(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), false);
    }

    private Surroundings surroundings(InputStream in, boolean isTerminal) {
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Surroundings(Map.of(), in, isTerminal, printed, printed, false, "feedback-uploader", Time.system());
    }
}
