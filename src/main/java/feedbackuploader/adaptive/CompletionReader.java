package feedbackuploader.adaptive;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Project;
import feedbackuploader.server.ReadBack;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
    private volatile boolean refusesUsers;

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
        if (project == null) {
            return CompletableFuture.completedFuture(new ReadBack.Answer.Unavailable(NEEDS_PROJECT));
        }
        Project.Naming known = understood;
        if (known != null) {
            return ask(kind, completion, project, known);
        }
        Project.Naming first = project.naming();
        return ask(kind, completion, project, first)
                .thenCompose(answer -> answer instanceof ReadBack.Answer.Unavailable
                        ? ask(kind, completion, project, other(first))
                                .thenApply(second -> second instanceof ReadBack.Answer.Unavailable ? answer : second)
                        : CompletableFuture.completedFuture(answer));
    }

    private static Project.Naming other(Project.Naming naming) {
        return naming == Project.Naming.USE_CASE ? Project.Naming.PROJECT : Project.Naming.USE_CASE;
    }

    /** Whoever refuses to say who rated is asked for the rest, and for nothing else from then on. */
    private CompletableFuture<ReadBack.Answer> ask(Kind kind, UUID completion, Project under, Project.Naming naming) {
        boolean withUsers = kind == Kind.METRIC && !refusesUsers;
        CompletableFuture<ReadBack.Answer> answer = ask(kind, completion, under, naming, withUsers);
        return !withUsers
                ? answer
                : answer.thenCompose(first -> mayBeAboutUsers(first)
                        ? ask(kind, completion, under, naming, false).thenApply(second -> {
                            refusesUsers |= second instanceof ReadBack.Answer.Shown;
                            return second;
                        })
                        : CompletableFuture.completedFuture(first));
    }

    private static boolean mayBeAboutUsers(ReadBack.Answer answer) {
        return answer instanceof ReadBack.Answer.Unavailable
                || (answer instanceof ReadBack.Answer.Hidden hidden && ReadBackQuery.namesUsers(hidden.why()));
    }

    private CompletableFuture<ReadBack.Answer> ask(
            Kind kind, UUID completion, Project under, Project.Naming naming, boolean withUsers) {
        return send.apply(ReadBackQuery.of(kind, completion, under, naming, withUsers))
                .thenApply(ending -> {
                    if (ending instanceof ExchangeResult.Answered answered) {
                        ReadBack.Answer answer = reader.read(kind, completion, answered.answer());
                        if (answer instanceof ReadBack.Answer.Shown) {
                            understood = naming;
                        }
                        return answer;
                    }
                    return new ReadBack.Answer.NotNow(words.apply((ExchangeResult.Unanswered) ending));
                });
    }
}
