package feedbackuploader.cli.options;

import feedbackuploader.adaptive.Deployment;
import feedbackuploader.adaptive.MetricRoute;
import feedbackuploader.adaptive.connection.Address;
import feedbackuploader.adaptive.connection.ApiKey;
import feedbackuploader.adaptive.connection.ProxyServer;
import feedbackuploader.adaptive.connection.ProxyVariables;
import feedbackuploader.adaptive.connection.RequestHeader;
import feedbackuploader.adaptive.connection.TlsFiles;
import feedbackuploader.cli.console.HiddenQuestion;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.feedback.Project;
import feedbackuploader.upload.UnusableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options that say where the deployment is and who we are to it. */
public final class ServerArguments {

    /** Either names the field of the request: deployments up to 0.12 say use case, later ones project. */
    @Option(
            names = "--use-case",
            paramLabel = "KEY",
            converter = UseCaseConverter.class,
            description = "Use case of the feedback, on deployments up to 0.12. Needed for preferences and for"
                    + " checking rows whose answer was lost.")
    private @Nullable Project useCase;

    @Option(
            names = "--project",
            paramLabel = "KEY",
            converter = ProjectConverter.class,
            description = "Project of the feedback, on deployments from 0.13. Needed for preferences and for"
                    + " checking rows whose answer was lost.")
    private @Nullable Project project;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Root URL of the deployment. (default: $ADAPTIVE_URL, otherwise $ADAPTIVE_BASE_URL)")
    private @Nullable String url;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "File that holds the API key, or - for standard input. (default: the key in"
                    + " $ADAPTIVE_API_KEY; without one, a terminal asks for it)")
    private @Nullable Path apiKeyFile;

    private @Nullable String receivedKey;

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description = "Extra header for every request, such as one for an access proxy. May be repeated.")
    private List<RequestHeader> headers = new ArrayList<>();

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "PEM file of certificate authorities to trust, besides those that Java trusts.")
    private @Nullable Path caFile;

    @Option(
            names = "--client-cert",
            paramLabel = "FILE",
            description = "Client certificate in PEM format, for a server that asks for one.")
    private @Nullable Path clientCert;

    @Option(
            names = "--client-key",
            paramLabel = "FILE",
            description = "Private key of --client-cert, in PEM format (PKCS #8, no password).")
    private @Nullable Path clientKey;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "90s",
            converter = TimeoutConverter.class,
            description = "Time limit per request, including the complete answer. (default: ${DEFAULT-VALUE})")
    private Duration timeout = Duration.ofSeconds(90);

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--allow-insecure-http", description = "Send the API key over plain http to another machine.")
    private boolean allowInsecureHttp;

    /** Null when none is given: metric feedback needs none. */
    @Nullable
    public Project project() {
        return useCase == null ? project : useCase;
    }

    public Duration timeout() {
        return timeout;
    }

    /** @throws IllegalArgumentException when only one of certificate and key is given */
    TlsFiles tls() {
        return new TlsFiles(caFile, clientCert, clientKey);
    }

    /**
     * @param under null for none
     * @throws UnusableException when something is missing
     * @throws IllegalArgumentException when something is malformed, saying what to do; never with the key in it
     */
    Deployment deployment(Surroundings surroundings, @Nullable Project under, MetricRoute route)
            throws UnusableException {
        Address address = Address.parse(address(surroundings), allowInsecureHttp);
        ApiKey key = ApiKey.parse(key(surroundings));
        refuseInCommand(key, surroundings);
        return new Deployment(address, key, under, headers, timeout, proxyFor(address, surroundings), route);
    }

    /** Java's own proxy settings take precedence: they were made for this program alone. */
    private static @Nullable ProxyServer proxyFor(Address address, Surroundings surroundings) {
        return System.getProperty(address.root().getScheme() + ".proxyHost") != null
                ? null
                : ProxyVariables.proxyFor(address, surroundings.environment()).orElse(null);
    }

    /** It may stand in the value of a header: an access proxy may need it. */
    private void refuseInCommand(ApiKey key, Surroundings surroundings) throws UnusableException {
        TypedCommand typed = TypedCommand.of(Objects.requireNonNull(command), surroundings.name());
        if (typed.withoutHeaderValues().stream().anyMatch(key::standsIn)) {
            throw new UnusableException("The API key is in the command, where other users of this computer can see it."
                    + " Remove it. Put the key into ADAPTIVE_API_KEY, or into a file for --api-key-file.");
        }
    }

    private String address(Surroundings surroundings) throws UnusableException {
        @Nullable String address = url(surroundings);
        if (address == null) {
            throw new UnusableException("No deployment. Give its root URL with --url, or in ADAPTIVE_URL."
                    + " To try a file without a deployment, add --sandbox.");
        }
        return address;
    }

    /** The root URL as it was given; null where none was. */
    @Nullable
    public String url(Surroundings surroundings) {
        return Stream.of(url, surroundings.variable("ADAPTIVE_URL"), surroundings.variable("ADAPTIVE_BASE_URL"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Why no deployment can be there; null when one can, or none is named. */
    @Nullable
    public String urlProblem(Surroundings surroundings) {
        @Nullable String given = url(surroundings);
        if (given == null) {
            return null;
        }
        try {
            var unused = Address.parse(given, allowInsecureHttp);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /**
     * Has the key typed at a terminal where none is given; elsewhere, and without a deployment to send it to, nothing is
     * asked. Before signals are handled, so that Ctrl-C ends the program and gives the terminal its echo back.
     */
    public void askForKey(Surroundings surroundings, HiddenQuestion question) {
        boolean isGiven = apiKeyFile == null
                ? surroundings.variable(Surroundings.KEY_VARIABLE) != null
                : !StandardInput.is(apiKeyFile);
        if (!isGiven && url(surroundings) != null && surroundings.canAsk()) {
            receivedKey = question.answer("API key (not shown): ");
        }
    }

    private String key(Surroundings surroundings) throws UnusableException {
        @Nullable Path file = apiKeyFile;
        if (receivedKey != null) {
            return receivedKey;
        }
        if (file != null) {
            receivedKey = StandardInput.is(file) ? KeyFile.piped(surroundings) : KeyFile.read(file, surroundings);
            return receivedKey;
        }
        String key = surroundings.variable(Surroundings.KEY_VARIABLE);
        if (key == null) {
            throw new UnusableException(
                    "No API key. Put it into the environment variable ADAPTIVE_API_KEY, or into a file and name"
                            + " that file with --api-key-file.");
        }
        return key;
    }

    static final class UseCaseConverter implements ITypeConverter<Project> {
        @Override
        public Project convert(String key) {
            return new Project(Project.Naming.USE_CASE, key);
        }
    }

    static final class ProjectConverter implements ITypeConverter<Project> {
        @Override
        public Project convert(String key) {
            return new Project(Project.Naming.PROJECT, key);
        }
    }

    static final class TimeoutConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Duration timeout = Durations.parse(text);
            if (timeout.isZero()) {
                throw new TypeConversionException("expected a time such as 90s");
            }
            return timeout;
        }
    }
}
