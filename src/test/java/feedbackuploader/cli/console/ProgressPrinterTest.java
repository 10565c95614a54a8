package feedbackuploader.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.report.DeliveryStats;
import feedbackuploader.server.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {

    private static final String CLEAR = "\r\u001b[K";
    private static final String NOTHING_DONE = "[----------]  0/10    0.0/s";

    /** Ticks when the test says so. */
    private static final class HandTurnedTicker implements ProgressView.Ticker {
        private final List<Runnable> tasks = new ArrayList<>();
        private long millis;

        @Override
        public Runnable every(long period, Runnable task) {
            millis = period;
            tasks.add(task);
            return tasks::clear;
        }

        void tick() {
            List.copyOf(tasks).forEach(Runnable::run);
        }
    }

    private final HandTurnedTicker ticker = new HandTurnedTicker();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final DeliveryStats progress = new DeliveryStats(10, 0, 0);
    private int columns = 60;

    @Test
    void on_a_terminal_one_line_is_written_over_and_cleared_at_the_end() {
        ProgressPrinter printer = printer(true);
        printer.start(progress);
        ticker.tick();
        progress.answered(new Outcome.Recorded(201, "id"), false);
        ticker.tick();
        printer.stop();
        ticker.tick();

        assertThat(said()).isEqualTo(CLEAR + NOTHING_DONE + CLEAR + "[#---------]  1/10    1.0/s  9 s left" + CLEAR);
        assertThat(ticker.millis).isEqualTo(200);
    }

    @Test
    void elsewhere_each_is_a_line_of_its_own() {
        ProgressPrinter printer = printer(false);
        printer.start(progress);
        ticker.tick();
        ticker.tick();
        printer.stop();

        assertThat(said()).isEqualTo("0 of 10 rows, 0.0/s\n".repeat(2));
        assertThat(ticker.millis).isEqualTo(5_000);
    }

    @Test
    void a_bar_is_there_from_its_start_to_its_stop_and_lines_are_none() {
        ProgressPrinter bar = printer(true);
        assertThat(bar.showsBar()).isFalse();
        bar.start(progress);
        assertThat(bar.showsBar()).isTrue();
        bar.stop();
        assertThat(bar.showsBar()).isFalse();

        ProgressPrinter lines = printer(false);
        lines.start(progress);
        assertThat(lines.showsBar()).isFalse();
        lines.stop();
    }

    @Test
    void what_is_said_meanwhile_takes_the_place_of_the_progress() {
        ProgressPrinter printer = printer(true);
        printer.say("Before.");
        printer.start(progress);
        ticker.tick();
        printer.say("Meanwhile.");
        printer.stop();
        printer.say("After.");

        assertThat(said()).isEqualTo("Before.\n" + CLEAR + NOTHING_DONE + CLEAR + "Meanwhile.\n" + CLEAR + "After.\n");
    }

    @Test
    void a_terminal_that_was_made_narrower_gets_a_shorter_line() {
        ProgressPrinter printer = printer(true);
        printer.start(progress);
        ticker.tick();
        columns = 20;
        ticker.tick();
        printer.stop();

        assertThat(said()).isEqualTo(CLEAR + NOTHING_DONE + CLEAR + "[------]  0/10" + CLEAR);
    }

    @Test
    void a_tick_that_comes_too_late_says_nothing() {
        ProgressPrinter printer = printer(false);
        printer.start(progress);
        List<Runnable> late = List.copyOf(ticker.tasks);
        printer.stop();
        late.forEach(Runnable::run);

        assertThat(late).isNotEmpty();
        assertThat(said()).isEmpty();
    }

    private ProgressPrinter printer(boolean isBar) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new ProgressPrinter(stream, isBar, () -> columns, () -> 1_000_000_000, ticker);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
