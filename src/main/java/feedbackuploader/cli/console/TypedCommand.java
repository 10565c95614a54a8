package feedbackuploader.cli.console;

import feedbackuploader.support.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The program and its arguments, as they were typed or are to be typed next. */
public record TypedCommand(String program, List<String> arguments) {

    private static final String HEADER = "--header";

    /** User and password in a URL. */
    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");

    public TypedCommand {
        arguments = List.copyOf(arguments);
    }

    /** @param running the command that these arguments started */
    public static TypedCommand of(CommandSpec running, String program) {
        return new TypedCommand(
                program, running.root().commandLine().getParseResult().originalArgs());
    }

    /** With another command in place of the first word. */
    public TypedCommand as(String command) {
        List<String> words = new ArrayList<>(arguments);
        words.set(0, command);
        return new TypedCommand(program, words);
    }

    /** With more words behind it. */
    public TypedCommand and(String... words) {
        return new TypedCommand(
                program, Stream.concat(arguments.stream(), Stream.of(words)).toList());
    }

    public TypedCommand without(String... words) {
        return new TypedCommand(
                program,
                arguments.stream()
                        .filter(word -> !List.of(words).contains(word))
                        .toList());
    }

    /** Without the option of this name and its value. */
    public TypedCommand withoutOption(String name) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals(name)) {
                i++;
            } else if (!arguments.get(i).startsWith(name + "=")) {
                words.add(arguments.get(i));
            }
        }
        return new TypedCommand(program, words);
    }

    public TypedCommand replaced(UnaryOperator<String> word) {
        return new TypedCommand(program, arguments.stream().map(word).toList());
    }

    /** For {@code file} in place of {@code others}. */
    public TypedCommand forFile(Path file, Collection<Path> others) {
        String path = shown(file);
        List<String> names = others.stream().map(Path::toString).toList();
        List<String> words = new ArrayList<>(arguments);
        int place = 0;
        while (place < words.size() && !names.contains(words.get(place))) {
            place++;
        }
        words.removeAll(names);
        words.add(Math.min(place, words.size()), path.startsWith("-") ? "./" + path : path);
        return new TypedCommand(program, words);
    }

    /** The arguments, with three dots for what follows the name of each {@code --header}: it may be a secret. */
    public List<String> withoutHeaderValues() {
        List<String> shown = new ArrayList<>(arguments.size());
        boolean isHeader = false;
        for (String argument : arguments) {
            if (isHeader || argument.startsWith(HEADER + "=")) {
                int colon = argument.indexOf(':');
                shown.add((colon < 0 ? (isHeader ? "" : HEADER + "=") : argument.substring(0, colon + 1) + " ") + "…");
            } else {
                shown.add(argument);
            }
            isHeader = argument.equals(HEADER);
        }
        return shown;
    }

    /** The arguments without whatever in them may be a secret, to be kept in a file. */
    public List<String> withoutSecrets() {
        return withoutHeaderValues().stream()
                .map(argument -> USER_INFO.matcher(argument).replaceAll("//…@"))
                .map(argument -> KeyLike.hidden(argument, List.of(argument)))
                .toList();
    }

    /** To be pasted into a shell; the values of headers are left out. */
    public String toPaste() {
        return Stream.concat(Stream.of(program), withoutHeaderValues().stream())
                .map(Shell::word)
                .collect(Collectors.joining(" "));
    }

    /** {@code path} from the working directory if it is below it, else whole. */
    public static String shown(Path path) {
        return Shell.path(path);
    }
}
