package feedbackuploader.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.report.DeliveryStats;
import feedbackuploader.report.MetricsFile;
import feedbackuploader.server.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsViewTest {

    @TempDir
    private Path folder;

    private final List<Runnable> ticks = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final DeliveryStats progress = new DeliveryStats(10, 0, 0);

    @Test
    void the_file_is_there_from_the_start_and_right_at_the_end() throws IOException {
        Path file = folder.resolve("upload.prom");
        MetricsView view = view(file);

        view.start(progress);
        assertThat(Files.readString(file)).contains("rows_recorded{input=\"in.csv\"} 0\n");
        progress.answered(new Outcome.Recorded(201, "id"), false);
        ticks.forEach(Runnable::run);
        assertThat(Files.readString(file)).contains("rows_recorded{input=\"in.csv\"} 1\n");
        progress.answered(new Outcome.Recorded(201, "id"), false);
        view.stop();

        assertThat(Files.readString(file)).contains("rows_recorded{input=\"in.csv\"} 2\n");
        assertThat(notices).isEmpty();
    }

    @Test
    void one_that_cannot_be_written_is_told_of_once_and_stops_nothing() {
        MetricsView view = view(folder.resolve("missing/upload.prom"));

        view.start(progress);
        ticks.forEach(Runnable::run);
        view.stop();

        assertThat(notices).singleElement().asString().contains("missing/upload.prom");
    }

    private MetricsView view(Path file) {
        return new MetricsView(
                new MetricsFile(file, Path.of("in.csv")),
                () -> 1_000_000_000,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                (millis, task) -> {
                    ticks.add(task);
                    return () -> {};
                },
                notices::add);
    }
}
