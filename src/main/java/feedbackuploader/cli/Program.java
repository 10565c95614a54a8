package feedbackuploader.cli;

import feedbackuploader.cli.console.JsonFailure;
import feedbackuploader.cli.console.KeyLike;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.Version;
import feedbackuploader.cli.options.InputFiles;
import feedbackuploader.cli.options.OptionGroups;
import feedbackuploader.cli.options.UsageException;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.options.ReadyMappings;
import feedbackuploader.support.IoErrors;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The commands, and what the program says and exits with when one of them fails. */
@Command(
        name = "feedback-uploader",
        description = "Uploads files of LLM feedback to an Adaptive Engine deployment, each row exactly once.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Program implements Runnable {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.cli");

    private static final String UPLOAD = "upload";
    private static final String HELP = "help";

    /** In the order in which help shows them. */
    static final List<String> COMMANDS = List.of(
            UPLOAD,
            "validate",
            "ui",
            "status",
            "report",
            "verify",
            "metrics",
            "template",
            "sandbox",
            "completion",
            "install",
            HELP);

    /** The commands whose result is not what they print, unless that is JSON. */
    private static final Set<String> DOING = Set.of(UPLOAD, "validate", "ui", "report", "verify", "sandbox", "install");

    private static final List<String> VERSION = List.of("-V", "--version");

    @Spec
    private CommandSpec spec;

    private Program(CommandSpec placeholder) {
        this.spec = placeholder; // picocli puts the real one in its place
    }

    /** @return the exit code */
    public static int run(Surroundings surroundings, String... typed) {
        String[] args = InputFiles.withoutHyphens(typed);
        try {
            if (asksForMappings(args)) {
                ReadyMappings.listed().forEach(surroundings.out()::println);
                return orCutShort(ExitStatus.DONE.code(), List.of(), surroundings);
            }
            return orCutShort(commandLine(surroundings, args).execute(args), List.of(args), surroundings);
        } catch (Error e) {
            return end(
                    surroundings,
                    "The program cannot continue (" + e + "). Nothing is lost: the ledger holds what was sent."
                            + " Run the same command again, with more memory if it ran out of memory"
                            + " (FEEDBACK_UPLOADER_JAVA_OPTS=-Xmx1g).",
                    ExitStatus.of(e),
                    List.of(args));
        }
    }

    /**
     * Half a list of what was recorded would be taken for all of it. What a command did to rows or files is told by its exit
     * code and its report, whether anybody listens or not.
     */
    private static int orCutShort(int code, List<String> typed, Surroundings surroundings) {
        boolean isResult = !DOING.contains(typed.isEmpty() ? "" : typed.get(0)) || JsonFailure.isAskedFor(typed);
        if (!isResult || !surroundings.out().checkError()) {
            return code;
        }
        surroundings.say("Standard output is cut short: its disk is full, or nobody reads it any more."
                + " What was sent stands in the run folder.");
        return Set.of(ExitStatus.DONE, ExitStatus.SOME_FAILED, ExitStatus.SOME_UNKNOWN)
                        .contains(ExitStatus.ofCode(code))
                ? ExitStatus.STOPPED.code()
                : code;
    }

    /** Needs no file, whichever command it is typed with. */
    private static boolean asksForMappings(String... args) {
        return String.join(" ", args).matches("(upload|validate) (.* )?--mapping[ =]list( .*)?");
    }

    /** The whole command line, for a test or for generated completion. */
    static CommandLine commandLine(Surroundings surroundings) {
        return commandLine(surroundings, COMMANDS);
    }

    /** What {@code args} need of it: to read the options of all commands takes longer than many a run. */
    static CommandLine commandLine(Surroundings surroundings, String... args) {
        String first = args.length == 0 ? "" : args[0];
        boolean isOne = COMMANDS.contains(first) && !first.equals(HELP);
        return commandLine(surroundings, isOne ? List.of(first) : VERSION.contains(first) ? List.of() : COMMANDS);
    }

    private static CommandLine commandLine(Surroundings surroundings, List<String> names) {
        CommandLine commands = new CommandLine(new Program(CommandSpec.create()));
        names.forEach(name -> commands.addSubcommand(command(name, surroundings)));
        Conversions.register(commands);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setUsageHelpAutoWidth(true);
        commands.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        commands.setExecutionStrategy(parsed -> OptionChecks.thenRun(parsed, surroundings));
        commands.setParameterExceptionHandler((e, args) -> badUsage(e, args, surroundings));
        commands.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command, parsed, surroundings));
        return commands;
    }

    private static CommandLine command(String name, Surroundings surroundings) {
        CommandLine command = new CommandLine(
                switch (name) {
                    case UPLOAD -> new UploadCommand(surroundings);
                    case "validate" -> new ValidateCommand(surroundings);
                    case "ui" -> new UiCommand(surroundings);
                    case "status" -> new StatusCommand(surroundings);
                    case "report" -> new ReportCommand(surroundings);
                    case "verify" -> new VerifyCommand(surroundings);
                    case "metrics" -> new MetricsCommand(surroundings);
                    case "template" -> new TemplateCommand(surroundings);
                    case "sandbox" -> new SandboxCommand(surroundings);
                    case "completion" -> new CompletionCommand(surroundings);
                    case "install" -> new InstallCommand(surroundings);
                    case HELP -> new HelpCommand(surroundings);
                    default -> throw new IllegalArgumentException(name);
                });
        if (name.equals(UPLOAD)) {
            command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionGroups::render);
        }
        return command;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "No command. Use one of " + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    private static int badUsage(ParameterException e, String[] args, Surroundings surroundings) {
        String why = UsageErrors.sentence(amongAll(e, args, surroundings), List.of(args));
        int code = end(surroundings, why, ExitStatus.UNUSABLE, List.of(args));
        pointToHelp(e.getCommandLine(), surroundings);
        return code;
    }

    /** An option that is wrong here may be one of another command. */
    private static ParameterException amongAll(ParameterException e, String[] args, Surroundings surroundings) {
        try {
            commandLine(surroundings).parseArgs(args);
            return e;
        } catch (ParameterException same) {
            return same;
        }
    }

    private static int failed(Exception e, CommandLine command, ParseResult parsed, Surroundings surroundings) {
        LOG.log(System.Logger.Level.ERROR, "failed", e);
        int code = end(surroundings, sentence(e), ExitStatus.of(e), parsed.originalArgs());
        if (e instanceof UsageException) {
            pointToHelp(command, surroundings);
        }
        return code;
    }

    private static void pointToHelp(CommandLine command, Surroundings surroundings) {
        surroundings.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }

    /** Says why the command came to no result, to a person and to a program that asked for JSON. */
    private static int end(Surroundings surroundings, String why, ExitStatus status, List<String> typed) {
        String shown = KeyLike.hidden(why, typed);
        surroundings.say(shown);
        if (JsonFailure.isAskedFor(typed)) {
            surroundings.out().println(JsonFailure.of(shown, status.code()));
        }
        return status.code();
    }

    /** What a user reads when {@code e} ended a command. */
    static String sentence(Throwable e) {
        if (e instanceof UnusableException || e instanceof LedgerException) {
            return String.valueOf(e.getMessage());
        } else if ((e instanceof UncheckedIOException ? e.getCause() : e) instanceof IOException io) {
            return "Reading or writing failed: " + IoErrors.of(io)
                    + ". The ledger holds what was sent. Run the same command again to continue.";
        }
        return "This is a bug in the program (" + e
                + "). The ledger holds what was sent. The details are in upload.log in the run folder.";
    }
}
