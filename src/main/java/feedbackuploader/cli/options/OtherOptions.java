package feedbackuploader.cli.options;

import feedbackuploader.cli.console.TypedCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Options of {@code upload} that were typed with another command: what to type instead. */
public final class OtherOptions {

    private static final String UPLOAD = "upload";

    private OtherOptions() {}

    /** A sentence on the option {@code name}; empty when {@code upload} has none of that name either. */
    public static Optional<String> of(CommandLine command, String name, List<String> typed) {
        CommandLine all = command.getParent();
        CommandLine upload = all == null ? null : all.getSubcommands().get(UPLOAD);
        if (upload == null
                || upload == command
                || upload.getCommandSpec().findOption(name) == null
                || !command.getCommandSpec().name().equals("validate")) {
            return Optional.empty();
        }
        return Optional.of("validate needs no " + name + ": it checks the file without a server. Type: "
                + shown(without(typed, upload, command)).toPaste()
                + (name.equals("--sandbox")
                        ? ". To try the upload itself, in a sandbox: "
                                + shown(typed).as(UPLOAD).toPaste()
                        : ""));
    }

    private static List<String> without(List<String> typed, CommandLine upload, CommandLine command) {
        List<String> left = new ArrayList<>();
        for (int i = 0; i < typed.size(); i++) {
            String argument = typed.get(i);
            String name = argument.replaceFirst("=.*", "");
            OptionSpec option = upload.getCommandSpec().findOption(name);
            if (!argument.startsWith("-")
                    || option == null
                    || command.getCommandSpec().findOption(name) != null) {
                left.add(argument);
            } else if (name.equals(argument) && option.arity().min() > 0) {
                i++;
            }
        }
        return left;
    }

    private static TypedCommand shown(List<String> typed) {
        return new TypedCommand("feedback-uploader", typed);
    }
}
