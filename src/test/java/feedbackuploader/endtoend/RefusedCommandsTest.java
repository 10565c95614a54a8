package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad usage and files that cannot be used: exit code 2, words that say what to do, and nothing sent. */
class RefusedCommandsTest {

    @TempDir
    private static Path folder;

    private static LocalSandbox sandbox;

    @BeforeAll
    static void prepare() throws Exception {
        sandbox = LocalSandbox.start();
        Rating.write(folder.resolve("good.csv"), Rating.series("good", 3));
        Files.writeString(
                folder.resolve("typo.csv"), "completon_id,metric,value\n" + Rating.uuid("a") + ",quality,1\n");
        Files.createFile(folder.resolve("empty.csv"));
        Files.writeString(folder.resolve("zipped.csv"), "BZh91AY");
        Files.createDirectory(folder.resolve("folder.csv"));
        Files.writeString(
                folder.resolve("preference.jsonl"),
                "{\"metric\":\"acceptance\",\"preferred_completion\":\"" + Rating.uuid("a")
                        + "\",\"other_completion\":\"" + Rating.uuid("b") + "\"}\n");
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(sandbox.view().attempts()).isZero();
        sandbox.close();
    }

    static Stream<Arguments> refusals() {
        InsideProgram bare = InsideProgram.in(folder);
        InsideProgram ready = bare.to(sandbox.view());
        return Stream.of(
                refusal("no command", bare, "No command. Use one of upload, validate"),
                refusal("no address", bare, "Give its root URL with --url", "upload", "good.csv"),
                refusal(
                        "no key",
                        bare,
                        "Put it into the environment variable ADAPTIVE_API_KEY",
                        "upload",
                        "good.csv",
                        "--url",
                        "https://adaptive.example.com"),
                refusal(
                        "http to another machine",
                        ready,
                        "http:// would send the API key unencrypted to adaptive.example.com: use https://",
                        "upload",
                        "good.csv",
                        "--url",
                        "http://adaptive.example.com"),
                refusal("unknown option", ready, "--concurency", "upload", "good.csv", "--concurency", "4"),
                refusal("no file named", ready, "FILE", "upload"),
                refusal("missing file", ready, "There is no file ", "upload", "missing.csv"),
                refusal("folder", ready, "folder.csv: found a folder; expected a file", "upload", "folder.csv"),
                refusal(
                        "missing column",
                        ready,
                        "Is \"completon_id\" the completion_id? Then add --map completion_id=completon_id.",
                        "upload",
                        "typo.csv"),
                refusal("empty file", ready, "empty.csv: found an empty file; expected CSV", "upload", "empty.csv"),
                refusal("bzip2", ready, "zipped.csv: found a bzip2 archive; ", "upload", "zipped.csv"),
                refusal(
                        "output folder below a file",
                        ready,
                        "--output-dir",
                        "upload",
                        "good.csv",
                        "--output-dir",
                        "good.csv/below"),
                refusal(
                        "a file that is named twice",
                        ready,
                        "Several files would have the same run folder, ",
                        "upload",
                        "good.csv",
                        "./good.csv"),
                refusal(
                        "two files of one name in one place",
                        ready,
                        "Several files would have the same run folder, ",
                        "upload",
                        "good.csv",
                        "below/good.csv",
                        "--output-dir",
                        "out"),
                refusal("status of nothing", bare, "there is no ledger", "status", "good.csv"),
                refusal("report of nothing", bare, "there is no ledger", "report", "good.csv"),
                refusal("validate", bare, "completon_id", "validate", "typo.csv"));
    }

    private static Arguments refusal(String what, InsideProgram program, String words, String... arguments) {
        return Arguments.of(what, program, words, List.of(arguments));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void is_refused_with_words_and_leaves_nothing(
            String what, InsideProgram program, String words, List<String> arguments) throws Exception {
        FinishedProgram refused = program.run(inFolder(arguments)).exits(2).complains(words);

        assertThat(refused.out()).as(what).isEmpty();
        assertThat(leftOvers()).as(what).isEmpty();
    }

    @Test
    void a_preference_without_its_use_case_is_refused() throws Exception {
        InsideProgram.in(folder)
                .to(sandbox.view())
                .run(inFolder(List.of("upload", "preference.jsonl")))
                .exits(2)
                .complains("preference.jsonl row 1 is preference feedback", "--use-case KEY", "--project KEY");
    }

    private static String[] inFolder(List<String> arguments) {
        return arguments.stream()
                .map(argument -> argument.matches("\\S*good\\S*|\\w+\\.\\w+|out")
                        ? folder.resolve(argument).toString()
                        : argument)
                .toArray(String[]::new);
    }

    private static List<Path> leftOvers() throws Exception {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(path -> path.toString().endsWith(".upload") && !path.endsWith("preference.jsonl.upload"))
                    .toList();
        }
    }
}
