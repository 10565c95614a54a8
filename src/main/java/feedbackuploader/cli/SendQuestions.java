package feedbackuploader.cli;

import feedbackuploader.cli.console.ConfirmationPrompt;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.support.Printable;
import feedbackuploader.upload.KnownRows;
import feedbackuploader.upload.Upload;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is asked before the first row is sent: whether to send, and what becomes of rows that were sent before. */
final class SendQuestions {

    private static final int MOST_QUESTIONS = 3;
    private static final int MOST_SHOWN = 20;

    private final Surroundings surroundings;
    private final ConfirmationPrompt prompt;
    private boolean hasShownRepetitions;

    SendQuestions(Surroundings surroundings, ConfirmationPrompt prompt) {
        this.surroundings = surroundings;
        this.prompt = prompt;
    }

    /** Whether the user has read what was sent before, and from where. */
    boolean hasShownRepetitions() {
        return hasShownRepetitions;
    }

    /** Whether to send; about a sandbox, and about what an earlier run had begun to send, nobody is asked. */
    void askWhetherToSend(List<Upload> uploads) throws LedgerException {
        Map<Kind, Long> toSend = new EnumMap<>(Kind.class);
        boolean hasParts = false;
        for (Upload upload : uploads) {
            hasParts |= upload.hasParts();
            upload.toBeAgreedTo().forEach((kind, count) -> toSend.merge(kind, count, Long::sum));
        }
        if (!toSend.isEmpty()
                && !prompt.isAnsweredWithYes(
                        toSend(toSend, hasParts, uploads.get(0).place()))) {
            uploads.forEach(Upload::decline);
        }
    }

    /**
     * {@code Send 10 rows of metric feedback to https://…?} {@code Create 5 completions at https://…, use case support?}
     *
     * @param hasParts whether a row holds several pieces, so that those are what is counted
     */
    static String toSend(Map<Kind, Long> pieces, boolean hasParts, String place) {
        long completions = pieces.getOrDefault(Kind.INTERACTION, 0L);
        String create = completions == 0 ? "" : "Create " + Amount.of(completions, "completion");
        String feedback = pieces.entrySet().stream()
                .filter(one -> one.getKey() != Kind.INTERACTION)
                .map(one -> Amount.of(one.getValue(), hasParts ? "piece" : "row") + " of "
                        + one.getKey().label() + " feedback")
                .collect(Collectors.joining(" and "));
        if (feedback.isEmpty()) {
            return create + " at " + place + "?";
        }
        return (create.isEmpty() ? "Send " : create + " and send ") + feedback + " to " + place + "?";
    }

    /** What becomes of rows that were sent before. Whoever types something else is asked again, but not for ever. */
    KnownRows askAboutRepetitions(List<Upload> uploads) throws LedgerException {
        uploads.stream().map(Upload::repetition).filter(Objects::nonNull).forEach(surroundings::say);
        hasShownRepetitions = true;
        long planned = 0;
        long sentBefore = 0;
        for (Upload upload : uploads) {
            planned += upload.planned();
            sentBefore += upload.sentBefore();
        }
        for (int asked = 0; asked < MOST_QUESTIONS; asked++) {
            String answer = prompt.answer(question(sentBefore, planned)).strip().toLowerCase(Locale.ROOT);
            switch (answer) {
                case "s", "skip" -> {
                    return KnownRows.SKIP;
                }
                case "a", "again" -> {
                    return KnownRows.SEND;
                }
                case "", "n", "no" -> {
                    return KnownRows.STOP;
                }
                default -> surroundings.say(hint(Printable.of(answer, MOST_SHOWN), sentBefore, planned));
            }
        }
        return KnownRows.STOP;
    }

    /** Where nothing was sent before in these words, it was in others. */
    private static String question(long sentBefore, long planned) {
        if (sentBefore == 0) {
            return "Send the rows a second time, as they are now (a), or stop? [a/N] ";
        }
        return sentBefore == planned
                ? "All " + Amount.of(planned) + " were sent before. Send them a second time (a), or stop? [a/N] "
                : "Skip the " + Amount.of(sentBefore) + " sent before and send " + Amount.of(planned - sentBefore)
                        + " (s), send all " + Amount.of(planned) + " (a), or stop? [s/a/N] ";
    }

    private static String hint(String answer, long sentBefore, long planned) {
        boolean canSkip = sentBefore > 0 && sentBefore < planned;
        return '"' + answer + "\" is no answer here. Type " + (canSkip ? "s to skip what was sent before, " : "")
                + "a to send " + (canSkip ? "all" : "it a second time") + ", or n to stop.";
    }
}
