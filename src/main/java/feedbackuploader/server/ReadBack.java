package feedbackuploader.server;

import feedbackuploader.feedback.CompletionKey;
import feedbackuploader.feedback.Kind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The server's own view of what it recorded. Reading changes nothing there. */
public interface ReadBack {

    /** Where to look for {@code submission}. */
    Trace traceOf(Submission submission);

    /**
     * Asks once what feedback of {@code kind} the server holds on {@code completion}.
     *
     * @return completes within the time-out, on any thread, and never exceptionally
     */
    CompletableFuture<Answer> read(Kind kind, UUID completion);

    /**
     * Asks once which completions have a label.
     *
     * @param values of the label: any of them will do, as far as the server understands a list so
     * @return {@link Answer.Listed}, or why not; completes like {@link #read}
     */
    default CompletableFuture<Answer> find(String label, List<String> values) {
        return CompletableFuture.completedFuture(new Answer.Unavailable("This server lists no completions."));
    }

    /**
     * Asks once which completions have a key.
     *
     * @param keys of one name; several only of a label, where any of them will do as far as the server understands a list so
     * @return {@link Answer.Listed} with all that the server has, or for one key with the first of many; else why not.
     *     Completes like {@link #read}
     */
    default CompletableFuture<Answer> find(List<CompletionKey> keys) {
        return CompletableFuture.completedFuture(new Answer.Unavailable("This server lists no completions."));
    }

    /** What came of asking. The reasons are whole sentences, safe to print, and never contain the key. */
    sealed interface Answer {

        /** Everything of that kind on that completion. */
        record Shown(List<ObservedFeedback> observed) implements Answer {
            public Shown {
                observed = List.copyOf(observed);
            }
        }

        /** All completions that the server lists for these labels. */
        record Listed(List<FoundCompletion> completions) implements Answer {
            public Listed {
                completions = List.copyOf(completions);
            }
        }

        /**
         * The server answers, but not of this completion.
         *
         * @param isAbsent whether it says so: under this use case or project there is none of this id
         */
        record Hidden(String why, boolean isAbsent) implements Answer {

            /** In an answer that this program does not understand. */
            public Hidden(String why) {
                this(why, false);
            }
        }

        /** This server does not show any completion in a way that this program understands. */
        record Unavailable(String why) implements Answer {}

        /**
         * No answer, or one that asks to wait: worth another try later.
         *
         * @param retryAfter for how long the server asks everyone to wait; zero when it does not ask
         */
        record NotNow(String why, Duration retryAfter) implements Answer {
            public NotNow(String why) {
                this(why, Duration.ZERO);
            }
        }

        /** No request will be answered any more: the run must stop. */
        record Stopped(Outcome.Stopped stop) implements Answer {}
    }
}
