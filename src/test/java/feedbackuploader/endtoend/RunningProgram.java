package feedbackuploader.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program at work. Killed when it is closed before its end. */
final class RunningProgram implements AutoCloseable {

    private final Process process;
    private final List<String> command;
    private final Path folder;
    private final ProcessOutput out;
    private final ProcessOutput err;

    RunningProgram(Process process, List<String> command, Path folder) {
        this.process = process;
        this.command = command;
        this.folder = folder;
        this.out = ProcessOutput.of(process.getInputStream());
        this.err = ProcessOutput.of(process.getErrorStream());
    }

    /** Of the Java process: the launcher gives way to it. */
    long pid() {
        return process.pid();
    }

    /** As every user of this computer can see it; empty where the system does not tell. */
    String commandLine() {
        return process.info().commandLine().orElse("");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessOutput out() {
        return out;
    }

    ProcessOutput err() {
        return err;
    }

    void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** @param name such as INT */
    void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("the program was gone before SIG" + name + " could reach it: " + err.soFar());
        }
    }

    /** Gives it so much time, and says whether it has ended by then. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    FinishedProgram kill() throws IOException, InterruptedException {
        process.destroyForcibly();
        return end();
    }

    /** Waits for its end. */
    FinishedProgram end() throws IOException, InterruptedException {
        if (!process.waitFor(new Deadline().millisLeft(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " does not end. So far: " + out.soFar() + err.soFar());
        }
        FinishedProgram finished = new FinishedProgram(command, process.exitValue(), out.whole(), err.whole());
        finished.keepsItsManners();
        Canary.isNowhereBelow(folder);
        return finished;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
