package feedbackuploader.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Outcome;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before the handshake ends no server reads a request: each of these is not sent, and says why. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static KeyStore certificate(String... options)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = Files.createTempDirectory(folder, "keys").resolve("keys.p12");
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "keytool",
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=test",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                file.toString()));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try {
            trusted.load(null, null);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }

    private static RawServer server(SSLContext context) throws IOException {
        return RawServer.on(
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress()),
                RawServer.Reading.WHOLE,
                RawServer.send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n", RawServer.CLOSE));
    }

    private static Outcome record(RawServer server, HttpClient.Builder builder) {
        Deployment deployment = Given.deployment("https://127.0.0.1:" + server.port(), Given.LONG);
        try (AdaptiveClient client = AdaptiveClient.connect(deployment, builder, Clock.systemUTC())) {
            return Given.record(client, Given.RATING);
        }
    }

    private static void assertNotSent(Outcome outcome, RawServer server, String why) {
        assertThat(server.connections()).isPositive();
        assertThat(server.whole()).isEmpty();
        assertThat(outcome).isInstanceOf(Outcome.NotSent.class);
        assertThat(outcome.toString()).contains("127.0.0.1:" + server.port(), why);
    }

    @Test
    void only_a_trusted_certificate_lets_the_row_through() throws Exception {
        SSLContext context = context(certificate("-ext", "SAN=IP:127.0.0.1"));
        try (RawServer server = server(context)) {
            assertNotSent(record(server, HttpClient.newBuilder()), server, "trust store of Java");
            assertThat(record(server, HttpClient.newBuilder().sslContext(context)))
                    .isEqualTo(new Outcome.Recorded(201, null));
            assertThat(server.whole()).hasSize(1);
        }
    }

    @Test
    void a_certificate_for_another_host() throws Exception {
        SSLContext context = context(certificate("-ext", "SAN=DNS:other.example"));
        try (RawServer server = server(context)) {
            assertNotSent(record(server, HttpClient.newBuilder().sslContext(context)), server, "is for another name");
        }
    }

    @Test
    void a_server_that_hangs_up_in_the_handshake() throws Exception {
        try (RawServer server = RawServer.that(RawServer.Reading.NOTHING, RawServer.CLOSE)) {
            assertNotSent(record(server, HttpClient.newBuilder()), server, "hung up in the middle");
        }
    }

    @Test
    void a_server_that_speaks_plain_http() throws Exception {
        try (RawServer server = RawServer.that(
                RawServer.Reading.NOTHING, RawServer.send("HTTP/1.1 400 Bad Request\r\n\r\n", RawServer.CLOSE))) {
            assertNotSent(record(server, HttpClient.newBuilder()), server, "does not speak TLS");
        }
    }

    @Test
    void a_handshake_that_stalls() throws Exception {
        try (RawServer server = RawServer.that(RawServer.Reading.NOTHING, RawServer.SILENCE);
                AdaptiveClient client = Given.client("https://127.0.0.1:" + server.port(), Given.SHORT)) {
            assertNotSent(Given.record(client, Given.RATING), server, "within 300 ms");
        }
    }
}
