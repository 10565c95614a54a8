package feedbackuploader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedbackuploader.ledger.PrivateFiles;
import feedbackuploader.support.IoErrors;
import feedbackuploader.support.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code history.jsonl}: a line for each run of an upload, the last run at the end. A line is written when its run begins and replaced when the run ends; the line of a killed run has no end. A failure to write it does not stop the upload: see {@link #failure}.
 */
public final class RunHistory {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.report");

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private final Run begun;
    private long place;
    private boolean hasEnded;
    private @Nullable IOException failure;

    /**
     * One run.
     *
     * @param useCase the key of the use case; null when a project or neither was given
     * @param project the key of the project; null when a use case or neither was given
     * @param ended null when the run goes on, or was killed; so is all that is known at the end alone
     * @param stopped why it ended early; null when it did not
     * @param statuses rows by status
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Run(
            @JsonUnwrapped @Nullable Invocation invocation,
            String began,
            @Nullable String ended,
            @Nullable Integer exitCode,
            @Nullable String stopped,
            String target,
            @Nullable String useCase,
            @Nullable String project,
            @Nullable Map<String, Long> statuses,
            @Nullable String results) {}

    private RunHistory(Path file, Run begun) {
        this.file = file;
        this.begun = begun;
    }

    /** @param began of this run, in UTC */
    public static RunHistory begin(
            Path file,
            Invocation invocation,
            String began,
            String target,
            @Nullable String useCase,
            @Nullable String project) {
        RunHistory history = new RunHistory(
                file, new Run(invocation, began, null, null, null, target, useCase, project, null, null));
        try (FileChannel channel = PrivateFiles.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            history.place = endOfLastLine(channel);
            history.write(channel, history.begun);
        } catch (IOException e) {
            history.failure = e;
        }
        return history;
    }

    /** A run that was killed as it wrote may have left half a line. */
    private static long endOfLastLine(FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        if (size == 0 || (channel.read(last, size - 1) == 1 && last.get(0) == '\n')) {
            return size;
        }
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
        return size + 1;
    }

    private void write(FileChannel channel, Run run) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((JsonText.of(run) + "\n").getBytes(StandardCharsets.UTF_8));
        long end = place + line.remaining();
        while (line.hasRemaining()) {
            channel.write(line, end - line.remaining());
        }
        channel.truncate(end);
        channel.force(true);
    }

    public void end(Summary summary) {
        end(summary.endedAt(), summary.exitCode(), summary.stopped(), summary.statuses(), summary.results());
    }

    /** The first end counts: what fails later is not part of the run. */
    public void end(
            String ended,
            int exitCode,
            @Nullable String stopped,
            @Nullable Map<String, Long> statuses,
            @Nullable String results) {
        if (hasEnded || failure != null) {
            return;
        }
        hasEnded = true;
        Run run = new Run(
                begun.invocation(),
                begun.began(),
                ended,
                exitCode,
                stopped,
                begun.target(),
                begun.useCase(),
                begun.project(),
                statuses,
                results);
        try (FileChannel channel = PrivateFiles.open(file, StandardOpenOption.WRITE)) {
            write(channel, run);
        } catch (IOException e) {
            failure = e;
        }
    }

    /** A sentence on why something was not written; empty as long as all was. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure)
                .map(e -> "The history of runs " + file + " cannot be written (" + IoErrors.of(e)
                        + "). The upload continues without it.");
    }

    /** The last run in {@code file}; empty when there is none or the file cannot be read. */
    public static Optional<Run> last(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.map(RunHistory::parse).flatMap(Optional::stream).reduce((earlier, later) -> later);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** How many runs {@code file} tells of; 0 when it cannot be read. */
    public static long count(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.map(RunHistory::parse).flatMap(Optional::stream).count();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** The last {@code most} runs in {@code file}, the last one at the end; none when it cannot be read. */
    public static List<Run> lastRuns(Path file, int most) {
        Deque<Run> runs = new ArrayDeque<>();
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.map(RunHistory::parse).flatMap(Optional::stream).forEach(run -> {
                runs.add(run);
                if (runs.size() > most) {
                    runs.remove();
                }
            });
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no history of runs", e);
        }
        return List.copyOf(runs);
    }

    private static Optional<Run> parse(String line) {
        try {
            return Optional.ofNullable(JSON.readValue(line, Run.class));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // cut off by a kill
        }
    }
}
