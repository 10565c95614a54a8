package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.endtoend.StubServer.Reply;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that would refuse every row alike is found out before the first row is sent; all kinds are in {@link WrongServerTest}. */
class WrongServerIT {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeRatings() throws Exception {
        file = Rating.write(folder.resolve("ratings.csv"), Rating.series("wrong", 20));
    }

    @Test
    void a_key_that_is_not_valid_there() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            PackagedProgram.in(folder)
                    .to(local.view())
                    .with("ADAPTIVE_API_KEY", PackagedProgram.KEY + "-of-yesterday")
                    .run("upload", "ratings.csv")
                    .exits(2)
                    .complains(
                            "Stopped: " + local.view().root() + " refused the API key",
                            "Check that the key (ADAPTIVE_API_KEY or --api-key-file)");

            assertThat(local.view().attempts()).isZero();
        }
    }

    @Test
    void a_server_that_is_no_deployment() throws Exception {
        Reply page = new Reply(200, Map.of("Content-Type", "text/html"), "<html><h1>Welcome</h1></html>");
        try (StubServer server = StubServer.answering(request -> page)) {
            PackagedProgram.in(folder)
                    .to(server.view())
                    .run("upload", "ratings.csv", "-v")
                    .exits(2)
                    .complains("Stopped: " + server.view().root() + " answered with a web page (HTTP 200)")
                    .says("Fix what stopped the run, then run the same command again: ");

            assertThat(server.rows()).isZero();
        }
    }

    @Test
    void a_service_that_says_yes_to_everything() throws Exception {
        Rating.write(file, Rating.series("yes", 120));
        try (StubServer server = StubServer.answering(request -> Reply.json(200, "{\"status\":\"ok\"}"))) {
            PackagedProgram.in(folder)
                    .to(server.view())
                    .run("upload", "ratings.csv", "--yes", "--use-case", "u")
                    .exits(3)
                    .complains("Stopped: " + server.view().root() + " does not answer like an Adaptive Engine")
                    .says(" unknown", " not_sent");

            assertThat(UploadFolder.of(file).statuses()).containsOnlyKeys("unknown", "not_sent");
            assertThat(server.rows()).isBetween(4L, 16L);
        }
    }

    /** The command that it says is pasted into a shell, with a file name that a shell would fall over. */
    @Test
    void a_server_that_is_not_there_yet() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path awkward = folder.resolve("Anna's ratings (2).csv");
        Files.move(file, awkward);
        PackagedProgram program =
                PackagedProgram.in(folder).to(new SandboxView(URI.create("http://127.0.0.1:" + port)));

        FinishedProgram stopped = program.run("upload", awkward.getFileName().toString())
                .exits(3)
                .complains("Stopped: ", "127.0.0.1:" + port)
                .says(awkward.getFileName() + ": nothing was sent.");

        assertThat(stopped.out()).doesNotContain("Report: ");
        assertThat(UploadFolder.of(awkward).summary().path("rows").asInt()).isZero();
        String goOn = stopped.out()
                .lines()
                .filter(line -> line.startsWith("To continue once the server can be reached: "))
                .findFirst()
                .orElseThrow()
                .substring("To continue once the server can be reached: ".length());
        try (RunningProgram sandbox = PackagedProgram.in(folder)
                .with("ADAPTIVE_API_KEY", PackagedProgram.KEY)
                .start("sandbox", "--port", Integer.toString(port))) {
            sandbox.out().await("export ADAPTIVE_URL=");
            program.startedBy("sh", "-c", goOn).run().exits(0).says("20 recorded");
        }
    }
}
