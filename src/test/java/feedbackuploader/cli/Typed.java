package feedbackuploader.cli;

import feedbackuploader.cli.console.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the program does with a command line, in this process and with surroundings of the test's own. Whatever it tells its
 * reader to type must be there to be typed.
 */
public record Typed(int exitCode, String out, String err) {

    public static Typed in(Path stateFolder, Map<String, String> variables, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("XDG_STATE_HOME", stateFolder.toString());
        int exitCode = Program.run(surroundings(environment, out, err), arguments);
        Typed typed = new Typed(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        PrintedAdvice.worksIn(typed.out);
        PrintedAdvice.worksIn(typed.err);
        return typed;
    }

    /** For command lines that get nowhere near a server. */
    public static Typed in(Path stateFolder, String... arguments) {
        return in(stateFolder, Map.of(), arguments);
    }

    public static Surroundings surroundings(
            Map<String, String> environment, ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Surroundings(
                environment,
                new ByteArrayInputStream(new byte[0]),
                false,
                stream(out),
                stream(err),
                false,
                "feedback-uploader",
                new HastyTime());
    }

    /** Surroundings in which nothing is listened to. */
    static Surroundings nowhere() {
        return surroundings(Map.of(), new ByteArrayOutputStream(), new ByteArrayOutputStream());
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
