package feedbackuploader.adaptive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Project;
import java.util.UUID;

/**
 * The question what feedback a completion has, in the words of the vendor's SDK v0.5.1. From v0.13 on a use case is a
 * project, perhaps here too: {@code naming} says in which words to ask.
 */
final class ReadBackQuery {

    static final String USER = "userId";

    static final String LABELS = "labels";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReadBackQuery() {}

    /**
     * The request's body. It asks for one kind only, since every further name may be one that a server lacks.
     *
     * @param whole whether to ask for what not every server shows: who rated; model and labels of a completion
     */
    static String of(Kind kind, UUID completion, Project project, Project.Naming naming, boolean whole) {
        String argument = argument(naming);
        String query = "query ($" + argument + ": IdOrKey!, $id: UUID!) { completion(" + argument + ": $" + argument
                + ", id: $id) { id " + feedbackOf(kind, whole) + " } }";
        ObjectNode body = JSON.createObjectNode().put("query", query);
        body.putObject("variables").put(argument, project.key()).put("id", completion.toString());
        return body.toString();
    }

    static String argument(Project.Naming naming) {
        return switch (naming) {
            case USE_CASE -> "useCase";
            case PROJECT -> "project";
        };
    }

    private static String feedbackOf(Kind kind, boolean whole) {
        return switch (kind) {
            case METRIC ->
                listOf(kind) + " { id value metric { key } details createdAt" + (whole ? " " + USER : "") + " }";
            case PREFERENCE ->
                listOf(kind) + " { id createdAt metric { key } preferedCompletion { id } otherCompletion { id } }";
            case INTERACTION -> "completion createdAt" + (whole ? " model { key } " + LABELS + " { key value }" : "");
            case OUTCOME -> throw notOnCompletions(kind);
        };
    }

    /** Whether a server's words name what only a question with users asks for. */
    static boolean namesUsers(String words) {
        return words.contains(USER);
    }

    /** Where the answer has it. */
    static String listOf(Kind kind) {
        return switch (kind) {
            case METRIC -> "directFeedbacks";
            case PREFERENCE -> "comparisonFeedbacks";
            case INTERACTION, OUTCOME -> throw notOnCompletions(kind);
        };
    }

    static IllegalArgumentException notOnCompletions(Kind kind) {
        return new IllegalArgumentException("no completion shows feedback of the kind " + kind.label());
    }
}
