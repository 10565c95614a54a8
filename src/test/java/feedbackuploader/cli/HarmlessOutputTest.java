package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.endtoend.StubServer;
import feedbackuploader.endtoend.StubServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Text of files, servers and command lines does nothing to a terminal and forges no line of a log. */
class HarmlessOutputTest {

    /** A text that must come out harmless, and a mark by which a test sees that it came out at all. */
    private static final String MARK = "evil";

    /** What stands on one line, and what does not, which some places refuse before they look at it. */
    private static final List<String> EVILS = List.of(
            String.join(
                    "-",
                    "\u001b[2J\u001b[1;1H", // clears the screen
                    "\u001b]0;title\u0007", // a title, and a bell
                    "\u001b]8;;https://evil.test\u001b\\", // a link
                    "\u009b31m\u0090", // C1: CSI, DCS
                    "\u202e\u2066\u200f\u061c", // shows text in another order
                    "\b\b\b\u007f"),
            String.join(
                    "-",
                    "\r", // writes over the line
                    "\u0085\u2028\u2029\u000b\f",
                    "\n2026-01-01T00:00:00Z info forged"));

    /** What the program has no reason to repeat, or not always. */
    private static final Set<String> UNTOLD =
            Set.of("a header", "a scheme", "a host", "a metric", "the words of a failure");

    @TempDir
    private Path folder;

    private int files;

    private static String evil(String text) {
        return MARK + text + MARK;
    }

    private Path csv(String name, String header, String row) throws IOException {
        return Files.writeString(folder.resolve(name), header + "\n" + row + "\n");
    }

    /** Quoted, as any cell may be. */
    private static String cell(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String json(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static Reply metrics(String key) {
        return Reply.json(
                200, "{\"data\":{\"metrics\":[{\"key\":\"" + json(key) + "\",\"id\":\"1\",\"kind\":\"SCALAR\"}]}}");
    }

    /** What is typed, and what the server answers to the question for its metrics and to a row. */
    private record Scene(List<String> arguments, Reply catalogue, Reply row) {}

    @FunctionalInterface
    private interface Setting {
        Scene with(HarmlessOutputTest test, String evil) throws IOException;
    }

    private static Setting file(String header, Function<String, String> row) {
        return (test, evil) -> new Scene(
                List.of(
                        "upload",
                        test.csv(test.next(), header, row.apply(cell(evil))).toString()),
                metrics("quality"),
                Reply.json(201, "{\"feedback_id\":\"1\"}"));
    }

    private static Setting server(Function<String, Reply> catalogue, Function<String, Reply> row) {
        return (test, evil) -> new Scene(
                List.of("upload", test.goodFile(test.next()).toString()), catalogue.apply(evil), row.apply(evil));
    }

    private static Setting typed(String... arguments) {
        return (test, evil) -> {
            List<String> all = new ArrayList<>();
            for (String argument : arguments) {
                all.add(argument.replace("EVIL", evil)
                        .replace("FILE", test.goodFile(test.next()).toString()));
            }
            return new Scene(all, metrics("quality"), Reply.json(201, "{\"feedback_id\":\"1\"}"));
        };
    }

    private String next() {
        files++;
        return "ratings" + files + ".csv";
    }

    private Path goodFile(String name) throws IOException {
        return csv(name, "completion_id,metric,value", new UUID(2, ++files) + ",quality,1");
    }

    static Stream<Arguments> settings() {
        String id = new UUID(1, 1).toString();
        String header = "completion_id,metric,value";
        Function<String, Reply> good = evil -> metrics("quality");
        return Stream.of(
                        setting("a value", file(header, evil -> id + ",quality," + evil)),
                        setting("a completion id", file(header, evil -> evil + ",quality,1")),
                        setting("a metric that is not registered", file(header, evil -> id + "," + evil + ",1")),
                        setting(
                                "a column that is not uploaded",
                                (test, evil) -> file(header + "," + cell(evil), row -> id + ",quality,1,x")
                                        .with(test, evil)),
                        setting(
                                "a column in the place of one that is missing",
                                (test, evil) -> file("completion_id,value," + cell(evil), row -> id + ",1,x")
                                        .with(test, evil)),
                        setting(
                                "the words of a refusal",
                                server(good, evil -> Reply.json(422, "{\"error\":\"" + json(evil) + "\"}"))),
                        setting(
                                "the words of a failure",
                                server(good, evil -> new Reply(500, Map.of("Content-Type", "text/plain"), evil))),
                        setting(
                                "the words to a refused key",
                                server(evil -> Reply.json(401, "{\"error\":\"" + json(evil) + "\"}"), good)),
                        setting(
                                "the words of a GraphQL error",
                                server(
                                        evil -> Reply.json(200, "{\"errors\":[{\"message\":\"" + json(evil) + "\"}]}"),
                                        good)),
                        setting(
                                "the words of something else",
                                server(evil -> new Reply(200, Map.of("Content-Type", "text/plain"), evil), good)),
                        setting("the names of the registered metrics", server(evil -> metrics(evil), good)),
                        setting(
                                "an id",
                                server(good, evil -> Reply.json(201, "{\"feedback_id\":\"" + json(evil) + "\"}"))),
                        setting("a file that is not there", typed("upload", "EVIL")),
                        setting("a command", typed("EVIL")),
                        setting("an option", typed("upload", "FILE", "--EVIL")),
                        setting("a number", typed("upload", "FILE", "--concurrency", "EVIL")),
                        setting("a URL", typed("upload", "FILE", "--url", "EVIL")),
                        setting("a scheme", typed("upload", "FILE", "--url", "EVIL://a.test")),
                        setting("a host", typed("upload", "FILE", "--url", "https://EVIL")),
                        setting("a header", typed("upload", "FILE", "--header", "EVIL: x")),
                        setting("a field", typed("upload", "FILE", "--set", "EVIL=x")),
                        setting("a mapping", typed("upload", "FILE", "--map", "value=EVIL")),
                        setting(
                                "a metric",
                                (test, evil) -> new Scene(
                                        List.of(
                                                "upload",
                                                test.csv(test.next(), "completion_id,value", id + ",1")
                                                        .toString(),
                                                "--metric",
                                                evil),
                                        metrics("quality"),
                                        Reply.json(201, "{\"feedback_id\":\"1\"}"))),
                        setting("status", typed("status", "EVIL")),
                        setting("report", typed("report", "EVIL")),
                        setting("validate", typed("validate", "EVIL")),
                        setting("a sandbox's metric", typed("sandbox", "--metric", "EVIL")),
                        setting("a sandbox's faults", typed("sandbox", "--faults", "EVIL")))
                .flatMap(one -> one);
    }

    private static Stream<Arguments> setting(String name, Setting setting) {
        return Stream.of(Arguments.of(name, setting));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void comes_out_harmless(String name, Setting setting) throws Exception {
        boolean isTold = false;
        for (String evil : EVILS) {
            for (List<String> flags : List.of(List.of("-v"), List.of("--json"))) {
                Scene scene = setting.with(this, evil(evil));
                Typed result = play(scene, scene.arguments().get(0).equals("upload") ? flags : List.of());
                isTold |= (result.out() + result.err() + leftBehind()).contains(MARK);
            }
        }
        assertThat(isTold || UNTOLD.contains(name)).as("told somewhere").isTrue();
    }

    private Typed play(Scene scene, List<String> flags) throws IOException {
        try (StubServer server = StubServer.answering(
                request -> request.path().endsWith("/graphql") ? scene.catalogue() : scene.row())) {
            List<String> arguments = new ArrayList<>(scene.arguments());
            arguments.addAll(flags);
            Typed result = Typed.in(
                    folder.resolve("state"),
                    Map.of(
                            "ADAPTIVE_API_KEY",
                            "key",
                            "ADAPTIVE_URL",
                            server.root().toString()),
                    arguments.toArray(String[]::new));
            isHarmless(result.out(), "standard output");
            isHarmless(result.err(), "standard error");
            if (flags.contains("--json") && !result.out().isEmpty()) {
                assertThat(new ObjectMapper().readTree(result.out()).isObject()).isTrue();
            }
            logsAreHarmless();
            return result;
        }
    }

    private String leftBehind() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(path -> path.endsWith("results.csv") || path.endsWith("summary.json"))
                    .toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private void logsAreHarmless() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path log : walk.filter(path -> path.endsWith("upload.log")).toList()) {
                isHarmless(Files.readString(log), "the log");
            }
        }
    }

