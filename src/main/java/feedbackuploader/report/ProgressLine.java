package feedbackuploader.report;

import feedbackuploader.feedback.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an upload goes, in one line. */
public final class ProgressLine {

    private static final int WIDE = 78;
    private static final int NARROW = 58;
    private static final int LONGEST_BAR = 16;
    private static final int MIDDLING_BAR = 10;
    private static final int SHORTEST_BAR = 6;
    private static final int BRACKETS = 3;

    /** {@code waiting 1 min 30 s}, {@code HTTP 503, retrying}. */
    private static final int LONGEST_STATE = 18;

    private static final String TO_CHECK = "%,d to check";

    private ProgressLine() {}

    /** In whole words, however long. */
    public static String inFull(Progress now) {
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
            parts.add(String.format(Locale.ROOT, TO_CHECK, now.undecided()));
        }
        return String.join(", ", parts);
    }

    /**
     * A bar and as much beside it as fits into so many columns: what matters least is left out first. From one moment to
     * the next everything stays in its place, so numbers are as wide as they may become, and what changes its length most
     * comes last.
     */
    public static String within(int columns, Progress now) {
        String all = Amount.of(now.toSend());
        String done = String.format(Locale.ROOT, "%" + all.length() + "s/%s", Amount.of(now.done()), all);
        String rate = String.format(Locale.ROOT, "%7s", rate(now));
        String inFlight = String.format(Locale.ROOT, "%4d concurrent", now.inFlight());
        String lost = Stream.of(
                        now.notRecorded() > 0 ? Amount.of(now.notRecorded()) + " failed" : "",
                        now.undecided() > 0 ? String.format(Locale.ROOT, TO_CHECK, now.undecided()) : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
        String state = String.format(Locale.ROOT, "%-" + LONGEST_STATE + "s", shortState(now));
        int bar = columns >= WIDE ? LONGEST_BAR : columns >= NARROW ? MIDDLING_BAR : SHORTEST_BAR;
        return Stream.of(
                        List.of(done, rate, inFlight, lost, state),
                        List.of(done, rate, lost, state),
                        List.of(done, lost, state),
                        List.of(done, now.isHeldUp() ? shortState(now) : lost),
                        List.of(done))
                .filter(parts -> columns >= WIDE || !parts.contains(inFlight))
                .map(parts -> String.join(
                        "  ", parts.stream().filter(part -> !part.isEmpty()).toList()))
                .filter(text -> bar + BRACKETS + text.length() <= columns)
                .findFirst()
                .map(text -> (bar(now, bar) + " " + text).stripTrailing())
                .orElseGet(() -> done.substring(0, Math.min(done.length(), Math.max(0, columns))));
    }

    private static String bar(Progress now, int length) {
        int full = now.toSend() == 0 ? length : (int) Math.min(length, now.done() * length / now.toSend());
        return "[" + "#".repeat(full) + "-".repeat(length - full) + "]";
    }

    private static String rate(Progress now) {
        return String.format(Locale.ROOT, now.rate() < 10 ? "%.1f/s" : "%,.0f/s", now.rate());
    }

    private static String shortState(Progress now) {
        if (now.waitLeft() != null) {
            return "waiting " + Amount.of(now.waitLeft());
        } else if (now.silence() != null) {
            return "no answer " + Amount.of(now.silence());
        }
        return now.trouble() == null ? left(now) : now.trouble() + ", retrying";
    }

    private static String state(Progress now) {
        if (now.waitLeft() != null) {
            return "server asked to wait " + Amount.of(now.waitLeft());
        } else if (now.silence() != null) {
            return "no answer for " + Amount.of(now.silence());
        }
        return now.trouble() == null ? left(now) : "trying again (" + now.trouble() + ")";
    }

    private static String left(Progress now) {
        return now.left().map(left -> Amount.of(left) + " left").orElse("");
    }
}
