package feedbackuploader.adaptive;

import feedbackuploader.feedback.CompletionKey;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Project;
import feedbackuploader.server.ReadBack;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the feedback of a completion, in the words for use case or project that the deployment turns out to
 * understand, and who rated, unless it turns out not to show it.
 */
final class CompletionReader {

    static final String NEEDS_PROJECT = "A check on the server needs the use case or project. Add --use-case KEY"
            + " (deployments up to 0.12) or --project KEY (later ones) and run again.";

    private final @Nullable Project project;
    private final ReadBackReader reader;
    private final Function<String, CompletableFuture<ExchangeResult>> send;
    private final Function<ExchangeResult.Unanswered, String> words;
    private volatile Project.@Nullable Naming understood;
    private final Set<Kind> notWhole = ConcurrentHashMap.newKeySet();

    /**
     * @param project null when the user named none
     * @param send sends a body to the GraphQL route
     * @param words says why no answer came, safe to print
     */
    CompletionReader(
            @Nullable Project project,
            ReadBackReader reader,
            Function<String, CompletableFuture<ExchangeResult>> send,
            Function<ExchangeResult.Unanswered, String> words) {
        this.project = project;
        this.reader = reader;
        this.send = send;
        this.words = words;
    }

    CompletableFuture<ReadBack.Answer> read(Kind kind, UUID completion) {
        return inItsWords((under, naming) -> ask(kind, completion, under, naming));
    }

    /** All completions that have one of these labels. */
    CompletableFuture<ReadBack.Answer> find(String label, List<String> values) {
        return inItsWords((under, naming) -> list(
                naming,
                new CompletionPages(
                        after -> CompletionListQuery.of(label, values, under, naming, after),
                        CompletionListQuery::read,
                        one -> values.contains(one.labels().getOrDefault(label, "")),
                        Integer.MAX_VALUE,
                        false)));
    }

    /** All completions that have one of these keys; of one key no more than what tells that there are several. */
    CompletableFuture<ReadBack.Answer> find(List<CompletionKey> keys) {
        return inItsWords((under, naming) -> list(
                naming,
                new CompletionPages(
                        after -> CompletionKeyQuery.of(keys, under, naming, after),
                        CompletionKeyQuery::read,
                        one -> keys.stream().anyMatch(one::mayHave),
                        keys.size() == 1 ? CompletionKey.MOST_TOLD : Integer.MAX_VALUE,
                        true)));
    }

    private CompletableFuture<ReadBack.Answer> list(Project.Naming naming, CompletionPages pages) {
        return pages.all((query, shown) -> send(query, naming, answer -> reader.read(answer, shown)));
    }

    /** In the words for use case or project that the deployment turns out to understand. */
    private CompletableFuture<ReadBack.Answer> inItsWords(
            BiFunction<Project, Project.Naming, CompletableFuture<ReadBack.Answer>> ask) {
        Project under = project;
        if (under == null) {
            return CompletableFuture.completedFuture(new ReadBack.Answer.Unavailable(NEEDS_PROJECT));
        }
        Project.Naming known = understood;
        if (known != null) {
            return ask.apply(under, known);
        }
        Project.Naming first = under.naming();
        return ask.apply(under, first)
                .thenCompose(answer -> answer instanceof ReadBack.Answer.Unavailable
                        ? ask.apply(under, other(first))
                                .thenApply(second -> second instanceof ReadBack.Answer.Unavailable ? answer : second)
                        : CompletableFuture.completedFuture(answer));
    }

    private static Project.Naming other(Project.Naming naming) {
        return naming == Project.Naming.USE_CASE ? Project.Naming.PROJECT : Project.Naming.USE_CASE;
    }

    /** Whoever refuses to show the whole is asked for the rest, and for nothing else from then on. */
    private CompletableFuture<ReadBack.Answer> ask(Kind kind, UUID completion, Project under, Project.Naming naming) {
        boolean whole = (kind == Kind.METRIC || kind == Kind.INTERACTION) && !notWhole.contains(kind);
        CompletableFuture<ReadBack.Answer> answer = ask(kind, completion, under, naming, whole);
        return !whole
                ? answer
                : answer.thenCompose(first -> mayBeAboutTheWhole(kind, first)
                        ? ask(kind, completion, under, naming, false).thenApply(second -> {
                            if (second instanceof ReadBack.Answer.Shown) {
                                notWhole.add(kind);
                            }
                            return second;
                        })
                        : CompletableFuture.completedFuture(first));
    }

    private static boolean mayBeAboutTheWhole(Kind kind, ReadBack.Answer answer) {
        return answer instanceof ReadBack.Answer.Unavailable
                || (kind == Kind.METRIC
                        && answer instanceof ReadBack.Answer.Hidden hidden
                        && ReadBackQuery.namesUsers(hidden.why()));
    }

    private CompletableFuture<ReadBack.Answer> ask(
            Kind kind, UUID completion, Project under, Project.Naming naming, boolean whole) {
        return send(
                ReadBackQuery.of(kind, completion, under, naming, whole),
                naming,
                answer -> reader.read(kind, completion, answer));
    }

    private CompletableFuture<ReadBack.Answer> send(
            String query, Project.Naming naming, Function<HttpAnswer, ReadBack.Answer> read) {
        return send.apply(query).thenApply(ending -> {
            if (ending instanceof ExchangeResult.Answered answered) {
                ReadBack.Answer answer = read.apply(answered.answer());
                if (answer instanceof ReadBack.Answer.Shown || answer instanceof ReadBack.Answer.Listed) {
                    understood = naming;
                }
                return answer;
            }
            return new ReadBack.Answer.NotNow(words.apply((ExchangeResult.Unanswered) ending));
        });
    }
}
