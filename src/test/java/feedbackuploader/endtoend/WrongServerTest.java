package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.endtoend.StubServer.Reply;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All kinds of servers that would refuse every row alike: found out before the first row, or with the first few. */
class WrongServerTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> strangers() {
        return Stream.of(
                Arguments.of(
                        new Reply(200, Map.of("Content-Type", "text/html"), "<html><h1>Welcome</h1></html>"),
                        "answered with a web page (HTTP 200)"),
                Arguments.of(
                        new Reply(302, Map.of("Location", "https://login.example.com/?token=secret"), ""),
                        "redirects to https://login.example.com (HTTP 302)"),
                Arguments.of(
                        Reply.json(401, "{\"error\":\"not a key: " + PackagedProgram.KEY + "\"}"),
                        "refused the API key"));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void a_server_that_is_no_deployment(Reply reply, String words) throws Exception {
        Path file = Rating.write(folder.resolve("ratings.csv"), Rating.series("wrong", 20));
        try (StubServer server = StubServer.answering(request -> reply)) {
            InsideProgram.in(folder)
                    .to(server.view())
                    .run("upload", file.toString(), "-v")
                    .exits(2)
                    .complains("Stopped: " + server.view().root() + " " + words)
                    .says("Fix what stopped the run, then run the same command again: ");

            assertThat(server.rows()).isZero();
        }
    }

    static Stream<Reply> servicesOfAllKinds() {
        return Stream.of(
                Reply.json(200, "{\"status\":\"ok\"}"),
                Reply.json(200, "{}"),
                Reply.json(200, "{\"error\":\"unauthorized\"}"),
                Reply.json(200, "{\"errors\":[{\"message\":\"no\"}]}"),
                Reply.json(201, "{\"feedback_id\":null,\"error\":\"no\"}"),
                Reply.json(202, ""),
                Reply.json(204, ""));
    }

    /** None of them may be believed, and none may get the whole file. */
    @ParameterizedTest
    @MethodSource("servicesOfAllKinds")
    void a_service_that_says_yes_to_everything(Reply reply) throws Exception {
        Path file = Rating.write(folder.resolve("ratings.csv"), Rating.series("yes", 120));
        try (StubServer server = StubServer.answering(request -> reply)) {
            InsideProgram.in(folder)
                    .to(server.view())
                    .run("upload", file.toString(), "--yes", "--use-case", "u")
                    .exits(3)
                    .complains(
                            "Stopped: " + server.view().root() + " does not answer like an Adaptive Engine",
                            "Check the URL")
                    .says(" unknown", " not_sent");

            assertThat(UploadFolder.of(file).statuses()).containsOnlyKeys("unknown", "not_sent");
            assertThat(server.rows()).isBetween(4L, 16L);
        }
    }
}
