package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.sandbox.GraphQlQuery.Field;
import feedbackuploader.sandbox.GraphQlQuery.Invalid;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads back what was recorded, registers metrics and adds feedback. */
final class GraphQl {

    /** Who rated; deployments before v0.5 do not know the name. */
    static final String USER = "userId";

    /** Of the word that {@code addDirectFeedback} and the REST route have for the same. */
    private static final Map<String, String> REST_NAMES =
            Map.of("value", "value", "details", "details", "reason", "reason", USER, "user_id");

    private final Metrics metrics;
    private final Store store;
    private final Completions completions;
    private final Behaviour behaviour;
    private final FeedbackReader feedback;
    private final ShownLines shown;
    private final MetricMutations mutations;
    private final CompletionList list;

    GraphQl(
            Metrics metrics,
            Store store,
            Completions completions,
            FeedbackReader feedback,
            Behaviour behaviour,
            FaultInjector faults,
            Stats stats) {
        this.metrics = metrics;
        this.store = store;
        this.completions = completions;
        this.behaviour = behaviour;
        this.feedback = feedback;
        this.shown = new ShownLines(metrics, store);
        this.mutations = new MetricMutations(metrics, shown);
        this.list = new CompletionList(store, completions, shown, behaviour.labelFilter(), faults, stats);
    }

    /** The whole answer: {@code data}, or {@code errors} when anything is wrong. */
    ObjectNode execute(Fields request) throws IOException {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        String text = request.requiredString("query");
        JsonNode variables = request.optional("variables");
        try {
            GraphQlQuery query = GraphQlParser.parse(text);
            answer.set("data", data(query, variables == null ? Json.MAPPER.createObjectNode() : variables));
        } catch (Invalid | Refused e) {
            answer.putArray("errors").addObject().put("message", e.getMessage());
        }
        return answer;
    }

    private ObjectNode data(GraphQlQuery query, JsonNode variables) throws IOException, Invalid {
        GraphQlSchema.check(
                query.isMutation() ? GraphQlSchema.MUTATION : GraphQlSchema.QUERY,
                query.selection(),
                behaviour.tellsUsers() ? Set.of() : Set.of(USER));
        GraphQlArguments arguments = new GraphQlArguments(query.variables(), variables);
        arguments.check();
        ObjectNode data = Json.MAPPER.createObjectNode();
        for (Field field : query.selection()) {
            data.set(field.alias(), GraphQlSchema.select(whole(field, arguments), field.selection()));
        }
        return data;
    }

    private JsonNode whole(Field field, GraphQlArguments arguments) throws IOException, Invalid {
        return switch (field.name()) {
            case "metrics" -> metrics(field);
            case "completion" -> completion(arguments.text(field, "useCase"), arguments.text(field, "id"));
            case "completions" -> list.list(arguments.value(field, "filter"), arguments.value(field, "page"));
            case "createMetric" -> mutations.create(arguments.value(field, "input"));
            case "linkMetric" -> mutations.link(arguments.value(field, "input"));
            case "addDirectFeedback" ->
                add(
                        arguments.text(field, "completionId"),
                        arguments.text(field, "metricId"),
                        arguments.value(field, "input"));
            default -> throw new IllegalStateException(field.name() + " is in the schema, but nobody resolves it");
        };
    }

    private ArrayNode metrics(Field field) throws Invalid {
        if (!field.arguments().isEmpty()) {
            throw new Invalid("Field \"metrics\" takes no arguments.");
        }
        ArrayNode array = Json.MAPPER.createArrayNode();
        metrics.all().forEach(metric -> array.add(shown.metric(metric.key())));
        return array;
    }

    private JsonNode completion(String useCase, String id) throws IOException, Invalid {
        if (useCase.isBlank()) {
            throw new Invalid("Failed to parse \"IdOrKey\": the use case is empty.");
        }
        if (!Fields.isUuid(id)) {
            throw new Invalid("Failed to parse \"UUID\": \"" + id + "\" is not a UUID.");
        }
        UUID completion = Fields.asUuid(id);
        JsonNode created = completions.created(completion);
        boolean isThere = created == null
                ? !behaviour.isStrict()
                : completions.isShown(created)
                        && IndexKeys.useCase(String.valueOf(IndexKeys.owner(created)))
                                .equals(IndexKeys.useCase(useCase));
        return isThere ? shown.completion(completion) : Json.MAPPER.nullNode();
    }

    /** Checked as on the REST route. */
    private ObjectNode add(String completion, String metric, JsonNode input) throws IOException {
        Fields given = Fields.within("input", input);
        given.allowOnly(REST_NAMES.keySet());
        ObjectNode body =
                Json.MAPPER.createObjectNode().put("completion_id", completion).put("metric", metric);
        given.nodes().forEach((name, value) -> body.set(REST_NAMES.get(name), value));
        StoredFeedback added = feedback.read(Fields.within("input", body));
        store.add(added);
        return shown.directFeedback(Json.MAPPER.readTree(Json.bytes(added.line())));
    }
}
