package feedbackuploader.adaptive;

import com.fasterxml.jackson.databind.JsonNode;
import feedbackuploader.server.FoundCompletion;
import feedbackuploader.server.ReadBack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of completions page by page to its end. What the server lists although nobody asked for it proves nothing,
 * and is left out.
 *
 * @param query the body that asks for the page after a cursor; null for the first
 * @param read what a page shows; null when it is not as expected
 * @param enough the reading ends with so many that were asked for, since more would tell nothing else
 * @param isCounted whether the server says how many there are: a list that lacks some of them is none
 */
record CompletionPages(
        Function<@Nullable String, String> query,
        Function<JsonNode, @Nullable List<FoundCompletion>> read,
        Predicate<FoundCompletion> isWanted,
        int enough,
        boolean isCounted) {

    /** Sends a query; the function makes an answer of its {@code data}. */
    @FunctionalInterface
    interface Sender {
        CompletableFuture<ReadBack.Answer> send(String query, Function<JsonNode, ReadBack.Answer> shown);
    }

    /** A list that is longer than this for a few labels is of other completions. */
    private static final int MOST_LISTED = 2_000;

    CompletableFuture<ReadBack.Answer> all(Sender sender) {
        return next(sender, null, List.of());
    }

    private CompletableFuture<ReadBack.Answer> next(
            Sender sender, @Nullable String after, List<FoundCompletion> before) {
        AtomicReference<@Nullable JsonNode> list = new AtomicReference<>();
        return sender.send(query.apply(after), data -> {
                    JsonNode completions = data.path("completions");
                    list.set(completions);
                    List<FoundCompletion> page = read.apply(completions);
                    return page == null ? ReadBackReader.strange() : new ReadBack.Answer.Listed(page);
                })
                .thenCompose(answer -> {
                    @Nullable JsonNode page = list.get();
                    if (!(answer instanceof ReadBack.Answer.Listed listed) || page == null) {
                        return CompletableFuture.completedFuture(answer);
                    }
                    List<FoundCompletion> all = new ArrayList<>(before);
                    all.addAll(listed.completions());
                    List<FoundCompletion> wanted =
                            all.stream().filter(isWanted).distinct().toList();
                    @Nullable String cursor = CompletionListQuery.nextOf(page);
                    if (wanted.size() >= enough) {
                        return CompletableFuture.completedFuture(new ReadBack.Answer.Listed(wanted));
                    } else if (cursor == null) {
                        return CompletableFuture.completedFuture(whole(page, all, wanted));
                    }
                    return all.size() >= MOST_LISTED
                            ? CompletableFuture.completedFuture(new ReadBack.Answer.Hidden("The server lists more than "
                                    + all.size() + " completions for what it was asked for."))
                            : next(sender, cursor, all);
                });
    }

    private ReadBack.Answer whole(JsonNode lastPage, List<FoundCompletion> all, List<FoundCompletion> wanted) {
        long counted = lastPage.path("totalCount").asLong();
        return isCounted && counted != all.size()
                ? new ReadBack.Answer.Hidden("The server counts " + counted + " completions and lists " + all.size()
                        + ", so its list cannot be relied on.")
                : new ReadBack.Answer.Listed(wanted);
    }
}
