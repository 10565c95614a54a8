package feedbackuploader.endtoend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code feedback-uploader sandbox} in a process of its own, which can be killed. */
final class SandboxProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Sandbox at (http://[0-9.:]+),");

    private final Path folder;
    private final List<String> options;
    private RunningProgram program;
    private final SandboxView view;

    private SandboxProcess(Path folder, List<String> options) throws IOException, InterruptedException {
        this.folder = folder;
        this.options = options;
        this.program = launch(folder, options, 0);
        Matcher address = ADDRESS.matcher(program.out().soFar());
        if (!address.find()) {
            throw new AssertionError("no address in: " + program.out().soFar());
        }
        this.view = new SandboxView(URI.create(address.group(1)));
    }

    static SandboxProcess start(Path folder, String... options) throws IOException, InterruptedException {
        return new SandboxProcess(folder, List.of(options));
    }

    private static RunningProgram launch(Path folder, List<String> options, int port)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("sandbox", "--port", Integer.toString(port)));
        arguments.addAll(options);
        RunningProgram program = PackagedProgram.in(folder)
                .with("ADAPTIVE_API_KEY", PackagedProgram.KEY)
                .start(arguments.toArray(String[]::new));
        program.out().await("export ADAPTIVE_URL=");
        return program;
    }

    SandboxView view() {
        return view;
    }

    void kill() throws IOException, InterruptedException {
        program.kill();
    }

    /** At the same address, with the same options. */
    void startAgain() throws IOException, InterruptedException {
        program = launch(folder, options, view.root().getPort());
    }

    /** Ends it as Ctrl-C does. */
    FinishedProgram interrupt() throws IOException, InterruptedException {
        program.signal("INT");
        return program.end();
    }

    @Override
    public void close() {
        program.close();
    }
}
