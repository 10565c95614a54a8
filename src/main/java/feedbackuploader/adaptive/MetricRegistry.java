package feedbackuploader.adaptive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.feedback.MetricCatalogue.MetricKind;
import feedbackuploader.feedback.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Shows the metrics of a deployment in full, registers one, and links one to a use case or project. Each request is sent
 * once; the names are those of the vendor's SDK v0.5.1.
 */
public final class MetricRegistry {

    /** From the most to the least that a deployment may be able to tell. */
    private static final List<String> FIELDS =
            List.of("key id kind scoringType useCases { key }", "key id kind scoringType", "key id kind");

    private static final String LOWER = "LOWER_IS_BETTER";
    private static final String HIGHER = "HIGHER_IS_BETTER";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AnswerClassifier classifier;
    private final SafeText safe;
    private final Function<String, CompletableFuture<ExchangeResult>> send;
    private final Function<ExchangeResult.Unanswered, String> words;

    MetricRegistry(
            AnswerClassifier classifier,
            SafeText safe,
            Function<String, CompletableFuture<ExchangeResult>> send,
            Function<ExchangeResult.Unanswered, String> words) {
        this.classifier = classifier;
        this.safe = safe;
        this.send = send;
        this.words = words;
    }

    /**
     * A metric as the deployment shows it.
     *
     * @param kind null when the deployment did not say it, or in a word that this program does not know
     * @param scoring as the deployment spells it; null when it does not say
     * @param useCases null when it does not say
     */
    public record Registered(
            String key,
            @Nullable MetricKind kind,
            @Nullable String scoring,
            @Nullable List<String> useCases) {}

    /** A metric to register; the deployment shows {@code name} in place of its key. */
    public record Order(
            String key,
            MetricKind kind,
            String name,
            @Nullable String description,
            boolean lowerIsBetter) {}

    /** What came of a request. The reasons are whole sentences, safe to print. */
    public sealed interface Answer {

        record Listed(List<Registered> metrics) implements Answer {
            public Listed {
                metrics = List.copyOf(metrics);
            }

            public Optional<Registered> find(String key) {
                return metrics.stream()
                        .filter(metric -> metric.key().equals(key))
                        .findFirst();
            }
        }

        record Done() implements Answer {}

        /** The deployment answered with an error, which need not mean that it did nothing. */
        record Refused(String why) implements Answer {}

        /** No answer that says what was done. */
        record Lost(String why) implements Answer {}
    }

    /** Asks for all that is told of a metric, and for less where the deployment does not know a name. */
    public Answer list() {
        Answer answer = new Answer.Refused("");
        for (String fields : FIELDS) {
            answer = answerTo(request("query { metrics { " + fields + " } }"), this::listed);
            if (!(answer instanceof Answer.Refused)) {
                return answer;
            }
        }
        return answer;
    }

    public Answer create(Order order) {
        ObjectNode body = request("mutation ($input: MetricCreate!) { createMetric(input: $input) { id key } }");
        ObjectNode input = body.putObject("variables").putObject("input");
        input.put("name", order.name())
                .put("key", order.key())
                .put("kind", order.kind().name())
                .put("scoringType", order.lowerIsBetter() ? LOWER : HIGHER);
        if (order.description() != null) {
            input.put("description", order.description());
        }
        return answerTo(body, data -> isNamed(data.path("createMetric")));
    }

    /** Names the field as the user did, and as the other versions do where that name is not known. */
    public Answer link(String key, Project project) {
        boolean isUseCase = project.naming() == Project.Naming.USE_CASE;
        Answer first = link(key, project.key(), isUseCase ? "useCase" : "project");
        return first instanceof Answer.Refused refused && isAboutANameOf(refused.why(), isUseCase)
                ? link(key, project.key(), isUseCase ? "project" : "useCase")
                : first;
    }

    private static boolean isAboutANameOf(String why, boolean isUseCase) {
        String lower = why.toLowerCase(Locale.ROOT);
        return lower.contains("unknown") && lower.contains(isUseCase ? "usecase" : "project");
    }

    private Answer link(String key, String project, String field) {
        ObjectNode body = request("mutation ($input: MetricLink!) { linkMetric(input: $input) { id } }");
        body.putObject("variables").putObject("input").put(field, project).put("metric", key);
        return answerTo(body, data -> isNamed(data.path("linkMetric")));
    }

    private static ObjectNode request(String query) {
        return JSON.createObjectNode().put("query", query);
    }

    private Answer answerTo(ObjectNode body, Function<JsonNode, Optional<Answer>> read) {
        ExchangeResult ending = send.apply(body.toString()).join();
        if (ending instanceof ExchangeResult.Unanswered fault) {
            return new Answer.Lost(safe.of(words.apply(fault)));
        }
        HttpAnswer answer = ((ExchangeResult.Answered) ending).answer();
        Optional<String> elsewhere = classifier.elsewhere(answer).map(stop -> stop.reason());
        if (elsewhere.isPresent()) {
            return new Answer.Lost(elsewhere.get());
        }
        List<String> errors = answer.graphQlErrors();
        if (!errors.isEmpty()) {
            return new Answer.Refused(safe.of("The deployment answered: " + errors.get(0)));
        }
        return (HttpStatus.isSuccess(answer.status())
                        ? read.apply(answer.json().path("data"))
                        : Optional.<Answer>empty())
                .orElseGet(() -> new Answer.Lost(safe.of("The deployment's answer is not understood (HTTP "
                        + answer.status() + "): " + safe.wordsOf(answer))));
    }

    private static Optional<Answer> isNamed(JsonNode metric) {
        return metric.path("id").asText("").isBlank() ? Optional.empty() : Optional.of(new Answer.Done());
    }

    private Optional<Answer> listed(JsonNode data) {
        JsonNode list = data.path("metrics");
        List<Registered> metrics = new ArrayList<>();
        for (JsonNode node : list) {
            String key = safe.redacted(node.path("key").asText(""));
            if (key.isBlank()) {
                return Optional.empty();
            }
            metrics.add(new Registered(
                    key,
                    CatalogueReader.kind(node.path("kind").asText("")),
                    node.path("scoringType").isTextual()
                            ? safe.of(node.path("scoringType").textValue())
                            : null,
                    useCases(node.path("useCases"))));
        }
        return list.isArray() ? Optional.of(new Answer.Listed(metrics)) : Optional.empty();
    }

    private @Nullable List<String> useCases(JsonNode list) {
        return list.isArray()
                ? StreamSupport.stream(list.spliterator(), false)
                        .map(one -> safe.of(one.path("key").asText("")))
                        .toList()
                : null;
    }
}
