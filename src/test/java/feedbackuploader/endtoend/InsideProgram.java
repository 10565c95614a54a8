package feedbackuploader.endtoend;

import feedbackuploader.cli.Typed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The program in the test's own process, for proofs in which neither the launcher nor a Java of its own has a part: a start
 * of the packaged program takes seconds of a core.
 *
 * @param state where it keeps what it remembers of its user
 */
record InsideProgram(Path state, Map<String, String> variables) {

    /** Without any ADAPTIVE_ variable. */
    static InsideProgram in(Path folder) {
        return new InsideProgram(folder.resolve("state"), Map.of());
    }

    InsideProgram with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(variables);
        more.put(variable, value);
        return new InsideProgram(state, more);
    }

    /** With the URL and the right key of a sandbox in its environment. */
    InsideProgram to(SandboxView sandbox) {
        return with("ADAPTIVE_URL", sandbox.root().toString()).with("ADAPTIVE_API_KEY", PackagedProgram.KEY);
    }

    /** @param arguments with files by their full names: it works in the folder of the build */
    FinishedProgram run(String... arguments) {
        Typed typed = Typed.in(state, variables, arguments);
        FinishedProgram finished = new FinishedProgram(List.of(arguments), typed.exitCode(), typed.out(), typed.err());
        finished.keepsItsManners();
        return finished;
    }
}
