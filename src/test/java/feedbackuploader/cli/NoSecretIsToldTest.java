package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.SecretForms;
import feedbackuploader.endtoend.StubServer;
import feedbackuploader.endtoend.StubServer.Reply;
import feedbackuploader.endtoend.StubServer.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong, neither the key nor the value of an extra header is told: not to the user, and to no file. */
class NoSecretIsToldTest {

    private static final String KEY = "sk-Canary+5c1f/0e7a=9b3d\"4826&x";
    private static final String HEADER = "hdr-Canary/77aa+42=bb";
    private static final SecretForms KEY_FORMS = SecretForms.of(KEY);
    private static final SecretForms HEADER_FORMS = SecretForms.of(HEADER);

    /** What an evil server says: both, in every form. */
    private static final String ECHO = KEY_FORMS.all() + " " + HEADER_FORMS.all();

    /** A key that could stand in an argument whole. */
    private static final String WORD = "sk-Canary5c1f0e7a9b3d4826";

    private static final String ROW = "completion_id,metric,value\n" + new UUID(1, 0) + ",quality,1\n";

    private static final String KEY_FILE = "api-key.txt";
    private static final Reply METRICS =
            Reply.json(200, "{\"data\":{\"metrics\":[{\"key\":\"quality\",\"id\":\"q\",\"kind\":\"SCALAR\"}]}}");

    @TempDir
    private Path folder;

    private int files;

    /** Another one each time, which no earlier run knows. */
    private String newFile() throws IOException {
        files++;
        return Files.writeString(
                        folder.resolve("ratings" + files + ".csv"),
                        "completion_id,metric,value\n" + new UUID(1, files) + ",quality,1\n")
                .toString();
    }

    @AfterEach
    void nor_to_any_file() throws IOException {
        KEY_FORMS.areNowhereBelow(folder, KEY_FILE);
        HEADER_FORMS.areNowhereBelow(folder);
        SecretForms.of(WORD).areNowhereBelow(folder);
    }

    private Typed typed(Map<String, String> variables, String... arguments) {
        Typed result = Typed.in(folder.resolve("state"), variables, arguments);
        for (SecretForms forms : List.of(KEY_FORMS, HEADER_FORMS)) {
            forms.areNotIn(result.out(), "standard output");
            forms.areNotIn(result.err(), "standard error");
        }
        assertThat(result.err()).doesNotContain("bug in the program", "\tat ");
        return result;
    }

