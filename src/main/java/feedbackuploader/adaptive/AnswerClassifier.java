package feedbackuploader.adaptive;

import com.fasterxml.jackson.databind.JsonNode;
import feedbackuploader.adaptive.connection.Address;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.StopReason;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What an answer to a row means: the one place that knows. */
final class AnswerClassifier {

    /** With these words the API names the metric, model, user or project that a row means and the server lacks. */
    private static final String ENTITY_NOT_FOUND = "EntityNotFound";

    /**
     * A server that takes no more work says so before it has done any: within a few round trips, however far it is. What
     * took longer may have been worked on.
     */
    static final Duration SHEDS_LOAD_WITHIN = Duration.ofSeconds(1);

    /** What programs write where they have none. */
    private static final Set<String> NO_IDS = Set.of("", "null", "undefined", "None");

    private final Address address;
    private final SafeText safe;
    private final Clock clock;

    /** The routes that took or refused a row for the row's own sake in this run: they exist. */
    private final Set<Route> proved = ConcurrentHashMap.newKeySet();

    /** The routes that gave a row its id: they are the API's. */
    private final Set<Route> gaveIds = ConcurrentHashMap.newKeySet();

    AnswerClassifier(Address address, SafeText safe, Clock clock) {
        this.address = address;
        this.safe = safe;
        this.clock = clock;
    }

    /** An earlier run got ids here. */
    void gaveIdsBefore() {
        gaveIds.addAll(EnumSet.allOf(Route.class));
    }

    /** @param took from the request to the answer */
    Outcome classify(Route route, HttpAnswer answer, Duration took) {
        Outcome outcome = outcomeOf(route, answer, took);
        if (outcome instanceof Outcome.Recorded || outcome instanceof Outcome.Rejected) {
            proved.add(route);
        }
        return outcome;
    }

    private Outcome outcomeOf(Route route, HttpAnswer answer, Duration took) {
        int status = answer.status();
        Optional<Outcome.Stopped> elsewhere = elsewhere(answer);
        if (elsewhere.isPresent()) {
            return mayHideARecord(answer) ? leavingTheRowOpen(elsewhere.get()) : elsewhere.get();
        }
        if (route == Route.DIRECT_FEEDBACK
                && (HttpStatus.isSuccess(status) || status == HttpStatus.BAD_REQUEST)
                && !answer.graphQlErrors().isEmpty()) {
            return failed(route, answer);
        }
        if (HttpStatus.isSuccess(status)) {
            return success(route, answer);
        }
        return switch (status) {
            case HttpStatus.NOT_FOUND, HttpStatus.METHOD_NOT_ALLOWED -> notFound(route, answer);
            case HttpStatus.NOT_IMPLEMENTED -> gaveIds.isEmpty() ? notFound(route, answer) : ambiguous(answer);
            case HttpStatus.TOO_MANY_REQUESTS -> notProcessed(answer, Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS);
            case HttpStatus.TOO_EARLY -> notProcessed(answer, Outcome.NotProcessed.Cause.UNAVAILABLE);
            case HttpStatus.SERVICE_UNAVAILABLE -> unavailable(answer, took);
            case HttpStatus.REQUEST_TIMEOUT -> ambiguous(answer);
            default -> HttpStatus.isClientError(status) ? rejected(answer) : ambiguous(answer);
        };
    }

