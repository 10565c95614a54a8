package feedbackuploader.mapping;

import feedbackuploader.feedback.CompletionKey;
import java.util.List;
import java.util.UUID;

/**
 * Which completion a row means that names it by a key of the application's own. Asked row by row, on the thread that maps.
 *
 * @param <X> what goes wrong when it is looked up
 */
@FunctionalInterface
public interface CompletionFinder<X extends Exception> {

    /** What is known of a key. */
    sealed interface Found {
        record One(UUID completion) implements Found {}

        /** @param completions their ids, the first of many; empty for none */
        record NotOne(List<String> completions) implements Found {
            public NotOne {
                completions = List.copyOf(completions);
            }
        }

        /** The deployment is not asked before the upload. */
        record Later() implements Found {}
    }

    Found find(CompletionKey key) throws X;

    /** Where no deployment is at hand. */
    static <X extends Exception> CompletionFinder<X> later() {
        return key -> new Found.Later();
    }
}