    private Typed upload(String url, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("upload", newFile(), "-v", "--use-case", "chat"));
        arguments.addAll(List.of("--header", "X-Secret: " + HEADER, "--max-attempts", "1", "--settle-wait", "1ms"));
        arguments.addAll(List.of(more));
        return typed(Map.of("ADAPTIVE_API_KEY", KEY, "ADAPTIVE_URL", url), arguments.toArray(String[]::new));
    }

    static Stream<Arguments> bodies() {
        String quoted = KEY_FORMS.forms().get("in JSON") + " "
                + ECHO.replace("\\", "\\\\").replace("\"", "\\\"");
        return Stream.of(
                Arguments.of("application/json", "{\"error\":\"" + quoted + "\"}"),
                Arguments.of("application/json", "{\"error\":{\"authorization\":\"Bearer " + quoted + "\"}}"),
                Arguments.of("application/json", "{\"errors\":[{\"message\":\"" + quoted + "\"}]}"),
                Arguments.of("application/json", "{\"feedback_id\":\"" + quoted + "\"}"),
                Arguments.of(
                        "application/json",
                        "{\"data\":{\"metrics\":[{\"key\":\"" + quoted + "\",\"id\":\"" + quoted
                                + "\",\"kind\":\"BOOL\"}]}}"),
                Arguments.of("text/html", "<html><title>" + ECHO + "</title></html>"),
                Arguments.of("text/plain", ECHO),
                Arguments.of("application/json", "{\"error\":\"" + quoted));
    }

    private static Reply echo(int status, String type, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        headers.put("WWW-Authenticate", "Bearer realm=\"" + ECHO + "\"");
        headers.put("Retry-After", ECHO);
        headers.put("Location", "https://" + KEY.replaceAll("[^A-Za-z0-9-]", "-") + ".example/" + ECHO);
        headers.put("Date", ECHO);
        return new Reply(status, headers, body);
    }

    private static boolean asksForMetrics(Request request) {
        return request.path().endsWith("/graphql") && request.body().contains("metrics {");
    }

    /** All of them where the body is as the API writes it, of the other bodies one of each class. */
    private static final List<Integer> STATUSES =
            List.of(200, 201, 302, 400, 401, 403, 404, 405, 408, 409, 413, 422, 429, 500, 502, 503);

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("bodies")
    void by_a_server_that_echoes_them(String type, String body) throws IOException {
        for (int status : body.matches("(?s)\\{\"error\":\".*\"}") ? STATUSES : List.of(200, 401, 500)) {
            Reply echo = echo(status, type, body);
            try (StubServer server = StubServer.answering(request -> asksForMetrics(request) ? METRICS : echo)) {
                upload(server.root().toString());
                assertThat(server.rows()).as("rows that met HTTP %d", status).isEqualTo(1);
            }
            try (StubServer server = StubServer.answering(request -> echo)) {
                upload(server.root().toString(), "--json");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s\r\n\r\n",
                "HTTP/1.1 %s\r\n\r\n",
                "HTTP/1.1 400 %s\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n%s\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n",
                "HTTP/1.1 407 Proxy\r\nProxy-Authenticate: Basic realm=\"%s\"\r\nContent-Length: 0\r\n\r\n",
                ""
            })
    void by_a_server_whose_answer_is_none(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answer(server, answer.replace("%s", ECHO)));
            thread.setDaemon(true);
            thread.start();
            String authority = "127.0.0.1:" + server.getLocalPort();

            assertThat(upload("http://" + authority).exitCode())
                    .as("not refused as typed")
                    .isIn(1, 2, 3, 4);
            assertThat(upload("https://" + authority).exitCode()).isIn(2, 3);
        }
    }

    private static void answer(ServerSocket server, String answer) {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                connection.getInputStream().read(new byte[10_000]);
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // The client went first, or the test is over: the loop's condition knows which.
            }
        }
    }

    @Test
    void by_a_server_that_never_answers_or_is_not_there() throws Exception {
        String url;
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + silent.getLocalPort();
            assertThat(upload(url, "--timeout", "200ms").exitCode()).isEqualTo(3);
        }
        assertThat(upload(url).exitCode()).isEqualTo(3);
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of("a file of nothing", "", List.of()),
                Arguments.of("a file of bytes", "\0\1\2", List.of()),
                Arguments.of("a file of invalid rows", "completion_id,metric,value\nx,quality,1\n", List.of()),
                Arguments.of("a file without its columns", "a,b\n1,2\n", List.of()),
                Arguments.of("a column that is not there", ROW, List.of("--map", "value=score")),
                Arguments.of("a field that is none", ROW, List.of("--map", "colour=value")),
                Arguments.of("a folder that is a file", ROW, List.of("--output-dir", "/dev/null")),
                Arguments.of("a certificate that is none", ROW, List.of("--ca-file", "/dev/null")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void by_a_file_or_an_option_that_cannot_be_used(String name, String text, List<String> options) throws IOException {
        try (StubServer server = StubServer.answering(request -> METRICS)) {
            String file = Files.writeString(folder.resolve("trouble.csv"), text).toString();
            List<String> arguments = new ArrayList<>(List.of("upload", file, "-v", "--header", "X-Secret: " + HEADER));
            arguments.addAll(options);

            Typed result = typed(
                    Map.of(
                            "ADAPTIVE_API_KEY",
                            KEY,
                            "ADAPTIVE_URL",
                            server.root().toString()),
                    arguments.toArray(String[]::new));

            assertThat(result.exitCode()).as(result.err()).isIn(1, 2, 3);
            assertThat(server.rows()).isZero();
        }
    }

    @Test
    void by_a_ledger_that_cannot_be_used() throws IOException {
        try (StubServer server = StubServer.answering(request -> METRICS)) {
            for (String damage : List.of("zero", "no SQLite, ".repeat(900))) {
                Path file = Path.of(newFile());
                Path runFolder = Files.createDirectory(file.resolveSibling(file.getFileName() + ".upload"));
                Files.writeString(runFolder.resolve("ledger.db"), damage);

                Typed result = typed(
                        Map.of(
                                "ADAPTIVE_API_KEY",
                                KEY,
                                "ADAPTIVE_URL",
                                server.root().toString()),
                        "upload",
                        file.toString(),
                        "-v");

                assertThat(result.exitCode()).as(result.err()).isEqualTo(5);
            }
            assertThat(server.rows()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\n%s", "%s %s", "Bearer %s", "%s\u00e9", "\u200b%s", "%s\uFEFF", "%s\u0000", "%s\t#"})
    void by_a_key_that_is_not_written_as_it_should_be(String form) throws IOException {
        String text = form.replace("%s", KEY);
        Path keyFile = Files.writeString(folder.resolve(KEY_FILE), text);

        Typed inVariable =
                typed(Map.of("ADAPTIVE_API_KEY", text), "upload", newFile(), "--url", "https://a.test", "-v");
        Typed inFile = typed(
                Map.of(), "upload", newFile(), "--url", "https://a.test", "-v", "--api-key-file", keyFile.toString());

        assertThat(inVariable.exitCode()).isEqualTo(2);
        assertThat(inFile.exitCode()).isEqualTo(2);
        assertThat(inFile.err()).contains("of the API key is ");
    }

    @Test
    void by_a_key_file_that_cannot_be_read() throws IOException {
        Path keyFile = folder.resolve(KEY_FILE);
        Files.write(keyFile, (KEY + "\u00e9").getBytes(StandardCharsets.ISO_8859_1));
        for (String name : List.of(keyFile.toString(), folder.toString(), "/dev/null", WORD, WORD + "/below")) {
            Typed result = typed(Map.of(), "upload", newFile(), "--url", "https://a.test", "--api-key-file", name);

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("API key");
        }
    }

    /** Whatever it looks like, even a word. */
    @ParameterizedTest
    @ValueSource(strings = {"sk-abcdefghijklmnopqrstuvw", "hunter", "a/b", "key.txt"})
    void by_a_key_that_was_typed_in_place_of_its_file(String key) throws IOException {
        Typed result = typed(Map.of(), "upload", newFile(), "--url", "https://a.test", "--json", "--api-key-file", key);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out() + result.err())
                .contains("--api-key-file: no such file.")
                .doesNotContain(key);
    }

    static Stream<List<String>> misplaced() {
        return Stream.of(
                        "upload F --api-key K",
                        "upload F --api-key=K",
                        "upload --api-key K F",
                        "upload F --key=K --nonsense",
                        "upload F -kK",
                        "upload F -k K",
                        "upload F K",
                        "upload K",
                        "K",
                        "status K",
                        "report K",
                        "validate K",
                        "template K",
                        "completion K",
                        "sandbox K",
                        "sandbox --api-key K",
                        "sandbox --metric K",
                        "sandbox --faults K",
                        "sandbox --port K",
                        "upload F --url K",
                        "upload F --url https://K",
                        "upload F --url K://a.test",
                        "upload F --url https://K@a.test",
                        "upload F --url https://me:K@a.test",
                        "upload F --url https://a.test/K",
                        "upload F --url https://a.test/?key=K",
                        "upload F --url https://a.test/#K",
                        "upload F --header K",
                        "upload F --header=K",
                        "upload F --header K:x",
                        "upload F --header Authorization:K",
                        "upload F --header Authorization=K",
                        "upload F --headers X-Key:K",
                        "upload F Authorization:K",
                        "upload F --project K",
                        "upload F --use-case=K",
                        "upload F --metric K",
                        "upload F --set api_key=K",
                        "upload F --set K",
                        "upload F --map K=x",
                        "upload F --map metric=K",
                        "upload F --timeout K",
                        "upload F --concurrency=K",
                        "upload F --kind K",
                        "upload F --max-errors K",
                        "upload F --output-dir K/F",
                        "upload F --again --quiet=K")
                .map(line -> List.of(line.split(" ")));
    }

    /** Where the program knows the key, and where it has to guess that this is one. */
    @ParameterizedTest
    @MethodSource("misplaced")
    void by_a_key_that_is_typed_in_a_wrong_place(List<String> line) throws IOException {
        SecretForms word = SecretForms.of(WORD);
        for (Map<String, String> variables : List.of(Map.of("ADAPTIVE_API_KEY", WORD), Map.<String, String>of())) {
            Map<String, String> environment = new LinkedHashMap<>(variables);
            environment.put("ADAPTIVE_URL", "https://a.test");
            String name = newFile();
            String[] arguments = line.stream()
                    .map(argument -> argument.equals("F") ? name : argument.replace("K", WORD))
                    .toArray(String[]::new);

            Typed result = typed(environment, arguments);

            assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
            word.areNotIn(result.out(), "standard output");
            word.areNotIn(result.err(), "standard error");
        }
    }
}
