package feedbackuploader.endtoend;

import java.util.Locale;

/** What a program was at when it was killed, as far as its words tell. */
enum KillMoment {
    STARTING,
    SENDING,
    SETTLING,
    /** Sending what proved not to be recorded, or writing the report. */
    FINISHING;

    static KillMoment of(FinishedProgram killed) {
        int planned = killed.err().indexOf(" rows: ");
        int waiting = killed.err().lastIndexOf("Reading back ");
        int settled = killed.err().lastIndexOf("Read back: ");
        if (settled > waiting || !killed.out().isEmpty()) {
            return FINISHING;
        }
        return waiting > 0 ? SETTLING : planned > 0 ? SENDING : STARTING;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
