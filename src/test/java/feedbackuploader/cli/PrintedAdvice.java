package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Whatever the program tells its reader to type is there to be typed: each option that is advised, with what stands behind
 * it, and each whole command. All command lines of the tests come through here.
 */
final class PrintedAdvice {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Before an option that someone is told to add; an option that is only spoken of needs no argument. */
    private static final Pattern ADVISED = Pattern.compile("(?:\\b(?:[Aa]dd|[Uu]se|[Ww]ith|them):?|:) $");

    private static final Pattern COMMAND = Pattern.compile("feedback-uploader ((?:upload|validate|status|report) .*)");

    /** What was found right before: most tests are told the same. */
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    /** Made once: all commands with all their options take long to make. */
    private static final CommandLine PROGRAM = Program.commandLine(Typed.nowhere());

    private static final CommandSpec[] COMMANDS = Stream.concat(
                    Stream.of(PROGRAM), PROGRAM.getSubcommands().values().stream())
            .map(CommandLine::getCommandSpec)
            .toArray(CommandSpec[]::new);

    private PrintedAdvice() {}

    static void worksIn(String said) {
        for (String line : said.split("\n", -1)) {
            if (line.startsWith("{\"") && line.endsWith("}")) {
                texts(line).forEach(PrintedAdvice::worksInLine);
            } else {
                worksInLine(line);
            }
        }
    }

    private static void worksInLine(String line) {
        if (line.contains("--") && SEEN.add(line)) {
            options(line);
            command(line);
        }
    }

    /** Of a line of JSON, as its reader has them. */
    private static List<String> texts(String json) {
        try {
            List<String> texts = new ArrayList<>();
            collect(JSON.readTree(json), texts);
            return texts;
        } catch (JsonProcessingException e) {
            return List.of(json); // a line in braces that is no JSON
        }
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(child -> collect(child, texts));
    }

    private static void options(String line) {
        for (Advice advice : in(line)) {
            if (!advice.isToBeFilledIn() && isAdvised(line, advice)) {
                parses(advice, line);
            }
        }
    }

    /** What is advised in the text, of any command. */
    static List<Advice> in(String said) {
        return Advice.in(said, COMMANDS);
    }

    private static boolean isAdvised(String line, Advice advice) {
        return ADVISED.matcher(line.substring(0, advice.start())).find();
    }

    /** As it is printed, behind a command that has it. */
    static void parses(Advice advice, String said) {
        List<String> owners = commands().entrySet().stream()
                .filter(command -> command.getValue().getCommandSpec().findOption(advice.option()) != null)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(owners).as(advice + " of: " + said).isNotEmpty();
        OptionSpec option =
                Objects.requireNonNull(Objects.requireNonNull(commands().get(owners.get(0)))
                        .getCommandSpec()
                        .findOption(advice.option()));
        parse(
                said,
                owners.get(0),
                "file",
                option.arity().max() == 0 ? advice.option() : advice.option() + "=" + advice.argument());
    }

    /** In a line of JSON, what was typed stands between other quotes than a shell's, without its secrets. */
    private static void command(String line) {
        if (line.startsWith("{")) {
            return;
        }
        Matcher command = COMMAND.matcher(line);
        if (command.find() && !command.group(1).contains("…")) {
            parse(line, words(command.group(1).replaceFirst("\\s+#\\s.*", "")).toArray(String[]::new));
        }
    }

    private static void parse(String said, String... words) {
        try {
            synchronized (PROGRAM) {
                PROGRAM.parseArgs(words);
            }
        } catch (ParameterException e) {
            throw new AssertionError("printed, but cannot be typed: " + String.join(" ", words) + "\nof: " + said, e);
        }
    }

    private static Map<String, CommandLine> commands() {
        return PROGRAM.getSubcommands();
    }

    /** As a shell would take them apart; a mark at the end of a sentence is none of them. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        for (int at = 0; at < command.length(); ) {
            int end = Advice.endOfWord(command, at);
            String word = Advice.word(command, at);
            if (!word.isEmpty()) {
                words.add(word);
            }
            at = command.startsWith(".", end - 1) ? command.length() : end + 1; // the sentence ends there
        }
        return words;
    }
}
