package feedbackuploader.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page of all commands and options, as the program itself describes them. */
final class OptionsPage {

    private final StringBuilder page = new StringBuilder();

    private OptionsPage() {}

    static String of(List<CommandSpec> commands) {
        OptionsPage page = new OptionsPage();
        page.paragraph("# Options");
        page.paragraph(
                "Generated from the descriptions in the program, which `--help` prints too. Messages for people go to"
                        + " standard error, results to standard output. Every command has `-h`, `--help` and `-V`, `--version`.");
        commands.forEach(page::command);
        return page.page.toString().stripTrailing() + "\n";
    }

    private void command(CommandSpec command) {
        String parameters = command.positionalParameters().stream()
                .map(PositionalParamSpec::paramLabel)
                .map(label -> label.startsWith("FILE") ? label + "…" : label)
                .collect(Collectors.joining(" "));
        paragraph("## `" + (command.name() + " " + parameters).strip() + "`");
        paragraph(String.join(" ", text(command.usageMessage().description())));
        List<OptionSpec> left = new ArrayList<>(command.options());
        left.removeIf(option -> option.usageHelp() || option.versionHelp() || option.hidden());
        for (ArgGroupSpec group : command.argGroups()) {
            if (group.heading() != null) {
                List<OptionSpec> members = group.allOptionsNested();
                paragraph("### "
                        + group.heading().replace("%n", "").replace(":", "").strip());
                table(members);
                left.removeAll(members);
            }
        }
        if (!left.isEmpty()) {
            table(left);
        }
    }

    private void table(List<OptionSpec> options) {
        page.append("| option | meaning |\n|---|---|\n");
        for (OptionSpec option : options) {
            String names = Stream.of(option.names())
                    .map(name -> "`" + name
                            + (name.startsWith("--") && option.arity().max() > 0 ? value(option) : "") + "`")
                    .collect(Collectors.joining(", "));
            String meaning = String.join(" ", text(described(option)));
            page.append("| ")
                    .append(cell(names))
                    .append(" | ")
                    .append(cell(meaning))
                    .append(" |\n");
        }
        page.append('\n');
    }

    private static String value(OptionSpec option) {
        return " " + option.paramLabel();
    }

    private static String[] described(OptionSpec option) {
        return Stream.of(option.description())
                .map(text -> text.replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValueString())))
                .toArray(String[]::new);
    }

    private static List<String> text(String[] lines) {
        CommandLine.Help.ColorScheme plain =
                new CommandLine.Help.ColorScheme.Builder(CommandLine.Help.Ansi.OFF).build();
        return Stream.of(lines)
                .map(line -> plain.ansi().string(line.replace("%%", "%").replace("%n", " ")))
                .toList();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private void paragraph(String text) {
        page.append(text).append("\n\n");
    }
}
