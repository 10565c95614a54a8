package feedbackuploader.cli;

import feedbackuploader.adaptive.Address;
import feedbackuploader.adaptive.ApiKey;
import feedbackuploader.adaptive.Deployment;
import feedbackuploader.adaptive.Header;
import feedbackuploader.adaptive.Project;
import feedbackuploader.adaptive.ProxyServer;
import feedbackuploader.adaptive.ProxyVariables;
import feedbackuploader.adaptive.TlsFiles;
import feedbackuploader.feedback.SmallFile;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say where the deployment is and who we are to it. */
final class ServerArguments {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "root of the deployment (default: $ADAPTIVE_URL, else $ADAPTIVE_BASE_URL)")
    private @Nullable String url;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "file that holds the API key (default: the key itself in $ADAPTIVE_API_KEY)")
    private @Nullable Path apiKeyFile;

    /** Whichever is given names the field of the request: deployments up to 0.12 say use case, later ones project. */
    static final class ProjectChoice {
        @Option(names = "--use-case", paramLabel = "KEY", description = "use case, on deployments up to version 0.12")
        private @Nullable String useCase;

        @Option(names = "--project", paramLabel = "KEY", description = "project, on deployments from version 0.13")
        private @Nullable String project;
    }

    @ArgGroup(exclusive = true)
    private @Nullable ProjectChoice projectChoice;

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description = "extra header for every request, as an access proxy may need")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "trust the certificate authorities in this PEM file as well as those that Java knows")
    private @Nullable Path caFile;

    @Option(
            names = "--client-cert",
            paramLabel = "FILE",
            description = "certificate in PEM form, for a server that asks who its client is")
    private @Nullable Path clientCert;

    @Option(
            names = "--client-key",
            paramLabel = "FILE",
            description = "private key of --client-cert, in PEM form (PKCS #8, without a password)")
    private @Nullable Path clientKey;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "90s",
            description = "longest wait for the whole answer to one request (default: ${DEFAULT-VALUE})")
    private Duration timeout = Duration.ofSeconds(90);

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--allow-insecure-http", description = "send the key over plain http to another machine")
    private boolean allowInsecureHttp;

    /** Null when none is given: metric feedback needs none. */
    @Nullable
    Project project() throws UnusableException {
        if (projectChoice == null) {
            return null;
        }
        try {
            return projectChoice.useCase != null
                    ? new Project(Project.Naming.USE_CASE, projectChoice.useCase)
                    : new Project(Project.Naming.PROJECT, Objects.requireNonNull(projectChoice.project));
        } catch (IllegalArgumentException e) {
            throw new UnusableException(String.valueOf(e.getMessage()), e);
        }
    }

    Duration timeout() throws UnusableException {
        if (timeout.isZero()) {
            throw new UnusableException("--timeout is nothing: expected a time such as 90s.");
        }
        return timeout;
    }

    /** @throws UnusableException when only one of certificate and key is given */
    TlsFiles tls() throws UnusableException {
        try {
            return new TlsFiles(caFile, clientCert, clientKey);
        } catch (IllegalArgumentException e) {
            throw new UnusableException(String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws UnusableException when something is missing or malformed, saying what to do; never with the key in it */
    Deployment deployment(Surroundings surroundings) throws UnusableException {
        try {
            Address address = Address.parse(address(surroundings), allowInsecureHttp);
            ApiKey key = ApiKey.parse(key(surroundings));
            refuseToBeTold(key);
            return new Deployment(
                    address,
                    key,
                    project(),
                    headers.stream().map(Header::parse).toList(),
                    timeout(),
                    proxyFor(address, surroundings));
        } catch (IllegalArgumentException e) {
            throw new UnusableException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Java's own settings, if someone made them for this program, count for more than those for all programs. */
    private static @Nullable ProxyServer proxyFor(Address address, Surroundings surroundings) {
        return System.getProperty(address.root().getScheme() + ".proxyHost") != null
                ? null
                : ProxyVariables.proxyFor(address, surroundings.environment()).orElse(null);
    }

    /** In a header's value it may stand: the user knows, and an access proxy may want just that. */
    private void refuseToBeTold(ApiKey key) throws UnusableException {
        List<String> typed = Objects.requireNonNull(command)
                .commandLine()
                .getParent()
                .getParseResult()
                .originalArgs();
        if (Words.withoutHeaderValues(typed).stream().anyMatch(key::standsIn)) {
            throw new UnusableException(
                    "The API key stands in the command, where other users of this computer can see"
                            + " it. Leave it out: it is read from ADAPTIVE_API_KEY, or from the file that --api-key-file names.");
        }
    }

    private String address(Surroundings surroundings) throws UnusableException {
        return Stream.of(url, surroundings.variable("ADAPTIVE_URL"), surroundings.variable("ADAPTIVE_BASE_URL"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() ->
                        new UnusableException("Where is the deployment? Give its root with --url, or in ADAPTIVE_URL."
                                + " To try a file without one, add --sandbox."));
    }

    private String key(Surroundings surroundings) throws UnusableException {
        if (apiKeyFile != null) {
            try {
                return SmallFile.read(apiKeyFile, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UnusableException(
                        Files.exists(apiKeyFile)
                                ? "The API key file " + apiKeyFile
                                        + " cannot be read. Check that it is a text file that you may read."
                                : "There is no API key file " + apiKeyFile + ".",
                        e);
            }
        }
        String key = surroundings.variable(Surroundings.KEY_VARIABLE);
        if (key == null) {
            throw new UnusableException("No API key. Put it into the environment variable ADAPTIVE_API_KEY, or name a"
                    + " file that holds it with --api-key-file.");
        }
        return key;
    }
}
