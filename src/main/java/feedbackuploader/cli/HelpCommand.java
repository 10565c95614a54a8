package feedbackuploader.cli;

import feedbackuploader.cli.console.ManualPage;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.options.UsageException;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options of a command, or a page of the manual: the same text as in the project's documentation. */
@Command(
        name = "help",
        description = "Shows the options of a command, or a page of the manual.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Pages of the manual: files, mapping, running, page, promise, options, sandbox-faults, throttle, java,"
                    + " design, development, changelog."
        })
final class HelpCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place

    @Parameters(
            arity = "0..1",
            paramLabel = "COMMAND|PAGE",
            completionCandidates = Words.class,
            description = "A command, or a page of the manual.")
    private @Nullable String wanted;

    /** What there is help on. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Program.COMMANDS.stream(), ManualPage.names().stream())
                    .distinct()
                    .iterator();
        }
    }

    HelpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UsageException {
        CommandLine commands = spec.commandLine().getParent();
        @Nullable String name = wanted;
        if (name == null) {
            commands.usage(commands.getOut());
            commands.getOut()
                    .println("Pages of the manual, each shown by help PAGE: " + String.join(", ", ManualPage.names())
                            + ".");
        } else if (commands.getSubcommands().containsKey(name)) {
            commands.getSubcommands().get(name).usage(commands.getOut());
        } else if (ManualPage.names().contains(name)) {
            ManualPage.named(name).lines().forEach(surroundings.out()::println);
        } else {
            throw new UsageException(UsageErrors.noCommand(name, commands));
        }
        return 0;
    }
}
