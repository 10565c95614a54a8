package feedbackuploader.endtoend;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program is at when it is killed, as far as its words tell. */
enum KillMoment {
    /** From its first instruction to the finished plan. */
    STARTING(""),
    SENDING(" rows(?:, [0-9,]+ [a-z ]*feedback)?: "),
    SETTLING("answer was lost: the server may still "),
    /** Sending what proved not to be recorded, or writing the report. */
    FINISHING("Checked the rows ");

    @SuppressWarnings("ImmutableEnumChecker") // a Pattern is immutable
    private final Pattern words;

    KillMoment(String words) {
        this.words = Pattern.compile(words);
    }

    /** What it says on standard error when this begins. */
    Pattern words() {
        return words;
    }

    /** @param isAnythingOpen whether there is something to settle */
    static KillMoment any(Random random, boolean isAnythingOpen) {
        List<KillMoment> moments = isAnythingOpen ? List.of(values()) : List.of(STARTING, SENDING);
        return moments.get(random.nextInt(moments.size()));
    }

    static KillMoment of(FinishedProgram killed) {
        int planned = SENDING.lastIn(killed.err());
        int waiting = SETTLING.lastIn(killed.err());
        int settled = FINISHING.lastIn(killed.err());
        if (settled > waiting || !killed.out().isEmpty()) {
            return FINISHING;
        }
        return waiting >= 0 ? SETTLING : planned >= 0 ? SENDING : STARTING;
    }

    /** Where it says so for the last time; -1 if it does not. */
    private int lastIn(String said) {
        Matcher matcher = words.matcher(said);
        int last = -1;
        while (matcher.find()) {
            last = matcher.start();
        }
        return last;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
