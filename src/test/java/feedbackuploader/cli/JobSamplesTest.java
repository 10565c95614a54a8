package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import feedbackuploader.upload.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
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

    private static CommandLine.ParseResult parse(List<String> arguments) {
        return Program.commandLine(Typed.nowhere())
                .parseArgs(arguments.toArray(String[]::new))
                .subcommand();
    }

    private static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::textValue);
    }
}
