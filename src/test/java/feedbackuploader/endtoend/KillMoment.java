package feedbackuploader.endtoend;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What a program is at when it is killed, as far as its words tell. */
enum KillMoment {
    /** From its first instruction to the finished plan. */
    STARTING(""),
    SENDING(" rows: "),
    SETTLING("answer was lost: the server may still "),
    /** Sending what proved not to be recorded, or writing the report. */
    FINISHING("Checked the rows ");

    private final String words;

    KillMoment(String words) {
        this.words = words;
    }

    /** What it says on standard error when this begins. */
    String words() {
        return words;
    }

    /** @param isAnythingOpen whether there is something to settle */
    static KillMoment any(Random random, boolean isAnythingOpen) {
        List<KillMoment> moments = isAnythingOpen ? List.of(values()) : List.of(STARTING, SENDING);
        return moments.get(random.nextInt(moments.size()));
    }

    static KillMoment of(FinishedProgram killed) {
        int planned = killed.err().indexOf(SENDING.words);
        int waiting = killed.err().lastIndexOf(SETTLING.words);
        int settled = killed.err().lastIndexOf(FINISHING.words);
        if (settled > waiting || !killed.out().isEmpty()) {
            return FINISHING;
        }
        return waiting >= 0 ? SETTLING : planned >= 0 ? SENDING : STARTING;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
