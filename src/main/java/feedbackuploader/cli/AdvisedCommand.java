package feedbackuploader.cli;

import feedbackuploader.cli.console.TypedCommand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The command that was typed, with the options that messages advise, to be copied as one. Where a person must choose, or
 * fill in what the program cannot know, nothing is added.
 */
final class AdvisedCommand {

    /** What leaves something of the file out, or is no part of how it is read. */
    private static final Set<String> DECISIONS = Set.of(
            "--drop-unknown-users", "--users", "--save-users", "--save-mapping", "--all-problems", "--json", "--html");

    private static final Pattern OPTION =
            Pattern.compile("(?<![\\w-])(?<name>--[a-z]+(?:-[a-z]+)*)(?:[ =](?<value>(?:'[^']*'|\\\\'|[^\\s'\"$])+))?");

    /** What a message repeats of the file. */
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private static final Pattern TO_FILL_IN = Pattern.compile(
            "(?:.*[/=, .])?(?:KEY[0-9]*|COLUMN|COUNT|VALUE|FILE|NAME|MODEL|LABEL|MEANING|FIELD|TEXT|…)(?:[/=, …].*)?|N(?:/[0-9]+)?");

    private static final Pattern SENTENCE = Pattern.compile("[^.?!;:]+(?:[.?!;:](?! )[^.?!;:]*)*");

    /** Whose first advice is about all labels of a column, and further ones about a label each. */
    private static final Set<String> LABELS = Set.of("--values", "--winner");

    private record Advised(String option, String value) {
        boolean isOfSameOption(Advised other) {
            return option.equals(other.option);
        }

        List<String> words() {
            if (value.isEmpty()) {
                return List.of(option);
            }
            return value.startsWith("-") ? List.of(option + "=" + value) : List.of(option, value);
        }
    }

    private AdvisedCommand() {}

    /** @param messages about the file that {@code typed} names */
    static TypedCommand of(TypedCommand typed, List<String> messages, CommandLine program) {
        CommandSpec command = Objects.requireNonNull(
                        program.getSubcommands().get(typed.arguments().get(0)))
                .getCommandSpec();
        Set<Advised> added = new LinkedHashSet<>();
        for (String message : messages) {
            List<Advised> its = advisedBy(message, command);
            its.removeIf(one -> LABELS.contains(one.option()) && added.stream().anyMatch(one::isOfSameOption));
            added.addAll(its);
        }
        TypedCommand whole = typed;
        for (Advised option : added) {
            List<String> words = new ArrayList<>(whole.arguments());
            words.addAll(option.words());
            TypedCommand longer = new TypedCommand(typed.program(), words);
            whole = isUnderstood(longer, program) ? longer : whole;
        }
        return whole;
    }

    /** Nothing of a sentence that leaves the choice between several, or skips what nobody has judged. */
    private static List<Advised> advisedBy(String message, CommandSpec command) {
        String own = blank(message, QUOTED, 0);
        List<Advised> all = new ArrayList<>();
        Matcher sentence = SENTENCE.matcher(blank(own, OPTION, "value"));
        while (sentence.find()) {
            List<Advised> options = new ArrayList<>();
            Matcher option = OPTION.matcher(own).region(sentence.start(), sentence.end());
            while (option.find()) {
                advised(option, command).ifPresent(options::add);
            }
            boolean isChoice = options.size() > 1 && sentence.group().contains(" or ");
            if (!isChoice && !sentence.group().strip().startsWith("To skip")) {
                all.addAll(options);
            }
        }
        return all;
    }

    private static Optional<Advised> advised(Matcher found, CommandSpec command) {
        @Nullable OptionSpec option = command.findOption(found.group("name"));
        if (option == null || DECISIONS.contains(option.longestName())) {
            return Optional.empty();
        } else if (option.arity().max() == 0) {
            return Optional.of(new Advised(option.longestName(), ""));
        }
        @Nullable String value = found.group("value");
        String plain = value == null ? "" : unquoted(value.replaceFirst("[.,;:)]+$", ""));
        return plain.isEmpty() || TO_FILL_IN.matcher(plain).matches()
                ? Optional.empty()
                : Optional.of(new Advised(option.longestName(), plain));
    }

    private static String unquoted(String word) {
        return Stream.of(word.split(Pattern.quote("'\\''"), -1))
                .map(part -> part.replace("'", ""))
                .collect(Collectors.joining("'"));
    }

    /** With other characters in place of what was found, so that nothing in it is taken for the end of a sentence. */
    private static String blank(String text, Pattern pattern, Object group) {
        StringBuilder blank = new StringBuilder(text);
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            int start = group instanceof String name ? found.start(name) : found.start();
            int end = group instanceof String name ? found.end(name) : found.end();
            for (int i = start; i >= 0 && i < end - 1; i++) {
                blank.setCharAt(i, 'x');
            }
        }
        return blank.toString();
    }

    private static boolean isUnderstood(TypedCommand command, CommandLine program) {
        try {
            program.parseArgs(command.arguments().toArray(String[]::new));
            return true;
        } catch (ParameterException e) {
            return false;
        }
    }
}
