package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import feedbackuploader.endtoend.StubServer;
import feedbackuploader.upload.ExitStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The jobs among the samples are those of this program: their command lines, variables and exit codes. */
class JobSamplesTest {

    @Test
    void the_kubernetes_job_gives_each_pod_its_shard_and_repeats_what_can_go_on() throws IOException {
        JsonNode job =
                new YAMLMapper().readTree(Path.of("samples/kubernetes-job.yaml").toFile());
        JsonNode spec = job.path("spec");
        JsonNode container = spec.at("/template/spec/containers/0");
        List<String> arguments = texts(container.path("args")).toList();

        CommandLine.ParseResult upload = parse(arguments);
        assertThat(upload.commandSpec().name()).isEqualTo("upload");
        assertThat(Objects.requireNonNull(upload.matchedOption("--shards")).<Integer>getValue())
                .isEqualTo(spec.path("completions").intValue());
        assertThat(job.path("kind").textValue()).isEqualTo("Job");
        assertThat(spec.path("completionMode").textValue())
                .as("it sets JOB_COMPLETION_INDEX")
                .isEqualTo("Indexed");
        assertThat(StreamSupport.stream(container.path("env").spliterator(), false)
                        .map(variable -> variable.path("name").textValue()))
                .contains("ADAPTIVE_URL", "ADAPTIVE_API_KEY");
        String volume = container.at("/volumeMounts/0/mountPath").textValue();
        assertThat(arguments.get(1)).as("its run folders are beside it").startsWith(volume + "/");
        assertThat(StreamSupport.stream(container.path("env").spliterator(), false)
                        .filter(variable -> variable.path("name").textValue().equals("XDG_STATE_HOME"))
                        .map(variable -> variable.path("value").textValue()))
                .as("what was sent is remembered on the volume, not on the pod's own disk")
                .singleElement()
                .satisfies(state -> assertThat(state).startsWith(volume + "/"));

        List<Integer> givenUp = StreamSupport.stream(
                        spec.at("/podFailurePolicy/rules/0/onExitCodes/values").spliterator(), false)
                .map(JsonNode::intValue)
                .toList();
        assertThat(new TreeSet<>(givenUp))
                .as("after every other code the same command continues")
                .isEqualTo(new TreeSet<>(Arrays.stream(ExitStatus.values())
                        .filter(status -> status != ExitStatus.DONE
                                && status != ExitStatus.STOPPED
                                && status != ExitStatus.INTERRUPTED)
                        .map(ExitStatus::code)
                        .toList()));
        assertThat(upload.hasMatchedOption("--yes"))
                .as("nobody is there to be asked")
                .isTrue();
    }

    @Test
    void the_slurm_job_has_a_task_for_each_shard() throws IOException {
        String job = Files.readString(Path.of("samples/slurm.sbatch"));
        Matcher array = Pattern.compile("(?m)^#SBATCH --array=1-(\\d+)$").matcher(job);
        Matcher command =
                Pattern.compile("exec feedback-uploader ((?:.*\\\\\\n)*.*)").matcher(job);
        assertThat(array.find() && command.find()).isTrue();

        for (int task = 1; task <= Integer.parseInt(array.group(1)); task++) {
            String typed = command.group(1)
                    .replace("\\\n", " ")
                    .replace("$SLURM_ARRAY_TASK_ID", String.valueOf(task))
                    .replace("$HOME", "/root")
                    .replace("\"", "");
            CommandLine.ParseResult upload = parse(List.of(typed.strip().split("\\s+")));

            assertThat(Objects.requireNonNull(upload.matchedOption("--shard"))
                            .<Object>getValue()
                            .toString())
                    .isEqualTo(task + "/" + array.group(1));
            assertThat(upload.hasMatchedOption("--yes")).isTrue();
        }
    }

