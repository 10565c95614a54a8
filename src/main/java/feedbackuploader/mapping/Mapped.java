package feedbackuploader.mapping;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.SkipCause;
import feedbackuploader.support.Problem;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one of a row's pieces of feedback turned out to be. Most rows hold one piece. */
public sealed interface Mapped {

    /** The feedback itself as far as it is known, whatever becomes of it. */
    @Nullable
    Feedback feedbackOrNull();

    /** As of a stream, which costs more than most rows are worth: they hold one piece. */
    static boolean any(List<Mapped> pieces, Predicate<Mapped> test) {
        for (Mapped piece : pieces) {
            if (test.test(piece)) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #any}. */
    static boolean all(List<Mapped> pieces, Predicate<Mapped> test) {
        for (Mapped piece : pieces) {
            if (!test.test(piece)) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param awaits the placeholders in it, of completions that other pieces create ({@link Interaction#placeholder})
     */
    record Valid(Feedback feedback, Set<UUID> awaits) implements Mapped {
        public Valid {
            awaits = Set.copyOf(awaits);
        }

        public Valid(Feedback feedback) {
            this(feedback, Set.of());
        }

        /** Whether it compares completions that its row creates. */
        public boolean comparesCreated() {
            return feedback instanceof PreferenceFeedback && !awaits.isEmpty();
        }

        @Override
        public Feedback feedbackOrNull() {
            return feedback;
        }
    }

    /**
     * @param problems all that is wrong with the piece, at least one
     * @param feedback what it would be if the deployment's metrics allowed it; null when more is wrong with it
     */
    record Invalid(List<Problem> problems, @Nullable Feedback feedback) implements Mapped {
        public Invalid {
            problems = List.copyOf(problems);
        }

        @Override
        public @Nullable Feedback feedbackOrNull() {
            return feedback;
        }
    }

    /**
     * Left out on purpose.
     *
     * @param reason a phrase such as {@code already recorded}
     * @param feedback what is left out, where a later reading must know it again
     * @param cause null for a rule or a choice of the user's
     * @param completionId of an interaction that an earlier upload created: what names it goes to that id; else null
     */
    record Skipped(
            String reason,
            @Nullable Feedback feedback,
            @Nullable SkipCause cause,
            @Nullable String completionId) implements Mapped {

        public Skipped(String reason, @Nullable Feedback feedback, @Nullable SkipCause cause) {
            this(reason, feedback, cause, null);
        }

        Skipped(String reason) {
            this(reason, null, null);
        }

        @Override
        public @Nullable Feedback feedbackOrNull() {
            return null;
        }
    }
}
