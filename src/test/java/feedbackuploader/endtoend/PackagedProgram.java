package feedbackuploader.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The program as it is shipped, ready to be started in a folder of its own. */
final class PackagedProgram {

    /** A canary: it may stand in nothing that a run leaves behind. */
    static final String KEY = "canary-5c1f0e7a9b3d4826-key";

    static final Path FILE = Path.of(
                    Objects.requireNonNull(System.getProperty("feedbackuploader.program"), "run by failsafe"))
            .toAbsolutePath();

    private static final String JAVA_OPTIONS = "FEEDBACK_UPLOADER_JAVA_OPTS";

    private final Path folder;
    private final List<String> launcher;
    private final Map<String, String> variables;

    private PackagedProgram(Path folder, List<String> launcher, Map<String, String> variables) {
        this.folder = folder;
        this.launcher = launcher;
        this.variables = variables;
    }

    /** Without any ADAPTIVE_ variable; what it remembers of its user is kept in {@code folder}, its working folder. */
    static PackagedProgram in(Path folder) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("XDG_STATE_HOME", folder.resolve("state").toString());
        variables.put(JAVA_OPTIONS, "");
        return new PackagedProgram(folder, List.of(FILE.toString()), variables);
    }

    PackagedProgram with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(variables);
        more.put(variable, value);
        return new PackagedProgram(folder, launcher, more);
    }

    /** With the URL and the right key of a sandbox in its environment. */
    PackagedProgram to(SandboxView sandbox) {
        return with("ADAPTIVE_URL", sandbox.root().toString()).with("ADAPTIVE_API_KEY", KEY);
    }

    /**
     * A build that runs in the background of a shell ignores Ctrl-C, and so would every process below it: this gives the
     * program its own say again, where the system's {@code env} can.
     */
    private static final List<String> OWN_SIGNALS = whereItWorks("env", "--default-signal=INT,TERM,HUP");

    /** Takes from root, who runs the builds in containers, the power to write where nobody may. */
    private static final List<String> NO_POWERS =
            whereItWorks("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all");

    private static List<String> whereItWorks(String... prefix) {
        List<String> trial = new ArrayList<>(List.of(prefix));
        trial.add("true");
        try {
            int code = new ProcessBuilder(trial)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return code == 0 ? List.of(prefix) : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With no more rights than the owner of its files has by their permissions. */
    PackagedProgram obeyingPermissions() {
        List<String> command = new ArrayList<>(NO_POWERS);
        command.addAll(launcher);
        return new PackagedProgram(folder, command, variables);
    }

    /** With further options for Java. */
    PackagedProgram withJava(String... options) {
        return with(JAVA_OPTIONS, variables.get(JAVA_OPTIONS) + " " + String.join(" ", options));
    }

    /** On a disk that is soon full: no file can grow beyond so many blocks of 512 bytes. */
    PackagedProgram onDiskOf(int blocks) {
        return withJava(SqliteLibrary.options())
                .startedBy("sh", "-c", "ulimit -f " + blocks + " && exec \"$0\" \"$@\"", FILE.toString());
    }

    PackagedProgram startedBy(String... command) {
        return new PackagedProgram(folder, List.of(command), variables);
    }

    FinishedProgram run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).end();
    }

    RunningProgram start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(arguments));
        RunningProgram program = started(command);
        program.endInput();
        return program;
    }

    /** At a terminal of its own, made by {@code script} of util-linux, where all that it writes is standard output. */
    RunningProgram startAtTerminal(String arguments) throws IOException {
        return started(List.of("script", "-qec", "'" + FILE + "' " + arguments, "/dev/null"));
    }

    /** The same at one of so many columns. */
    RunningProgram startAtTerminal(int columns, String arguments) throws IOException {
        return started(
                List.of("script", "-qec", "stty cols " + columns + "; '" + FILE + "' " + arguments, "/dev/null"));
    }

    private RunningProgram started(List<String> command) throws IOException {
        List<String> started = new ArrayList<>(OWN_SIGNALS);
        started.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(started).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ADAPTIVE_") || name.startsWith("JAVA_TOOL"));
        builder.environment().putAll(variables);
        return new RunningProgram(builder.start(), command, folder);
    }
}