    /** What says that this is not the deployment, or not for us: the same for a row and for a read. */
    Optional<Outcome.Stopped> elsewhere(HttpAnswer answer) {
        int status = answer.status();
        if (HttpStatus.isRedirect(status)) {
            return stop(answer, StopReason.WRONG_ADDRESS, redirected(answer));
        }
        if (HttpStatus.isSuccess(status) && answer.isHtml()) {
            return stop(
                    answer,
                    StopReason.WRONG_ADDRESS,
                    address + " answered with a web page (HTTP " + status
                            + "). It is not the root of a deployment, or a login page is in front of it. Check"
                            + " the URL; an access proxy may need --header.");
        }
        return switch (status) {
            case HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN ->
                stop(answer, StopReason.KEY_REFUSED, keyRefused(answer));
            case HttpStatus.PROXY_AUTHENTICATION_REQUIRED ->
                stop(
                        answer,
                        StopReason.PROXY_REFUSED,
                        "The proxy to " + address.hostAndPort()
                                + " asks for a user name and password (HTTP 407). Set them in "
                                + address.root().getScheme().toUpperCase(Locale.ROOT)
                                + "_PROXY, as http://USER:PASSWORD@HOST:PORT.");
            default -> Optional.empty();
        };
    }

    private Optional<Outcome.Stopped> stop(HttpAnswer answer, StopReason cause, String reason) {
        return Optional.of(new Outcome.Stopped(answer.status(), cause, safe.of(reason)));
    }

    private String redirected(HttpAnswer answer) {
        String target = answer.header("Location")
                .flatMap(AnswerClassifier::siteOf)
                .map(site -> " to " + site)
                .orElse("");
        return address + " redirects" + target + " (HTTP " + answer.status()
                + "). The key was not sent there. Use the deployment's own URL; an access proxy"
                + " may need --header.";
    }

