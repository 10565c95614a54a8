package feedbackuploader.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How an upload goes, in one line. */
public final class ProgressLine {

    private static final int LONGEST_BAR = 20;
    private static final int SHORTEST_BAR = 6;
    private static final int BRACKETS = 3;

    private static final String UNDECIDED = "%,d undecided";

    private ProgressLine() {}

    /** In whole words, however long. */
    public static String inFull(Progress.Figures now) {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(Locale.ROOT, "%,d of %,d rows", now.done(), now.toSend()));
        parts.add(rate(now));
        if (now.inFlight() > 0) {
            parts.add(now.inFlight() + " concurrent");
        }
        String state = state(now);
        if (!state.isEmpty()) {
            parts.add(state);
        }
        if (now.notRecorded() > 0) {
            parts.add(String.format(Locale.ROOT, "%,d not recorded", now.notRecorded()));
        }
        if (now.undecided() > 0) {
            parts.add(String.format(Locale.ROOT, UNDECIDED, now.undecided()));
        }
        return String.join(", ", parts);
    }

    /** A bar and as much beside it as fits into so many columns: what matters least is left out first. */
    public static String within(int columns, Progress.Figures now) {
        String done = String.format(Locale.ROOT, "%,d/%,d", now.done(), now.toSend());
        String failed = now.notRecorded() > 0 ? String.format(Locale.ROOT, "%,d failed", now.notRecorded()) : "";
        String undecided = now.undecided() > 0 ? String.format(Locale.ROOT, UNDECIDED, now.undecided()) : "";
        String inFlight = now.inFlight() > 0 ? now.inFlight() + " concurrent" : "";
        String state = state(now);
        List<List<String>> choices = List.of(
                List.of(done, rate(now), inFlight, state, failed, undecided),
                List.of(done, rate(now), state, failed, undecided),
                List.of(done, state, failed, undecided),
                List.of(done, failed, undecided),
                List.of(done));
        for (List<String> choice : choices) {
            String text = String.join(
                    "  ", choice.stream().filter(part -> !part.isEmpty()).toList());
            int room = Math.min(LONGEST_BAR, columns - text.length() - BRACKETS);
            if (room >= SHORTEST_BAR) {
                return bar(now, room) + " " + text;
            }
        }
        return done.substring(0, Math.min(done.length(), Math.max(0, columns)));
    }

    private static String bar(Progress.Figures now, int length) {
        int full = now.toSend() == 0 ? length : (int) Math.min(length, now.done() * length / now.toSend());
        return "[" + "#".repeat(full) + "-".repeat(length - full) + "]";
    }

    private static String rate(Progress.Figures now) {
        return String.format(Locale.ROOT, now.rate() < 10 ? "%.1f/s" : "%,.0f/s", now.rate());
    }

    private static String state(Progress.Figures now) {
        if (now.waitLeft() != null) {
            return "server asked to wait " + Progress.inWords(now.waitLeft());
        }
        return now.isInTrouble()
                ? "trying again"
                : now.left().map(left -> Progress.inWords(left) + " left").orElse("");
    }
}
