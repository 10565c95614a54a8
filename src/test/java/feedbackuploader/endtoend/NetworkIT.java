package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.endtoend.StubServer.Reply;
import feedbackuploader.endtoend.StubServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What lies between a user and a deployment. */
class NetworkIT {

    private static final int ROWS = 12;
    private static final int BEFORE_THE_MOVE = 5;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeRatings() throws Exception {
        Rating.write(folder.resolve("ratings.csv"), Rating.series("network", ROWS));
    }

    /** Like a deployment that cannot be asked for its metrics, on connections for one request each. */
    private static Reply record(Request request) {
        return request.path().equals("/api/graphql")
                ? Reply.json(404, "{\"error\":\"no such route\"}")
                : new Reply(
                        201,
                        Map.of("Content-Type", "application/json", "Connection", "close"),
                        "{\"feedback_id\":\"0b5f7b1e-3c54-4f2e-9a71-0e6f3f1d2c3b\"}");
    }

    private PackagedProgram to(String url) {
        return PackagedProgram.in(folder).to(new SandboxView(URI.create(url)));
    }

    @Test
    void a_proxy_that_the_environment_names_is_gone_by_unless_the_host_is_excepted() throws Exception {
        try (StubServer proxy = StubServer.answering(NetworkIT::record)) {
            PackagedProgram behind = to("http://deployment.invalid")
                    .with(
                            "http_proxy",
                            "http://zoe:secret-words@127.0.0.1:" + proxy.root().getPort());
            String[] command = {"upload", "ratings.csv", "--allow-insecure-http", "--max-attempts", "1"};

            behind.with("no_proxy", ".invalid")
                    .run(command)
                    .exits(3)
                    .complains("host of deployment.invalid:80 was not found");
            assertThat(proxy.rows()).isZero();

            behind.run(command).exits(0).says(ROWS + " recorded");
            assertThat(proxy.rows()).isEqualTo(ROWS);
        }
    }

    @Test
    void a_proxy_of_another_kind_is_named_before_anything_is_sent() throws Exception {
        to("https://deployment.invalid")
                .with("ALL_PROXY", "socks5://zoe:secret-words@127.0.0.1:1080")
                .run("upload", "ratings.csv")
                .exits(2)
                .complains("ALL_PROXY names a kind of proxy that this program does not support", "NO_PROXY");
    }

    /** Java looks a name up again after half a minute; here, with each connection. */
    @Test
    @EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is this machine
    void a_deployment_that_moves_to_another_address_is_followed() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 moving.test\n");
        AtomicInteger rows = new AtomicInteger();
        try (StubServer before = StubServer.answering(request -> {
                    if (request.path().endsWith("/feedback") && rows.incrementAndGet() == BEFORE_THE_MOVE) {
                        move(hosts);
                    }
                    return record(request);
                });
                StubServer after = StubServer.on(
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 2}),
                        before.root().getPort(),
                        NetworkIT::record)) {
            to("http://moving.test:" + before.root().getPort())
                    .withJava("-Djdk.net.hosts.file=" + hosts, "-Dsun.net.inetaddr.ttl=0")
                    .run("upload", "ratings.csv", "--allow-insecure-http", "--concurrency", "1")
                    .exits(0)
                    .says(ROWS + " recorded");

            assertThat(before.rows()).isEqualTo(BEFORE_THE_MOVE);
            assertThat(after.rows()).isEqualTo(ROWS - BEFORE_THE_MOVE);
        }
    }

    private static void move(Path hosts) {
        try {
            Files.writeString(hosts, "127.0.0.2 moving.test\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