    private static void isHarmless(String text, String where) {
        assertThat(text.codePoints().filter(HarmlessOutputTest::isHarmful).mapToObj(Integer::toHexString))
                .as("%s: %s", where, text)
                .isEmpty();
        assertThat(text.lines()).as(where).noneMatch(line -> line.startsWith("2026-01-01T00:00:00Z"));
    }

    /** By a list of this test's own: controls, line separators and what Unicode calls Bidi_Control. */
    private static boolean isHarmful(int c) {
        boolean isControl = (c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0);
        boolean isLineBreak = c == 0x2028 || c == 0x2029;
        boolean isBidi = c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
        return isControl || isLineBreak || isBidi;
    }

    static Stream<String> evils() {
        return EVILS.stream();
    }

    @ParameterizedTest
    @MethodSource("evils")
    @DisabledOnOs(OS.WINDOWS) // which knows no such names
    void a_file_name_comes_out_harmless(String evil) throws Exception {
        Path file = goodFile(evil(evil.replace("/", "")) + ".csv");
        for (List<String> flags : List.of(List.of("-v"), List.of("--json"), List.of("--dry-run"))) {
            play(
                    new Scene(List.of("upload", file.toString()), metrics("quality"), Reply.json(503, "{}")),
                    withOneAttempt(flags));
        }
        for (String command : List.of("status", "report", "validate")) {
            Typed result =
                    play(new Scene(List.of(command, file.toString()), metrics("quality"), metrics("")), List.of());
            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).contains(MARK);
        }
    }

    private static List<String> withOneAttempt(List<String> flags) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of("--max-attempts", "1"));
        return all;
    }
}
