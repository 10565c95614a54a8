package feedbackuploader.cli;

import feedbackuploader.cli.console.ConsoleListener;
import feedbackuploader.cli.console.JsonFailure;
import feedbackuploader.cli.console.MessageArguments;
import feedbackuploader.cli.console.SummaryFormatter;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.cli.options.StandardInput;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.Summary;
import feedbackuploader.support.Shell;
import feedbackuploader.upload.ExitStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** What the uploads of one command say. */
final class UploadConsole {

    private final Surroundings surroundings;
    private final MessageArguments messages;
    private final Supplier<TypedCommand> typed;
    private final List<ConsoleListener> listeners = new CopyOnWriteArrayList<>();

    UploadConsole(Surroundings surroundings, MessageArguments messages, Supplier<TypedCommand> typed) {
        this.surroundings = surroundings;
        this.messages = messages;
        this.typed = typed;
    }

    ConsoleListener listener(Path file) {
        ConsoleListener listener = new ConsoleListener(surroundings, messages.quiet(), messages, file);
        listeners.add(listener);
        return listener;
    }

    void note(String sentence) {
        if (!messages.quiet()) {
            surroundings.say("Note: " + sentence);
        }
    }

    /** On a line of its own: in place of a bar, or below what a terminal shows of a Ctrl-C. On any thread. */
    void sayAtOnce(String sentence) {
        Optional<ConsoleListener> withBar =
                listeners.stream().filter(ConsoleListener::showsBar).findFirst();
        if (withBar.isPresent()) {
            withBar.get().sayAtOnce(sentence);
        } else {
            if (surroundings.isTerminal()) {
                surroundings.err().println();
            }
            surroundings.say(sentence);
        }
    }

    void nothingSent(String why, int exitCode) {
        surroundings.err().println("Nothing was sent.");
        if (messages.json()) {
            surroundings.out().println(JsonFailure.of(why, exitCode));
        }
    }

    /**
     * @param toSettle what must be done first
     * @param files all of this command
     * @param knowsOfRepetitions whether the user has read which rows were sent before
     */
    void show(Summary summary, List<NextStep> toSettle, List<Path> files, boolean knowsOfRepetitions) {
        boolean isKnown = knowsOfRepetitions
                && summary.stopCause() != null
                && summary.stopCause().isRepetition();
        (isKnown ? Optional.of("Stopped.") : SummaryFormatter.ending(summary)).ifPresent(surroundings::say);
        if (messages.json()) {
            surroundings.out().println(summary.toJsonLine());
        } else if (!messages.quiet() || summary.exitCode() != ExitStatus.DONE.code()) {
            surroundings.show(SummaryFormatter.of(summary, toRepeat(summary, files)));
            surroundings.show(toSettle.stream().map(NextStep::inOneLine).toList());
        }
    }

    private String toRepeat(Summary summary, List<Path> files) {
        String command =
                typed.get().without("--resend-unknown").withoutOption("--first").toPaste();
        return files.stream().anyMatch(StandardInput::is)
                ? command + " < " + Shell.word(TypedCommand.shown(Path.of(summary.input())))
                : command;
    }
}
