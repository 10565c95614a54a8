package feedbackuploader.cli.options;

import feedbackuploader.adaptive.AdaptiveClient;
import feedbackuploader.adaptive.Deployment;
import feedbackuploader.adaptive.MetricRoute;
import feedbackuploader.adaptive.connection.Address;
import feedbackuploader.adaptive.connection.ApiKey;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.feedback.Project;
import feedbackuploader.input.InputFile;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Owner;
import feedbackuploader.ledger.PrivateFiles;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import feedbackuploader.upload.KnownRuns;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where an upload goes: a deployment, or a sandbox that lives as long as this does.
 *
 * @param name what the ledger belongs to; a sandbox has another port each time but is the same target
 */
public record Target(
        String name,
        AdaptiveClient client,
        @Nullable Project project,
        @Nullable Sandbox sandbox) implements AutoCloseable {

    public static Target deployment(ServerArguments server, Surroundings surroundings) throws UnusableException {
        return deployment(server, surroundings, MetricRoute.REST);
    }

    public static Target deployment(ServerArguments server, Surroundings surroundings, MetricRoute route)
            throws UnusableException {
        return deployment(server, surroundings, server.project(), route);
    }

    /** @param project which is asked for what is read back */
    public static Target deployment(ServerArguments server, Surroundings surroundings, @Nullable Project project)
            throws UnusableException {
        return deployment(server, surroundings, project, MetricRoute.REST);
    }

    private static Target deployment(
            ServerArguments server, Surroundings surroundings, @Nullable Project project, MetricRoute route)
            throws UnusableException {
        try {
            Deployment deployment = server.deployment(surroundings, project, route);
            AdaptiveClient client = AdaptiveClient.connect(deployment, server.tls());
            client.tellWhenSlow(surroundings::say);
            return new Target(deployment.address().root().toString(), client, deployment.project(), null);
        } catch (IllegalArgumentException e) {
            throw new UnusableException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * A sandbox that knows the metrics of {@code input} and keeps its data in {@code folder}.
     *
     * @param interrupted ends the reading of {@code input} with an InterruptedException
     */
    public static Target sandbox(
            InputFile input,
            RunFolder folder,
            MappingOptions mapping,
            ServerArguments server,
            MetricRoute route,
            BooleanSupplier interrupted)
            throws UnusableException, LedgerException, InterruptedException, IOException {
        Project project =
                Objects.requireNonNullElse(server.project(), new Project(Project.Naming.USE_CASE, Owner.SANDBOX));
        Map<String, MetricKind> metrics =
                MetricsOfFile.in(input, mapping, KnownRuns.at(Owner.SANDBOX, project), interrupted);
        return sandbox(folder, metrics, project, server, route);
    }

    /** One that knows {@code metrics} and has what an upload left in {@code folder}. */
    public static Target sandbox(
            RunFolder folder, Map<String, MetricKind> metrics, Project project, ServerArguments server)
            throws UnusableException, IOException, LedgerException {
        return sandbox(folder, metrics, project, server, MetricRoute.REST);
    }

    private static Target sandbox(
            RunFolder folder,
            Map<String, MetricKind> metrics,
            Project project,
            ServerArguments server,
            MetricRoute route)
            throws UnusableException, IOException, LedgerException {
        folder.create();
        Path data = folder.path().resolve("sandbox.jsonl");
        PrivateFiles.createFile(data);
        String key = UUID.randomUUID().toString();
        Sandbox sandbox = start(SandboxOptions.withKey(key).withMetrics(metrics).withData(data));
        Deployment deployment = new Deployment(
                Address.parse(sandbox.root().toString(), false),
                ApiKey.parse(key),
                project,
                List.of(),
                server.timeout(),
                null,
                route);
        return new Target(Owner.SANDBOX, AdaptiveClient.connect(deployment), project, sandbox);
    }

    /** Its data file is held by another upload of the same file, say, or is none of a sandbox. */
    private static Sandbox start(SandboxOptions options) throws UnusableException {
        try {
            return Sandbox.start(options);
        } catch (IOException e) {
            throw new UnusableException("The sandbox cannot start: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
