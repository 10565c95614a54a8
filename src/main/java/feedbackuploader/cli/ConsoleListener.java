package feedbackuploader.cli;

import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.State;
import feedbackuploader.report.Progress;
import feedbackuploader.upload.Survey;
import feedbackuploader.upload.UploadListener;
import java.util.ArrayList;
import java.util.List;

/** Tells a person what an upload does, on standard error. */
final class ConsoleListener implements UploadListener {

    private final boolean quiet;
    private final ProgressPrinter printer;

    ConsoleListener(Surroundings surroundings, boolean quiet) {
        this.quiet = quiet;
        this.printer = ProgressPrinter.on(surroundings.err(), surroundings.isTerminal());
    }

    @Override
    public void notice(String sentence) {
        say("Note: " + sentence);
    }

    @Override
    public void surveyed(Survey survey) {
        SurveyLines.of(survey).forEach(this::say);
    }

    @Override
    public void planned(Counts counts) {
        List<String> parts = new ArrayList<>();
        add(parts, counts.of(State.PLANNED), "to send");
        add(parts, counts.of(State.RECORDED), "recorded before");
        add(parts, counts.of(State.INVALID), "invalid");
        add(parts, counts.of(State.SKIPPED), "skipped");
        add(parts, counts.of(State.UNKNOWN, State.AMBIGUOUS), "unknown");
        String sum = Words.count(counts.rows(), "row")
                + (counts.hasParts() ? ", " + Words.number(counts.total()) + " feedback" : "");
        say(parts.isEmpty() ? sum + "." : sum + ": " + String.join(", ", parts) + ".");
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(Words.number(count) + " " + what);
        }
    }

    @Override
    public void delivering(Progress progress) {
        if (!quiet) {
            printer.start(progress);
        }
    }

    @Override
    public void delivered() {
        printer.stop();
    }

    private void say(String sentence) {
        if (!quiet) {
            printer.say(sentence);
        }
    }
}
