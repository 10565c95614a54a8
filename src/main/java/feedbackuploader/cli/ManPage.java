package feedbackuploader.cli;

import feedbackuploader.cli.console.Version;
import feedbackuploader.cli.options.OptionGroups;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A page for {@code man} (man-pages(7), groff_char(7)) of the program or of one command, from what {@code --help} says. */
final class ManPage {

    private final StringBuilder page = new StringBuilder();
    private final CommandSpec command;

    private ManPage(CommandSpec command) {
        this.command = command;
    }

    /** The text of each page by the name of its file. */
    static Map<String, String> all(CommandLine program) {
        Map<String, String> pages = new TreeMap<>();
        Stream.concat(Stream.of(program), program.getSubcommands().values().stream())
                .map(CommandLine::getCommandSpec)
                .forEach(command -> pages.put(name(command) + ".1", new ManPage(command).text()));
        return pages;
    }

    private static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    private String text() {
        page.append(".TH \"")
                .append(roff(name(command).toUpperCase(Locale.ROOT)))
                .append("\" 1 \"\" \"")
                .append(roff(Version.program()))
                .append("\"\n.nh\n.ad l\n");
        List<String> description = plain(command.usageMessage().description());
        section("NAME");
        line(roff(name(command)) + " \\- " + roff(description.get(0).replaceFirst("\\.$", "")));
        section("SYNOPSIS");
        line(bold(command.qualifiedName(" ")) + " " + synopsis());
        section("DESCRIPTION");
        description(description);
        command.positionalParameters()
                .forEach(parameter -> entry(italic(parameter.paramLabel()), plain(parameter.description())));
        subcommands();
        options();
        exitStatus();
        section("ENVIRONMENT", ManFacts.variables(command), ManPage::bold);
        section("FILES", ManFacts.files(command), ManPage::italic);
        footer();
        section("SEE ALSO");
        line(seeAlso());
        return page.toString();
    }

    /** A command by itself stands on a line of its own. */
    private void description(List<String> lines) {
        boolean isSentence = true;
        for (String text : lines) {
            boolean wasSentence = isSentence;
            isSentence = text.endsWith(".");
            page.append(wasSentence && isSentence ? "" : ".br\n");
            line(roff(text));
        }
    }

    private String synopsis() {
        String parameters =
                command.positionalParameters().stream().map(ManPage::synopsis).collect(Collectors.joining(" "));
        return "[" + italic("OPTION") + "]... "
                + (command.subcommands().isEmpty()
                        ? parameters
                        : italic("COMMAND") + " [" + italic("ARGUMENT") + "]...");
    }

    private static String synopsis(PositionalParamSpec parameter) {
        String label = italic(parameter.paramLabel());
        String once = parameter.arity().min() == 0 ? "[" + label + "]" : label;
        return parameter.isMultiValue() ? once + "..." : once;
    }

    private void subcommands() {
        if (!command.subcommands().isEmpty()) {
            section("COMMANDS");
        }
        command.subcommands()
                .forEach((name, sub) -> entry(
                        bold(name),
                        plain(sub.getCommandSpec().usageMessage().description()).subList(0, 1)));
    }

    private void options() {
        section("OPTIONS");
        OptionGroups.of(command).forEach((heading, options) -> {
            if (!heading.isEmpty()) {
                page.append(".SS ").append(roff(heading)).append('\n');
            }
            options.forEach(option -> entry(names(option), plain(option)));
        });
    }

    private static String names(OptionSpec option) {
        String names = Stream.of(option.names()).map(ManPage::bold).collect(Collectors.joining(", "));
        return option.arity().max() > 0 ? names + " " + italic(option.paramLabel()) : names;
    }

    private void exitStatus() {
        Map<String, String> codes = ManFacts.exitCodes(command);
        section("EXIT STATUS", codes, ManPage::bold);
        if (codes.isEmpty()) {
            section("EXIT STATUS");
            line("0 when it is done. Other numbers are explained in "
                    + bold(command.root().name()) + "(1).");
        }
        String more = ManFacts.afterExitCodes(command);
        if (!more.isEmpty()) {
            page.append(".PP\n");
            line(roff(more));
        }
    }

    /** Left out where it would be empty. */
    private void section(String title, Map<String, String> entries, UnaryOperator<String> font) {
        if (!entries.isEmpty()) {
            section(title);
        }
        entries.forEach((name, meaning) -> entry(font.apply(name), List.of(meaning)));
    }

    private void footer() {
        List<String> lines = plain(command.usageMessage().footer()).stream()
                .filter(text -> !ManFacts.isOfExitCodes(text))
                .toList();
        if (!lines.stream().allMatch(String::isEmpty)) {
            section("NOTES");
            page.append(".nf\n");
            lines.stream().dropWhile(String::isEmpty).forEach(text -> {
                boolean isExample = text.startsWith(" ");
                page.append(isExample ? "" : ".fi\n.PP\n");
                line(roff(text));
                page.append(isExample ? "" : ".nf\n");
            });
            page.append(".fi\n");
        }
    }

    private String seeAlso() {
        CommandSpec program = command.root();
        Stream<String> commands = program.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .map(ManPage::name);
        String pages = Stream.concat(Stream.of(program.name()), commands)
                .filter(name -> !name.equals(name(command)))
                .map(name -> bold(name) + "(1)")
                .collect(Collectors.joining(", "));
        return pages + ". " + bold(program.name() + " help") + " " + italic("PAGE")
                + " prints the pages of the manual; " + bold(program.name() + " help help") + " lists them.";
    }

    private void section(String title) {
        page.append(".SH ").append(title).append('\n');
    }

    private void entry(String term, List<String> text) {
        page.append(".TP\n");
        line(term);
        line(roff(String.join(" ", text)));
    }

    /** A control character at the start of a line would make it a request. */
    private void line(String text) {
        page.append(text.startsWith(".") || text.startsWith("'") ? "\\&" : "")
                .append(text)
                .append('\n');
    }

    private static List<String> plain(OptionSpec option) {
        return plain(Stream.of(option.description())
                .map(text -> text.replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValueString())))
                .toArray(String[]::new));
    }

    /** Without picocli's own marks. */
    private static List<String> plain(String[] lines) {
        return Stream.of(lines)
                .map(line ->
                        CommandLine.Help.Ansi.OFF.string(line.replace("%%", "%").replace("%n", " ")))
                .toList();
    }

    private static String bold(String text) {
        return "\\fB" + roff(text) + "\\fR";
    }

    private static String italic(String text) {
        return "\\fI" + roff(text) + "\\fR";
    }

    /** Every hyphen is one that can be typed, and every character is shown for itself. */
    private static String roff(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\(rs");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '"' -> escaped.append("\\(dq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                default -> escaped.append(c < 0x80 ? Character.toString(c) : String.format("\\[u%04X]", c));
            }
        });
        return escaped.toString();
    }
}
