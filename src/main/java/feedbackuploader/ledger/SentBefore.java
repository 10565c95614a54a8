package feedbackuploader.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What of a plan was sent before from elsewhere: by this user, as far as the memory goes back.
 *
 * @param pieces planned feedback that the target has, or may have, from another file or run folder
 * @param changed those of them that were sent with another value or text: their rows failed here, and were fixed in one way
 *     in a copy and in another in the file
 * @param sources where those pieces came from, the most first
 * @param otherWords further planned feedback on a subject on which this target has feedback that the file no longer holds
 * @param otherTargets deployments that have further planned feedback, by their names
 */
public record SentBefore(
        long pieces, long changed, List<Source> sources, long otherWords, List<OtherTarget> otherTargets) {

    /** Nothing. */
    public static final SentBefore NOTHING = new SentBefore(0, 0, List.of(), 0, List.of());

    /** How sure it is that the target has what a source sent. */
    public enum Certainty {
        /** Its run has ended, and what was proved absent does not count. */
        SENT,
        /** Its run is going on. */
        RUNNING,
        /** Its run was killed, and its ledger, which would know, is gone. */
        PERHAPS
    }

    /**
     * One file's upload.
     *
     * @param at when it was begun or ended last
     * @param inDoubt those of the pieces of which it is not known whether they arrived
     */
    public record Source(
            String input, Path folder, Instant at, Certainty certainty, boolean hasLedger, long pieces, long inDoubt) {}

    /** Another deployment, or this one by another name. */
    public record OtherTarget(String target, long pieces) {}

    public SentBefore {
        sources = List.copyOf(sources);
        otherTargets = List.copyOf(otherTargets);
    }
}
