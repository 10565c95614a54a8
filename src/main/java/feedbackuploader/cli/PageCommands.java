package feedbackuploader.cli;

import feedbackuploader.adaptive.connection.ApiKey;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.cli.console.Version;
import feedbackuploader.cli.options.CompletionCandidates;
import feedbackuploader.cli.options.OptionGroups;
import feedbackuploader.mapping.MappingException;
import feedbackuploader.mapping.options.MappingFile;
import feedbackuploader.mapping.options.ReadyMappings;
import feedbackuploader.support.Shell;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.web.Choice;
import feedbackuploader.web.Commands;
import feedbackuploader.web.MappingName;
import feedbackuploader.web.PageSession;
import feedbackuploader.web.PreparedCommand;
import feedbackuploader.web.UploadOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code upload} for the page: its words are parsed as a terminal's are, by the same classes. */
final class PageCommands implements Commands {

    private static final String UPLOAD = "upload";

    /**
     * Options of {@code upload} that are no choice in the page, besides those for a terminal: what the page does itself,
     * what may hold a secret, and what writes a file each time the choices are read.
     */
    private static final Set<String> NOT_IN_THE_PAGE =
            Set.of("--dry-run", "--first", "--edits", "--api-key-file", "--header", "--save-mapping");

    /** An option with its value in one word. */
    private static final Pattern APART = Pattern.compile("--[a-z-]+=[^-].*", Pattern.DOTALL);

    private final Surroundings environment;

    /** The environment, with the key that was typed into the page in place of its own. */
    private volatile Surroundings surroundings;

    private volatile boolean isKeyTyped;

    PageCommands(Surroundings environment) {
        this.environment = environment;
        this.surroundings = environment;
    }

    @Override
    public PageSession session() {
        Surroundings now = surroundings;
        boolean isGiven = now.variable(Surroundings.KEY_VARIABLE) != null;
        return new PageSession(
                Version.program(),
                new PageSession.Key(isGiven, !isGiven ? null : isKeyTyped ? "page" : "environment"),
                url(now),
                here().toString(),
                PageSession.allFields());
    }

    private static @Nullable String url(Surroundings now) {
        @Nullable String url = now.variable("ADAPTIVE_URL");
        return url == null ? now.variable("ADAPTIVE_BASE_URL") : url;
    }

    @Override
    public void useKey(@Nullable String key) throws UnusableException {
        if (key == null || key.isBlank()) {
            surroundings = environment;
            isKeyTyped = false;
            return;
        }
        try {
            ApiKey.parse(key);
        } catch (IllegalArgumentException e) {
            throw new UnusableException(String.valueOf(e.getMessage()));
        }
        surroundings = environment.withKey(key);
        isKeyTyped = true;
    }

    @Override
    public List<UploadOption> options() {
        List<UploadOption> options = new ArrayList<>();
        for (OptionSpec option : uploadIn(Program.commandLine(surroundings, UPLOAD))
                .getCommandSpec()
                .options()) {
            if (!NOT_IN_THE_PAGE.contains(option.longestName())
                    && !PreparedUpload.FOR_A_TERMINAL.contains(option.longestName())
                    && !option.hidden()) {
                options.add(form(option));
            }
        }
        return options;
    }

    private static UploadOption form(OptionSpec option) {
        boolean isFlag = option.arity().max() == 0;
        List<String> words = CompletionCandidates.of(option);
        boolean isOpen = words.isEmpty() || option.longestName().equals("--mapping");
        return new UploadOption(
                OptionGroups.heading(option),
                option.longestName(),
                isFlag ? null : option.paramLabel(),
                String.join(" ", option.description())
                        .replace("%%", "%")
                        .replace("${DEFAULT-VALUE}", "" + option.defaultValue()),
                option.isMultiValue(),
                isFlag,
                isFlag || isOpen ? null : words,
                option.defaultValue());
    }

    private static CommandLine uploadIn(CommandLine all) {
        return Objects.requireNonNull(all.getSubcommands().get(UPLOAD));
    }

