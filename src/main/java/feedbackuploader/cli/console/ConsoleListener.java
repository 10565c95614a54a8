package feedbackuploader.cli.console;

import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.State;
import feedbackuploader.report.DeliveryStats;
import feedbackuploader.upload.Survey;
import feedbackuploader.upload.UploadListener;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Shows a person what an upload does, on standard error. */
public final class ConsoleListener implements UploadListener {

    private final Surroundings surroundings;
    private final boolean quiet;
    private final boolean showsProgress;
    private final IntSupplier columns;
    private final ProgressPrinter printer;
    private final List<ProgressView> others;

    /** @param progress for {@code input}; a quiet one shows none here */
    public ConsoleListener(Surroundings surroundings, boolean quiet, MessageArguments progress, Path input) {
        ProgressForm here = progress.form().on(surroundings.isTerminal());
        this.surroundings = surroundings;
        this.quiet = quiet;
        this.showsProgress = !quiet && here != ProgressForm.NONE;
        this.columns = surroundings.isTerminal() ? TerminalWidth.ofProcess() : () -> Integer.MAX_VALUE;
        this.printer = ProgressPrinter.on(surroundings.err(), here == ProgressForm.BAR);
        this.others = progress.views(input, this::notice);
    }

    @Override
    public void notice(String sentence) {
        say("Note: " + sentence);
    }

    @Override
    public void surveyed(Survey survey) {
        SurveyFormatter.inShort(survey, columns.getAsInt()).forEach(this::say);
    }

    @Override
    public void planned(Counts counts, long sentBefore) {
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("to send", counts.of(State.PLANNED, State.WAITING) - sentBefore);
        parts.put("sent before", sentBefore);
        parts.put("recorded before", counts.of(State.RECORDED));
        parts.put("invalid", counts.of(State.INVALID));
        parts.put("skipped", counts.of(State.SKIPPED));
        parts.put("unknown", counts.of(State.UNKNOWN, State.AMBIGUOUS));
        parts.put(counts.rowsWithoutFeedback() == 1 ? "row skipped" : "rows skipped", counts.rowsWithoutFeedback());
        parts.put("for other shards", counts.rowsOfOtherShards());
        String listed = Amount.listed(parts);
        say(rows(counts) + (listed.isEmpty() ? "." : ": " + listed + "."));
    }

    /** {@code 10 rows}, {@code 10 rows, 25 feedback}, {@code 10 rows, 20 completions and feedback}. */
    public static String rows(Counts counts) {
        return Amount.of(counts.rows(), "row")
                + (counts.hasParts() ? ", " + SummaryFormatter.pieces(counts.total(), counts.completions() > 0) : "");
    }

    @Override
    public void delivering(DeliveryStats stats) {
        if (showsProgress) {
            printer.start(stats);
        }
        others.forEach(view -> view.start(stats));
    }

    @Override
    public void delivered() {
        printer.stop();
        others.forEach(ProgressView::stop);
    }

    /** At once and even if quiet, on a line of its own; on any thread. */
    public void sayAtOnce(String sentence) {
        surroundings.linesOf(sentence).forEach(printer::say);
    }

    /** Whether a bar is on the screen. */
    public boolean showsBar() {
        return printer.showsBar();
    }

    /** On a line of its own, unless quiet; on any thread. */
    public void say(String sentence) {
        if (!quiet) {
            surroundings.linesOf(sentence).forEach(printer::say);
        }
    }
}
