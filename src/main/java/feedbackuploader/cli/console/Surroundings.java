package feedbackuploader.cli.console;

import feedbackuploader.adaptive.connection.ApiKey;
import feedbackuploader.delivery.Time;
import feedbackuploader.support.Platform;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run finds around it.
 *
 * @param in what is piped into the program, or the answer to a question
 * @param inputIsTerminal whether {@code in} is a terminal: answers come from one, files do not
 * @param out for results
 * @param err for people
 * @param isTerminal whether {@code err} is a terminal, where a line may be written over
 * @param name of the program as the user typed it
 */
public record Surroundings(
        Map<String, String> environment,
        InputStream in,
        boolean inputIsTerminal,
        PrintStream out,
        PrintStream err,
        boolean isTerminal,
        String name,
        Time time) {

    public static final String KEY_VARIABLE = "ADAPTIVE_API_KEY";

    /** Set by the launcher, since Java does not know whether standard error alone is a terminal. */
    private static final String TERMINAL_PROPERTY = "feedbackuploader.terminal";

    private static final String INPUT_TERMINAL_PROPERTY = "feedbackuploader.inputTerminal";

    private static final String OUTPUT_TERMINAL_PROPERTY = "feedbackuploader.outputTerminal";

    private static final String NAME_PROPERTY = "feedbackuploader.name";

    private static final String FOLDER = "feedback-uploader";

    public Surroundings {
        String key = ApiKey.bare(environment.getOrDefault(KEY_VARIABLE, ""));
        out = new SanitizingPrintStream(out, key);
        err = new SanitizingPrintStream(err, key);
    }

    public static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                System.in,
                Boolean.getBoolean(INPUT_TERMINAL_PROPERTY),
                stream(new Outlet(new FileOutputStream(FileDescriptor.out), Platform::isOutputPiped)),
                stream(new FileOutputStream(FileDescriptor.err)),
                Boolean.getBoolean(TERMINAL_PROPERTY),
                System.getProperty(NAME_PROPERTY, "feedback-uploader"),
                Time.system());
    }

    /** UTF-8 whatever the locale: reports and messages hold text of any language. */
    private static PrintStream stream(OutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /** These with {@code key} in place of the environment's. */
    public Surroundings withKey(String key) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put(KEY_VARIABLE, key);
        return new Surroundings(Map.copyOf(variables), in, inputIsTerminal, out, err, isTerminal, name, time);
    }

    /** Sentences for people, on standard error. */
    public void say(String sentence) {
        linesOf(sentence).forEach(err::println);
    }

    /** A line for people, on standard output. */
    public void show(String line) {
        show(List.of(line));
    }

    /** Lines for people, on standard output. */
    public void show(List<String> lines) {
        lines.stream()
                .flatMap(line -> wrapped(line, OUTPUT_TERMINAL_PROPERTY).stream())
                .forEach(out::println);
    }

    /** The lines of a sentence on standard error. */
    List<String> linesOf(String sentence) {
        return wrapped(sentence, TERMINAL_PROPERTY);
    }

    /** Only on a terminal of this process, and if it tells its width: what goes into a file or a pipe has no width. */
    private List<String> wrapped(String line, String property) {
        return Boolean.getBoolean(property)
                ? TerminalLines.of(line, TerminalWidth.ofProcess().orElse(0), name)
                : List.of(line);
    }

    static boolean outputIsTerminal() {
        return Boolean.getBoolean(OUTPUT_TERMINAL_PROPERTY);
    }

    /** Whether there is someone to ask. */
    public boolean canAsk() {
        return isTerminal && inputIsTerminal;
    }

    @Nullable
    public String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** Where this user's programs keep what they must remember between runs (XDG Base Directory; LOCALAPPDATA on Windows). */
    Path stateFolder() {
        for (String name : new String[] {"XDG_STATE_HOME", "LOCALAPPDATA"}) {
            String folder = variable(name);
            if (folder != null) {
                return Path.of(folder, FOLDER);
            }
        }
        return Path.of(System.getProperty("user.home", "."), ".local", "state", FOLDER);
    }

    /** What the local page keeps: the files that are open in it, and their edits. */
    public Path page() {
        return stateFolder().resolve("ui");
    }

    /** The file of the memory of sent rows. */
    public Path memory() {
        return stateFolder().resolve("memory.db");
    }
}