    @Override
    public List<MappingName> mappings(@Nullable Path folder) {
        List<MappingName> names = new ArrayList<>();
        for (String name : ReadyMappings.names()) {
            names.add(new MappingName(name, ReadyMappings.about(name)));
        }
        if (folder != null && Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> String.valueOf(file.getFileName()).endsWith(".json"))
                        .sorted()
                        .forEach(file -> addIfMapping(file, names));
            } catch (IOException e) {
                return names; // of a folder that cannot be listed, the ready ones are left
            }
        }
        return names;
    }

    private static void addIfMapping(Path file, List<MappingName> names) {
        try {
            names.add(new MappingName(
                    TypedCommand.shown(file), MappingFile.read(file).about()));
        } catch (MappingException e) {
            return; // another file of that ending
        }
    }

    @Override
    public PreparedCommand prepare(Path file, List<Choice> choices) throws UnusableException {
        Surroundings now = surroundings;
        List<String> options = choices.stream().map(Choice::word).toList();
        return new PageCommand(PreparedUpload.of(named(file), options, Set.of(), now), now);
    }

    private static String named(Path file) {
        String name = TypedCommand.shown(file);
        return name.startsWith("-") ? "./" + name : name;
    }

    @Override
    public String typed(Path file, List<Choice> choices) {
        List<String> words = new ArrayList<>(List.of(UPLOAD, named(file)));
        for (Choice choice : choices) {
            words.add(choice.option());
            if (choice.value() != null
                    && (choice.value().startsWith("-") || choice.value().isEmpty())) {
                words.set(words.size() - 1, choice.word());
            } else if (choice.value() != null) {
                words.add(choice.value());
            }
        }
        return new TypedCommand(surroundings.name(), words).toPaste();
    }

    @Override
    public String typed(List<String> words, @Nullable String folder) {
        List<String> apart = words.stream()
                .flatMap(word -> APART.matcher(word).matches() ? Arrays.stream(word.split("=", 2)) : Stream.of(word))
                .toList();
        String name = surroundings.name();
        if (folder == null || folder.equals(here().toString())) {
            return new TypedCommand(name, apart).toPaste();
        }
        String program = name.contains("/") ? here().resolve(name).normalize().toString() : name;
        return "cd " + Shell.word(folder) + " && " + new TypedCommand(program, apart).toPaste();
    }

    private static Path here() {
        return Path.of("").toAbsolutePath();
    }

    @Override
    public List<Choice> choices(List<String> words) {
        Set<String> known = options().stream().map(UploadOption::name).collect(Collectors.toSet());
        List<Choice> choices = new ArrayList<>();
        try {
            List<String> readable = new TypedCommand(surroundings.name(), words)
                    .withoutOption("--header") // whose value is left out
                    .arguments();
            ParseResult parsed = Program.commandLine(surroundings, UPLOAD).parseArgs(readable.toArray(String[]::new));
            for (OptionSpec option : parsed.subcommand().matchedOptions()) {
                if (known.contains(option.longestName())) {
                    choices.addAll(choices(option));
                }
            }
            return choices;
        } catch (ParameterException e) {
            return List.of(); // of another version of the program
        }
    }

    private static List<Choice> choices(OptionSpec option) {
        return option.arity().max() == 0
                ? List.of(new Choice(option.longestName(), null))
                : option.originalStringValues().stream()
                        .map(value -> new Choice(option.longestName(), value))
                        .toList();
    }

    @Override
    public Path memory() {
        return surroundings.memory();
    }

    @Override
    public String sentence(Throwable failure) {
        String sentence = Program.sentence(failure);
        for (String key : keys()) {
            sentence = isKeyIn(sentence, key) ? sentence.replace(key, "[key]") : sentence;
        }
        return sentence;
    }

    @Override
    public boolean holdsKey(String text) {
        return keys().stream().anyMatch(key -> isKeyIn(text, key));
    }

    private static boolean isKeyIn(String text, String key) {
        try {
            return ApiKey.parse(key).standsIn(text);
        } catch (IllegalArgumentException e) {
            return false; // there is none, or none that works
        }
    }

    /** That of the environment stays one when another is typed. */
    private List<String> keys() {
        return Stream.of(surroundings, environment)
                .map(one -> ApiKey.bare(Objects.requireNonNullElse(one.variable(Surroundings.KEY_VARIABLE), "")))
                .toList();
    }
}
