package feedbackuploader.ledger;

import feedbackuploader.server.ServerTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM that does something with a ledger and tells one line of it. */
final class LedgerProcess implements AutoCloseable {

    enum Task {
        /** Opens the ledger, says {@code held}, and holds it until it is killed. */
        HOLD,
        /** Tries to open it, and says {@code held} or why it could not. */
        TRY,
        /** Writes so many rows of a plan and dies without a word more. */
        PLAN_AND_DIE,
        /** Claims so many rows and dies. */
        CLAIM_AND_DIE
    }

    private final Process process;
    private final BufferedReader output;

    private LedgerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static LedgerProcess start(Path folder, Task task, int rows) throws IOException {
        return new LedgerProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerProcess.class.getName(),
                        folder.toString(),
                        task.name(),
                        String.valueOf(rows))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long pid() {
        return process.pid();
    }

    String line() throws IOException {
        return String.valueOf(output.readLine());
    }

    /** Fails when that takes longer than a minute. */
    void awaitEnd() {
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() throws IOException {
        kill();
        output.close();
    }

    @SuppressWarnings("SystemOut") // a program of its own
    public static void main(String[] args) throws Exception {
        int rows = Integer.parseInt(args[2]);
        try {
            Ledger ledger = Ledger.open(Path.of(args[0]), WordFile.OWNER);
            switch (Task.valueOf(args[1])) {
                case HOLD -> {
                    System.out.println("held");
                    var unused = System.in.read();
                }
                case TRY -> System.out.println("held");
                case PLAN_AND_DIE -> WordFile.write(ledger.beginPlan(), WordFile.numbered(rows));
                case CLAIM_AND_DIE -> {
                    var unused =
                            ledger.outbox().exchange(List.of(), List.of(), rows, Long.MAX_VALUE, ServerTime.UNKNOWN);
                }
            }
        } catch (LedgerException e) {
            System.out.println(e.getMessage());
        }
        Runtime.getRuntime().halt(1);
    }
}
