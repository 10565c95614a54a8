package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What the program advises is done as it is printed, until the file is valid or there is nothing left to do: at most
 * three times. The table of all files is left in {@code target/advice.txt}.
 */
class FollowedAdviceTest {

    private static final int MOST = 3;

    private static final Path DATA = Path.of(System.getProperty("feedbackuploader.data", "../shared/data"));

    /** What is no help to a file that is not valid: other outputs, and what the reader may but need not do. */
    private static final Set<String> ASIDE =
            Set.of("--json", "--all-problems", "--help", "--version", "--save-mapping", "--save-users", "--users");

    /** Files that advice alone makes valid. */
    private static final List<String> SOLVED = List.of(
            "LLMBar_Natural.json",
            "adaptive.jsonl",
            "alpaca-eval.jsonl",
            "arena.csv",
            "argilla-records.jsonl",
            "argilla.jsonl",
            "auto-j.jsonl",
            "chat-response.jsonl",
            "label-studio-pairwise.csv",
            "label-studio-pairwise.jsonl",
            "langfuse.csv",
            "langsmith.jsonl",
            "mt-bench.jsonl",
            "mturk.csv",
            "pandalm.jsonl",
            "prodigy-choice.jsonl",
            "prodigy.jsonl",
            "qualtrics.csv",
            "wide.csv",
            "argilla.json",
            "c03.csv",
            "c04.csv",
            "c05.csv",
            "c16b.csv",
            "c58.csv",
            "csat-german.csv",
            "csat.xlsx",
            "j46.json",
            "k4.csv",
            "k6.json",
            "odd.xlsx",
            "wide-capitals.csv",
            "x30.xlsx",
            "yes-no.csv");

    /** What is left to the owner of a file that no option makes valid is said: what to fix, and where. */
    private static final Pattern BY_HAND = Pattern.compile("cannot be uploaded as it is"
            + "|This looks like a file for --users"
            + "|[Cc]onvert (?:it|them)|Or convert|Unpack it|Export the (?:records|table) as|Add a (?:column|key) with"
            + "|--map [a-z_]+=(?:COLUMN|KEY)\\b" // only the reader knows it
            + "|(?s:(?:row [0-9]|rows \\().*; expected )");

    /** Repeats the options that were given, and advises none. */
    private static final Pattern AS_TYPED = Pattern.compile("(?m)^Fix these rows in .* check it again: .*$");

    private static final CommandSpec VALIDATE = validate();

    @TempDir
    Path folder;

    private record Followed(String file, int steps, boolean isValid, List<String> options, String said) {
        String line() {
            return "%-34s %d  %-12s %s%s"
                    .formatted(
                            file,
                            steps,
                            isValid ? "valid" : "cannot be",
                            String.join(" ", options),
                            isValid ? "" : "\n      " + said.replace("\n", "\n      "));
        }
    }

    @Test
    void every_file_is_valid_after_three_steps_or_is_said_not_to_be() throws IOException {
        List<Followed> all = new ArrayList<>();
        for (Path file : files()) {
            all.add(follow(file));
        }
        StringBuilder table = new StringBuilder();
        all.forEach(one -> table.append(one.line()).append('\n'));
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/advice.txt"), table);

        assertThat(all.stream().filter(one -> !one.isValid).map(Followed::file))
                .as("those that only their owner can fix")
                .doesNotContainAnyElementsOf(SOLVED);
        assertThat(all.stream().filter(one -> !one.isValid))
                .allSatisfy(one -> assertThat(one.said).as(one.line()).containsPattern(BY_HAND));
        assertThat(all).allSatisfy(one -> assertThat(one.steps).as(one.line()).isLessThanOrEqualTo(MOST));
    }

    private Followed follow(Path original) throws IOException {
        Path file = Files.copy(original, folder.resolve(String.valueOf(original.getFileName())));
        List<String> options = new ArrayList<>();
        int steps = 0;
        while (true) {
            List<String> command = new ArrayList<>(List.of("validate", file.toString()));
            command.addAll(options);
            Typed typed = Typed.in(folder.resolve("state"), command.toArray(String[]::new));
            String said = typed.out() + typed.err();
            if (typed.exitCode() == 0) {
                return new Followed(String.valueOf(file.getFileName()), steps, true, options, said);
            }
            List<String> next = next(AS_TYPED.matcher(said).replaceAll(""), options, file);
            if (next.equals(options) || steps > MOST) {
                return new Followed(String.valueOf(file.getFileName()), steps, false, options, said);
            }
            options = next;
            steps++;
        }
    }

