package feedbackuploader.adaptive;

import com.fasterxml.jackson.databind.JsonNode;
import feedbackuploader.adaptive.connection.Address;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.feedback.MetricCatalogue.Metric;
import feedbackuploader.feedback.MetricCatalogue.MetricKind;
import feedbackuploader.server.CatalogueAnswer;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metrics out of a GraphQL answer. The names are those of the vendor's SDK v0.5.1; from v0.13 on they may
 * differ, so whatever is not as expected makes the catalogue unavailable and nothing worse.
 */
final class CatalogueReader {

    static final String PATH = "/api/graphql";
    private static final int LONGEST_KEY = 1_000;
    static final String QUERY = "{\"query\":\"query { metrics { key id kind } }\"}";

    /** As nginx, Go and Apache say it to who speaks plain http to them. */
    private static final Pattern SPEAKS_HTTPS = Pattern.compile(
            "(?i)plain HTTP request was sent to HTTPS|HTTP request to an HTTPS server|speaking plain HTTP to an SSL");

    private static final String WITHOUT = " Metric keys and values are not checked before the upload.";

    private final AnswerClassifier classifier;
    private final SafeText safe;
    private final Address address;

    CatalogueReader(AnswerClassifier classifier, SafeText safe, Address address) {
        this.classifier = classifier;
        this.safe = safe;
        this.address = address;
    }

    CatalogueAnswer read(HttpAnswer answer) {
        return classifier
                .elsewhere(answer)
                .<CatalogueAnswer>map(CatalogueAnswer.Stopped::new)
                .orElseGet(() -> HttpStatus.isSuccess(answer.status()) ? metrics(answer) : failed(answer));
    }

    private CatalogueAnswer failed(HttpAnswer answer) {
        String words = safe.wordsOf(answer);
        String said = " (HTTP " + answer.status() + "): " + words;
        if (answer.status() == HttpStatus.BAD_REQUEST
                && SPEAKS_HTTPS.matcher(answer.words()).find()) {
            return new CatalogueAnswer.Stopped(new Outcome.Stopped(
                    answer.status(),
                    StopReason.WRONG_ADDRESS,
                    safe.of("The URL begins with http://, but " + address
                            + " speaks https on this port. Begin the URL with https://.")));
        }
        if (answer.status() == HttpStatus.BAD_REQUEST && answer.isHtml()) {
            return new CatalogueAnswer.Stopped(new Outcome.Stopped(
                    answer.status(),
                    StopReason.WRONG_ADDRESS,
                    safe.of("A gateway in front of " + address + " refuses every request" + said
                            + ". It may require a client certificate (--client-cert), or the URL is wrong.")));
        }
        return switch (answer.status()) {
            case HttpStatus.TOO_MANY_REQUESTS, HttpStatus.SERVICE_UNAVAILABLE, HttpStatus.REQUEST_TIMEOUT ->
                unreachable("asks to wait" + said);
            default ->
                HttpStatus.isGatewayError(answer.status())
                        ? unreachable("is behind a gateway and does not answer" + said)
                        : unavailable("the server answered with an error" + said);
        };
    }

    private CatalogueAnswer metrics(HttpAnswer answer) {
        if (!answer.mayBeAJsonObject() && !answer.isEmpty()) {
            return new CatalogueAnswer.Stopped(new Outcome.Stopped(
                    answer.status(),
                    StopReason.WRONG_ADDRESS,
                    safe.of(address + " does not answer like a deployment (HTTP " + answer.status() + "): "
                            + safe.wordsOf(answer) + ". Check the URL.")));
        }
        JsonNode json = answer.json();
        JsonNode errors = json.path("errors");
        if (!errors.isEmpty()) {
            return unavailable(
                    "the server answered: " + errors.path(0).path("message").asText("an error"));
        }
        List<Metric> metrics = new ArrayList<>();
        JsonNode list = json.path("data").path("metrics");
        for (JsonNode node : list) {
            Optional<Metric> metric = metric(node);
            if (metric.isEmpty()) {
                return unavailable("its format is unknown");
            }
            metrics.add(metric.get());
        }
        return list.isArray()
                ? new CatalogueAnswer.Known(new MetricCatalogue(metrics))
                : unavailable("its format is unknown");
    }

    private Optional<Metric> metric(JsonNode node) {
        String id = safe.redacted(node.path("id").asText(""));
        String key = safe.redacted(node.path("key").asText(""));
        return id.isBlank() || key.isBlank() || id.length() > LONGEST_KEY || key.length() > LONGEST_KEY
                ? Optional.empty()
                : Optional.of(new Metric(id, key, kind(node.path("kind").asText(""))));
    }

    /** Null for a word that this program does not know. */
    static @Nullable MetricKind kind(String word) {
        return switch (word) {
            case "BOOL" -> MetricKind.BOOL;
            case "SCALAR" -> MetricKind.SCALAR;
            default -> null;
        };
    }

    private CatalogueAnswer unavailable(String why) {
        return new CatalogueAnswer.Unavailable(
                safe.of("The list of metrics of " + address + " could not be read (" + why + ").") + WITHOUT);
    }

    private CatalogueAnswer unreachable(String why) {
        return new CatalogueAnswer.Unreachable(safe.of(address + " " + why));
    }
}