    /** As the volume, the server and the number of the pod would be given by a cluster. */
    @Test
    void the_pods_and_the_command_behind_them_run_as_they_stand(@TempDir Path folder) throws Exception {
        JsonNode job =
                new YAMLMapper().readTree(Path.of("samples/kubernetes-job.yaml").toFile());
        List<String> arguments =
                texts(job.at("/spec/template/spec/containers/0/args")).toList();
        int pods = job.at("/spec/completions").intValue();
        long rows = giveRatings(folder);

        try (StubServer server = StubServer.recording()) {
            for (int pod = 0; pod < pods; pod++) {
                Typed upload = typed(server, folder, pod, arguments);
                assertThat(upload.exitCode()).as(upload.err()).isZero();
            }
            assertThat(server.rows()).isEqualTo(rows);
            Typed merged = typed(server, folder, 0, List.of(reportIn("kubernetes-job.yaml")));
            assertThat(merged.exitCode()).as(merged.err()).isZero();
            assertThat(merged.out()).contains(rows + " recorded");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void the_tasks_of_slurm_and_the_command_behind_them_run_as_they_stand(@TempDir Path folder) throws Exception {
        Matcher array = Pattern.compile("(?m)^#SBATCH --array=1-(\\d+)$")
                .matcher(Files.readString(Path.of("samples/slurm.sbatch")));
        assertThat(array.find()).isTrue();
        long rows = giveRatings(folder);
        Path key = Files.createFile(
                folder.resolve(".adaptive-key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, "secret\n");

        try (StubServer server = StubServer.recording()) {
            for (int task = 1; task <= Integer.parseInt(array.group(1)); task++) {
                Typed upload = typed(server, folder, 0, saidByBash(folder, task));
                assertThat(upload.exitCode()).as(upload.err()).isZero();
            }
            assertThat(server.rows()).isEqualTo(rows);
            Typed merged = typed(server, folder, 0, List.of(reportIn("slurm.sbatch")));
            assertThat(merged.exitCode()).as(merged.err()).isZero();
        }
    }

    private static long giveRatings(Path folder) throws IOException {
        int rows = 40;
        Files.writeString(
                folder.resolve("ratings.csv"),
                IntStream.range(0, rows)
                        .mapToObj(i -> new UUID(3, i) + ",quality,1\n")
                        .collect(Collectors.joining("", "completion_id,metric,value\n", "")));
        return rows;
    }

    /** What the script calls the program with, as bash understands it. */
    private static List<String> saidByBash(Path folder, int task) throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("feedback-uploader"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder bash = new ProcessBuilder("bash", "samples/slurm.sbatch");
        bash.environment().put("SLURM_ARRAY_TASK_ID", String.valueOf(task));
        bash.environment().put("HOME", folder.toString());
        bash.environment().merge("PATH", folder.toString(), (before, first) -> first + ":" + before);
        Process process = bash.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    /** The command that the comment above the job gives for the time when all are done. */
    private static String reportIn(String sample) throws IOException {
        Matcher command = Pattern.compile("(?m)^# When all are done.*: feedback-uploader (.+)$")
                .matcher(Files.readString(Path.of("samples", sample)));
        assertThat(command.find()).isTrue();
        return command.group(1);
    }

    private static Typed typed(StubServer server, Path folder, int pod, List<String> arguments) {
        Map<String, String> variables = Map.of(
                "ADAPTIVE_API_KEY", "key",
                "ADAPTIVE_URL", server.root().toString(),
                "JOB_COMPLETION_INDEX", String.valueOf(pod));
        return Typed.in(
                folder.resolve("state"),
                variables,
                arguments.stream()
                        .flatMap(argument -> Stream.of(argument.split(" ")))
                        .map(argument -> argument.matches("(/data/)?ratings\\.csv")
                                ? folder.resolve("ratings.csv").toString()
                                : argument)
                        .toArray(String[]::new));
    }

    private static CommandLine.ParseResult parse(List<String> arguments) {
        return Program.commandLine(Typed.nowhere())
                .parseArgs(arguments.toArray(String[]::new))
                .subcommand();
    }

    private static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::textValue);
    }
}