    /** The options so far, and those that are advised now; of several in one sentence with "or" between, the first. */
    private List<String> next(String said, List<String> soFar, Path file) throws IOException {
        Set<String> options = new LinkedHashSet<>(soFar);
        String before = "";
        int sentence = -1;
        boolean areUsersToBeNamed = false;
        for (Advice advice : PrintedAdvice.in(said)) {
            if (!advice.isToBeFilledIn()) {
                PrintedAdvice.parses(advice, said);
            }
            boolean isOther = advice.sentence() == sentence
                    && advice.option().equals(before)
                    && !Set.of("--map", "--set").contains(before);
            OptionSpec spec = VALIDATE.findOption(advice.option());
            if (spec == null || ASIDE.contains(advice.option()) || isOther) {
                continue;
            }
            boolean isGiven = !spec.isMultiValue()
                    && options.stream().anyMatch(option -> option.startsWith(advice.option() + "="));
            if (isGiven) {
                continue; // a command line has it once
            }
            if (advice.option().equals("--drop-unknown-users") && said.contains("--save-users users.csv")) {
                areUsersToBeNamed = true;
                continue;
            }
            String argument = advice.argument()
                    .replaceAll("\\bKEY([0-9]?)\\b", "quality$1") // what only the reader knows
                    .replaceFirst("=MODEL$", "=m");
            if (new Advice(advice.option(), argument, 0, 0).isToBeFilledIn()) {
                continue;
            }
            before = advice.option();
            sentence = advice.sentence();
            options.add(advice.argument().isEmpty() && spec.arity().max() == 0 ? before : before + "=" + argument);
        }
        if (areUsersToBeNamed && options.stream().noneMatch(option -> option.startsWith("--users="))) {
            options.add("--users=" + users(file, List.copyOf(options)));
        }
        return List.copyOf(options);
    }

    /** Does as it is told: a file with the names of the users, in which their UUIDs are filled in. */
    private Path users(Path file, List<String> soFar) throws IOException {
        Path users = folder.resolve(file.getFileName() + "-users.csv");
        List<String> command = new ArrayList<>(List.of("validate", file.toString(), "--save-users", users.toString()));
        command.addAll(soFar);
        Typed.in(folder.resolve("state"), command.toArray(String[]::new));
        StringBuilder filled = new StringBuilder();
        for (String line : Files.readAllLines(users)) {
            filled.append(line)
                    .append(line.endsWith(",") ? new UUID(1, line.hashCode()).toString() : "")
                    .append('\n');
        }
        return Files.writeString(users, filled);
    }

    private static CommandSpec validate() {
        return Objects.requireNonNull(
                        Program.commandLine(Typed.nowhere()).getSubcommands().get("validate"))
                .getCommandSpec();
    }

    /** Those of this project, and what else is at hand. */
    private static Collection<Path> files() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> own = Files.list(Path.of("src/test/resources/feedbackuploader/cli/found"))) {
            own.forEach(file -> files.put(String.valueOf(file.getFileName()), file));
        }
        try (Stream<Path> samples = Files.list(Path.of("samples"))) {
            samples.filter(Files::isRegularFile).forEach(file -> files.put(String.valueOf(file.getFileName()), file));
        }
        for (String name : List.of("found", "messy", "raw")) {
            if (Files.isDirectory(DATA.resolve(name))) {
                try (Stream<Path> found = Files.list(DATA.resolve(name))) {
                    found.filter(file -> !file.endsWith("README.md")
                                    && !file.endsWith("COPYING")
                                    && !String.valueOf(file.getFileName()).startsWith("LICENSE"))
                            .forEach(file -> files.put(String.valueOf(file.getFileName()), file));
                }
            }
        }
        return files.values();
    }
}
