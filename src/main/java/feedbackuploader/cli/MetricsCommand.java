package feedbackuploader.cli;

import feedbackuploader.adaptive.MetricRegistry;
import feedbackuploader.adaptive.MetricRegistry.Answer;
import feedbackuploader.adaptive.MetricRegistry.Order;
import feedbackuploader.adaptive.MetricRegistry.Registered;
import feedbackuploader.cli.console.ConfirmationPrompt;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.cli.options.ServerArguments;
import feedbackuploader.cli.options.Target;
import feedbackuploader.cli.options.UsageException;
import feedbackuploader.feedback.MetricCatalogue.MetricKind;
import feedbackuploader.feedback.Project;
import feedbackuploader.support.JsonText;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.UnusableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Never registers a metric whose key is there already; what an answer leaves open is looked for on the deployment. */
@Command(
        name = "metrics",
        description = "Lists the metrics of the deployment, or with create KEY:KIND registers one.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example: feedback-uploader metrics create quality:scalar --link --project support",
            "",
            "Exit codes: 0 listed, created or there already; 2 not usable, nothing created; 3 not done, see the message;"
                    + " 4 not known whether it was created."
        })
final class MetricsCommand implements Callable<Integer> {

    private static final String CREATE = "create";

    private final Surroundings surroundings;

