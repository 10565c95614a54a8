package feedbackuploader.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program from its start to its end, with what it took.
 *
 * @param name its command
 * @param cpuSeconds of all cores together; 0 where the system does not tell
 * @param peakBytes most memory that was resident; 0 where the system does not tell
 * @param output what it said, on both streams
 */
record MeasuredProgram(String name, int exitCode, double seconds, double cpuSeconds, long peakBytes, String output) {

    private static final int LOOK_MS = 50;

    /** As its users start it, without the options that make short tests quicker. */
    static MeasuredProgram run(Path folder, String url, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PackagedProgram.FILE.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectOutput(output.toFile());
        builder.environment().put("ADAPTIVE_URL", url);
        builder.environment().put("ADAPTIVE_API_KEY", PackagedProgram.KEY);
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        long start = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        long peak = 0;
        Duration cpu = Duration.ZERO;
        do {
            peak = Math.max(peak, peakOf(process));
            cpu = process.info().totalCpuDuration().orElse(cpu);
        } while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS));
        double seconds = (System.nanoTime() - start) / 1e9;
        return new MeasuredProgram(
                String.join(" ", arguments).replaceAll(" ?\\S*/\\S*", ""),
                process.exitValue(),
                seconds,
                cpu.toMillis() / 1e3,
                peak,
                Files.readString(output, StandardCharsets.UTF_8));
    }

    private static long peakOf(Process process) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // not Linux, or it has just ended
        }
    }
}
