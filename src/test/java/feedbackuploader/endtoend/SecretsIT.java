package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.endtoend.StubServer.Reply;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only the program as a process can let out. That its output and its folder hold no key is checked at the end of
 * every run of every one of these tests, see {@link RunningProgram#end}.
 */
class SecretsIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws Exception {
        Rating.write(folder.resolve("ratings.csv"), Rating.series("secret", 60));
    }

    /** Java has options that make its HTTP client tell what it sends. */
    @Test
    void an_http_client_that_is_asked_to_tell_everything_tells_nothing() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            PackagedProgram.in(folder)
                    .to(local.view())
                    .withJava("-Djdk.httpclient.HttpClient.log=all")
                    .run("upload", "ratings.csv", "-v", "--header", "X-Also: another-secret")
                    .exits(0);
        }
    }

    @Test
    void a_proxy_that_echoes_what_it_was_sent_is_told_of_without_it() throws Exception {
        Reply echo = new Reply(
                407,
                Map.of(
                        "Proxy-Authenticate",
                        "Basic realm=\"" + Canary.inEveryForm() + "\"",
                        "Content-Type",
                        "text/plain"),
                Canary.inEveryForm());
        try (StubServer proxy = StubServer.answering(request -> echo)) {
            PackagedProgram.in(folder)
                    .to(new SandboxView(URI.create("http://127.0.0.1:9")))
                    .withJava(
                            "-Dhttp.proxyHost=127.0.0.1",
                            "-Dhttp.proxyPort=" + proxy.root().getPort(),
                            "-Dhttp.nonProxyHosts=")
                    .run("upload", "ratings.csv", "-v")
                    .exits(2)
                    .complains("proxy");
        }
    }

    /** Java leaves a report of its own, of which much is the memory around the crash. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_crash_of_java_leaves_no_key_in_its_report() throws Exception {
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(100))) {
            try (RunningProgram upload =
                    PackagedProgram.in(folder).to(local.view()).start("upload", "ratings.csv", "-v")) {
                local.view().awaitRecorded(10);
                upload.signal("SEGV");
                upload.end().exits(1); // what Java ends with when it may write no core
            }
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .anyMatch(name -> name.startsWith("hs_err_pid"))
                        .noneMatch(name -> name.startsWith("core"));
            }
        }
    }

    @Test
    void a_key_in_a_file_is_as_secret_as_one_in_a_variable() throws Exception {
        Files.writeString(folder.resolve(Canary.CAGE), PackagedProgram.KEY + "\n");
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(100))) {
            PackagedProgram program = PackagedProgram.in(folder)
                    .with("ADAPTIVE_URL", local.view().root().toString());
            String[] command = {"upload", "ratings.csv", "-v", "--api-key-file", Canary.CAGE};
            try (RunningProgram upload = program.start(command)) {
                local.view().awaitRecorded(5);
                assertThat(upload.commandLine()).contains(Canary.CAGE);
                Canary.isNotIn(upload.commandLine(), "the list of processes");
                upload.signal("INT");
                upload.end().exits(130);
            }
            try (RunningProgram upload = program.start(command)) {
                local.view().awaitRecorded(35);
                upload.kill();
            }
        }
    }
}