    @Parameters(index = "0", arity = "0..1", paramLabel = "create", description = "Register a metric.")
    private @Nullable String action;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "KEY:KIND",
            description = "The metric's key, and its kind: bool or scalar.")
    private @Nullable SandboxMetric metric;

    @Option(names = "--name", paramLabel = "TEXT", description = "Name that people see. (default: the key)")
    private @Nullable String name;

    @Option(names = "--description", paramLabel = "TEXT", description = "What the metric measures.")
    private @Nullable String description;

    @Option(names = "--lower-is-better", description = "Low values are good. (default: high values are good)")
    private boolean lowerIsBetter;

    @Option(names = "--link", description = "Link the metric to the use case or project, so that it can be used there.")
    private boolean link;

    @Mixin
    private final ServerArguments server = new ServerArguments();

    @Option(
            names = {"-y", "--yes"},
            description = "Create without asking first.")
    private boolean yes;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    MetricsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UnusableException, UsageException {
        if (action != null && !action.equals(CREATE)) {
            throw new UsageException("metrics: found '" + action + "'; expected nothing, or create KEY:KIND.");
        } else if (action != null && metric == null) {
            throw new UsageException("metrics create needs the metric: KEY:bool or KEY:scalar.");
        } else if (action == null && (link || lowerIsBetter || name != null || description != null)) {
            throw new UsageException("This is for a metric to be created: type metrics create KEY:KIND.");
        }
        try (Target target = Target.deployment(server, surroundings)) {
            MetricRegistry registry = target.client().registry();
            return (metric == null ? list(registry) : create(metric, registry, target)).code();
        }
    }

    private ExitStatus list(MetricRegistry registry) throws UnusableException {
        List<Registered> metrics = listed(registry, "").metrics();
        if (json) {
            surroundings
                    .out()
                    .println(JsonText.forTerminal(Map.of(
                            "metrics",
                            metrics.stream().map(MetricsCommand::object).toList())));
        } else if (metrics.isEmpty()) {
            surroundings.show("The deployment has no metrics yet.");
        } else {
            int width =
                    metrics.stream().mapToInt(one -> one.key().length()).max().getAsInt();
            metrics.forEach(one -> surroundings.out().println(line(one, width)));
        }
        return ExitStatus.DONE;
    }

    private static String line(Registered metric, int width) {
        return String.format(
                        "%-" + width + "s  %-6s  %-16s  %s",
                        metric.key(),
                        word(metric.kind()),
                        Objects.requireNonNullElse(metric.scoring(), "?")
                                .toLowerCase(Locale.ROOT)
                                .replace('_', ' '),
                        metric.useCases() == null ? "" : String.join(", ", metric.useCases()))
                .stripTrailing();
    }

    private static Map<String, Object> object(Registered metric) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("key", metric.key());
        if (metric.kind() != null) {
            object.put("kind", word(metric.kind()));
        }
        if (metric.scoring() != null) {
            object.put("scoring", metric.scoring());
        }
        if (metric.useCases() != null) {
            object.put("use_cases", metric.useCases());
        }
        return object;
    }

    private static String word(@Nullable MetricKind kind) {
        return kind == null ? "?" : kind.name().toLowerCase(Locale.ROOT);
    }

    /** @param then what it means for the user that the list is not there */
    private static Answer.Listed listed(MetricRegistry registry, String then) throws UnusableException {
        Answer answer = registry.list();
        if (answer instanceof Answer.Listed listed) {
            return listed;
        }
        throw new UnusableException(why(answer) + then);
    }

    private ExitStatus create(SandboxMetric wanted, MetricRegistry registry, Target target) throws UnusableException {
        MetricKind kind = MetricKind.valueOf(wanted.kind().name());
        @Nullable Project project = target.project();
        if (link && project == null) {
            throw new UnusableException("--link needs to know where to: add --use-case KEY (deployments up to 0.12) or"
                    + " --project KEY (later ones). Nothing was created.");
        }
        Optional<Registered> before = listed(registry, " Without the list of metrics nothing is created.")
                .find(wanted.key());
        if (before.isPresent() && !mayBe(kind, before.get())) {
            throw new UnusableException(quoted(wanted) + " exists already, of kind "
                    + word(before.get().kind()) + ". Nothing was created. Use another key, or values of that kind.");
        }
        if (before.isPresent()) {
            say(quoted(wanted) + " exists already. Nothing was created.");
        }
        if ((before.isEmpty() || link) && !isAgreedTo(wanted, before.isEmpty(), target)) {
            say("Nothing was created: the answer was not yes.");
            return ExitStatus.STOPPED;
        }
        ExitStatus created = before.isPresent() ? ExitStatus.DONE : created(wanted, kind, registry);
        if (created == ExitStatus.DONE && link && project != null) {
            Answer answer = registry.link(wanted.key(), project);
            say(
                    answer instanceof Answer.Done
                            ? "Linked to " + project.inWords() + "."
                            : "Not known to be linked to " + project.inWords() + ". " + why(answer)
                                    + " The same command tries again.");
            return answer instanceof Answer.Done ? ExitStatus.DONE : ExitStatus.STOPPED;
        }
        if (created == ExitStatus.DONE && before.isEmpty()) {
            say(
                    "It takes feedback only where it is linked. To link it, add --link and --use-case KEY (deployments up to"
                            + " 0.12) or --project KEY (later ones).");
        }
        return created;
    }

    private boolean isAgreedTo(SandboxMetric wanted, boolean isNew, Target target) throws UnusableException {
        if (yes) {
            return true;
        }
        if (!surroundings.canAsk()) {
            throw new UnusableException("Nothing was created: there is no terminal to ask on. To create without a"
                    + " question: "
                    + TypedCommand.of(Objects.requireNonNull(spec), surroundings.name())
                            .toPaste()
                    + " --yes");
        }
        String what = (isNew ? "Create" : "Link") + " the metric " + wanted.key() + " at " + target.name()
                + (link && isNew ? " and link it" : "")
                + (link ? " to " + Objects.requireNonNull(target.project()).inWords() : "");
        return new ConfirmationPrompt(surroundings).isAnsweredWithYes(what + "?");
    }

    private ExitStatus created(SandboxMetric wanted, MetricKind kind, MetricRegistry registry)
            throws UnusableException {
        Order order = new Order(
                wanted.key(), kind, Objects.requireNonNullElse(name, wanted.key()), description, lowerIsBetter);
        Answer answer = registry.create(order);
        if (answer instanceof Answer.Done) {
            say("Created " + quoted(wanted) + ".");
            return ExitStatus.DONE;
        }
        Answer after = registry.list();
        if (!(after instanceof Answer.Listed listed)) {
            say("It is not known whether the metric was created. " + why(answer) + " The same command looks first.");
            return ExitStatus.SOME_UNKNOWN;
        } else if (listed.find(wanted.key()).filter(shown -> mayBe(kind, shown)).isPresent()) {
            say("The deployment shows " + quoted(wanted) + ", though its answer was no confirmation.");
            return ExitStatus.DONE;
        } else if (answer instanceof Answer.Refused) {
            throw new UnusableException(why(answer) + " Nothing was created.");
        }
        say(why(answer)
                + " The deployment does not show the metric so far. Run the same command again: it looks first.");
        return ExitStatus.STOPPED;
    }

    private static boolean mayBe(MetricKind kind, Registered shown) {
        return shown.kind() == null || shown.kind() == kind;
    }

    private static String quoted(SandboxMetric metric) {
        return "the metric \"" + metric.key() + "\"";
    }

    private static String why(Answer answer) {
        String why = answer instanceof Answer.Refused refused
                ? refused.why()
                : answer instanceof Answer.Lost lost ? lost.why() : "";
        return why.endsWith(".") || why.endsWith("…") ? why : why + ".";
    }

    private void say(String sentence) {
        surroundings.say(Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1));
    }
}
