package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.delivery.Time;
import feedbackuploader.report.RunLog;
import feedbackuploader.web.Choice;
import feedbackuploader.web.FileState;
import feedbackuploader.web.FileState.Stage;
import feedbackuploader.web.Workbench;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A page without a browser: the files that are open, and whoever looks at them until something is as it should be. */
final class PageBench implements AutoCloseable {

    static {
        RunLog.silenceConsole(); // each run folder has its log
    }

    private static final int PATIENCE_SECONDS = 30;

    final Surroundings surroundings;
    final Workbench bench;
    private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();

    PageBench(Path state) throws Exception {
        this(state, Map.of());
    }

    PageBench(Path state, Map<String, String> variables) throws Exception {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("XDG_STATE_HOME", state.toString());
        surroundings = new Surroundings(
                environment,
                InputStream.nullInputStream(),
                false,
                nowhere(),
                nowhere(),
                false,
                "feedback-uploader",
                Time.system());
        bench = Workbench.open(
                state.resolve("ui"),
                new PageCommands(surroundings),
                surroundings.time(),
                new Random(1),
                (id, version) -> changes.add(id));
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** A file of rows with the values 1, 2, and so on. */
    static Path ratings(Path file, int rows) throws IOException {
        StringBuilder csv = new StringBuilder("completion_id,value\n");
        for (int i = 1; i <= rows; i++) {
            csv.append(new UUID(7, i)).append(',').append(i).append('\n');
        }
        return Files.writeString(file, csv);
    }

    /** The state of the file, once it is as {@code wanted}. */
    FileState await(String id, Predicate<FileState> wanted) throws IOException, InterruptedException {
        FileState state = bench.state(id);
        while (!wanted.test(state)) {
            assertThat(changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("a change after " + state)
                    .isNotNull();
            state = bench.state(id);
        }
        return state;
    }

    FileState await(String id, Stage stage) throws IOException, InterruptedException {
        return await(id, state -> state.stage() == stage);
    }

    /** Opens {@code file} with these choices, and waits until it is checked. */
    String checked(Path file, Choice... choices) throws IOException, InterruptedException {
        String id = bench.open(file.toString());
        bench.choose(id, List.of(choices));
        await(id, state -> state.checking() == null);
        return id;
    }

    /** What must be there. */
    static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    static Choice choice(String option) {
        return new Choice(option, null);
    }

    static Choice choice(String option, String value) {
        return new Choice(option, value);
    }

    @Override
    public void close() {
        bench.close();
    }
}