    /** Scheme and host alone: what follows in a login redirect is long and may hold a token. */
    private static Optional<String> siteOf(String location) {
        try {
            URI uri = new URI(location.strip());
            String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
            return uri.getHost() == null
                    ? Optional.empty()
                    : Optional.of(uri.getScheme() + "://" + uri.getHost() + port);
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }

    private String keyRefused(HttpAnswer answer) {
        if (answer.isHtml()) {
            return address + " answered with a web page that refuses access (HTTP " + answer.status()
                    + "): something in front of the deployment may need --header, or the API key is not valid there.";
        }
        return say(address + " refused the API key", answer)
                + " Check that the key (ADAPTIVE_API_KEY or --api-key-file) is valid for this deployment and may log feedback.";
    }

    /**
     * Only the id says that a row is recorded: any service at all may answer "OK", and a gateway may answer in place of the
     * deployment. Whatever stands in {@code feedback_id} is taken for one, a UUID or not, since nothing but the API has
     * such a field; with an error beside it, it is not.
     */
    private Outcome success(Route route, HttpAnswer answer) {
        JsonNode id = answer.json().at(route.id());
        if (id.isTextual() && !NO_IDS.contains(id.textValue().strip()) && !answer.hasErrors()) {
            gaveIds.add(route);
            return new Outcome.Recorded(answer.status(), safe.ofId(id.textValue()));
        }
        boolean isFromAnEngine = !gaveIds.isEmpty();
        String what = isFromAnEngine
                ? "The server reported success, but without the id of the feedback"
                : address + " does not answer like an Adaptive Engine: the answer has no id of the feedback";
        String words =
                answer.isEmpty() ? what + " (HTTP " + answer.status() + "): an empty answer." : say(what, answer);
        return new Outcome.Unconfirmed(
                answer.status(), safe.of(isFromAnEngine ? words : words + " Check the URL."), isFromAnEngine);
    }

    /**
     * GraphQL fails with a 200. The row is refused only where the error says so and nothing was added; a name that the
     * deployment does not know is no fault of the row, and once the mutation has worked it is not understood.
     */
    private Outcome failed(Route route, HttpAnswer answer) {
        List<String> errors = answer.graphQlErrors();
        String words = String.join(" ", errors);
        boolean isAdded = answer.json().at(route.id().head()).isContainerNode();
        if (!isAdded && errors.stream().allMatch(error -> error.contains(ENTITY_NOT_FOUND))) {
            return new Outcome.Rejected(answer.status(), say("The server refused this row", answer, words));
        }
        if (!isAdded && !proved.contains(route) && errors.stream().anyMatch(ReadBackReader::isAboutNames)) {
            return new Outcome.Stopped(
                    answer.status(),
                    StopReason.ROUTE_MISSING,
                    safe.of(say(
                                    "This server does not take feedback by GraphQL as --route graphql sends it",
                                    answer,
                                    words)
                            + " Check its version. --route rest, the default, sends POST " + Route.FEEDBACK.path()
                            + "."),
                    answer.json().has("data")); // without it, nothing was executed: GraphQL specification, 7.1
        }
        return new Outcome.Ambiguous(
                answer.status(), say("The server failed; it may have recorded this row", answer, words));
    }

    /**
     * Whether a redirect or a web page may stand in place of the deployment's own answer. That comes from something in
     * front, such as a login page; once the deployment has given ids, it is not known whether the row got past it.
     */
    private boolean mayHideARecord(HttpAnswer answer) {
        boolean isOfWhatStandsInFront = HttpStatus.isRedirect(answer.status()) || answer.isHtml();
        return isOfWhatStandsInFront && (!gaveIds.isEmpty() || answer.status() == HttpStatus.CREATED);
    }

    private static Outcome.Stopped leavingTheRowOpen(Outcome.Stopped stop) {
        return new Outcome.Stopped(stop.httpStatus(), stop.cause(), stop.reason(), true);
    }

    private Outcome notProcessed(HttpAnswer answer, Outcome.NotProcessed.Cause cause) {
        return new Outcome.NotProcessed(
                answer.status(),
                cause,
                RetryAfter.of(answer, clock),
                say("The server did not process this row and asks to wait", answer));
    }

    /** Of a server that sheds load, 503 means "not processed"; a gateway says the same of a server that it lost touch with. */
    private Outcome unavailable(HttpAnswer answer, Duration took) {
        boolean isOfTheServerItself = took.compareTo(SHEDS_LOAD_WITHIN) < 0 && !Intermediary.mayHaveWritten(answer);
        return isOfTheServerItself
                ? notProcessed(answer, Outcome.NotProcessed.Cause.UNAVAILABLE)
                : new Outcome.Ambiguous(
                        answer.status(),
                        say("The server was not available; it may have recorded this row", answer),
                        RetryAfter.of(answer, clock));
    }

    /**
     * 404: unknown entity or missing route? It is the row's fault only if the route has worked before, so that a wrong
     * server stops the run.
     */
    private Outcome notFound(Route route, HttpAnswer answer) {
        Optional<String> error = answer.apiError();
        boolean namesEntity = error.map(text -> text.contains(ENTITY_NOT_FOUND)).orElse(false);
        boolean rowsFault = answer.status() == HttpStatus.NOT_FOUND && error.isPresent() && proved.contains(route);
        if (namesEntity || rowsFault) {
            return rejected(answer);
        }
        return new Outcome.Stopped(
                answer.status(),
                route == Route.FEEDBACK ? StopReason.NO_FEEDBACK_ROUTE : StopReason.ROUTE_MISSING,
                safe.of(say("This server has no POST " + route.path(), answer) + " Check that " + address
                        + " is the root of the deployment, and that its version supports this kind of feedback."),
                mayHideARecord(answer));
    }

    private Outcome rejected(HttpAnswer answer) {
        return new Outcome.Rejected(answer.status(), say("The server refused this row", answer));
    }

    private Outcome ambiguous(HttpAnswer answer) {
        return new Outcome.Ambiguous(answer.status(), say("The server failed; it may have recorded this row", answer));
    }

    private String say(String what, HttpAnswer answer) {
        return say(what, answer, safe.wordsOf(answer));
    }

    private String say(String what, HttpAnswer answer, String words) {
        String sentence = safe.of(what + " (HTTP " + answer.status() + "): " + words);
        return sentence.endsWith(".") || sentence.endsWith("…") ? sentence : sentence + ".";
    }
}
