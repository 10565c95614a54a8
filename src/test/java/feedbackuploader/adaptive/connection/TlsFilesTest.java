package feedbackuploader.adaptive.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.adaptive.AdaptiveClient;
import feedbackuploader.adaptive.Certificates;
import feedbackuploader.adaptive.Given;
import feedbackuploader.adaptive.RawServer;
import feedbackuploader.server.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsFilesTest {

    @TempDir
    static Path folder;

    private static Certificates own;
    private static Certificates others;
    private static Path ownCertificate;
    private static Path ownKey;

    @BeforeAll
    static void makeCertificates() throws Exception {
        own = Certificates.of(folder, "IP:127.0.0.1");
        others = Certificates.of(folder, "IP:127.0.0.1");
        ownCertificate = file("own.pem", "Subject: the comment that openssl writes\n" + own.certificate());
        ownKey = file("own.key", own.key());
        file("both.pem", others.certificate() + own.certificate());
        file("others.pem", others.certificate());
        file("empty.pem", "");
        file("words.pem", "-----BEGIN CERTIFICATE-----\nnot base64!\n-----END CERTIFICATE-----\n");
        file("cut.pem", own.certificate() + own.certificate().replaceFirst("(?s)\\n.{200}", "\n"));
        file("rsa.key", own.key().replace("BEGIN", "BEGIN RSA").replace("END", "END RSA"));
        file("locked.key", own.key().replace("BEGIN", "BEGIN ENCRYPTED").replace("END", "END ENCRYPTED"));
        file("cut.key", own.key().replaceFirst("(?s)\\n.{20}", "\n"));
        file("rsa.pem", RSA_KEY);
    }

    private static final String RSA_KEY = rsaKey();

    private static String rsaKey() {
        try {
            java.security.KeyPairGenerator generator = java.security.KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return Certificates.pem(
                    "PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static AdaptiveClient client(RawServer server, TlsFiles files) {
        return AdaptiveClient.connect(Given.deployment("https://127.0.0.1:" + server.port(), Given.LONG), files);
    }

    @ParameterizedTest(name = "{0}: gets through {1}")
    @CsvSource({"own.pem, true", "both.pem, true", "others.pem, false"})
    void a_private_authority_is_trusted_when_it_is_named(String file, boolean getsThrough) throws IOException {
        try (RawServer server = own.healthyServer();
                AdaptiveClient client = client(server, new TlsFiles(folder.resolve(file), null, null))) {
            Outcome outcome = Given.record(client, Given.RATING);

            assertThat(outcome.getClass()).isEqualTo(getsThrough ? Outcome.Recorded.class : Outcome.NotSent.class);
            assertThat(server.whole()).hasSize(getsThrough ? 1 : 0);
        }
    }

    @Test
    void a_server_that_asks_who_its_client_is_gets_the_certificate() throws IOException {
        try (RawServer server = askingServer();
                AdaptiveClient client = client(server, new TlsFiles(ownCertificate, ownCertificate, ownKey))) {
            Given.assertStillRecords(client);
            assertThat(server.whole()).hasSize(1);
        }
    }

    @Test
    void a_client_without_one_is_told_of_the_option() throws IOException {
        try (RawServer server = askingServer();
                AdaptiveClient client = client(server, new TlsFiles(ownCertificate, null, null))) {
            Outcome outcome = Given.record(client, Given.RATING);

            assertThat(outcome).isNotInstanceOf(Outcome.Recorded.class);
            assertThat(outcome.reason()).contains("--client-cert");
            assertThat(server.whole()).isEmpty();
        }
    }

    private static RawServer askingServer() throws IOException {
        SSLServerSocket socket = own.listen();
        socket.setNeedClientAuth(true);
        return RawServer.on(socket, RawServer.Reading.WHOLE, RawServer.PROPERLY);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
                    missing.pem | -       | -          | --ca-file FOLDER/missing.pem: it cannot be read (no such file or folder).
                    .           | -       | -          | --ca-file FOLDER/.: it is a folder; expected a file.
                    empty.pem   | -       | -          | --ca-file FOLDER/empty.pem: found no certificate in it; expected text with -----BEGIN CERTIFICATE-----.
                    words.pem   | -       | -          | --ca-file FOLDER/words.pem: found no certificate in it; expected text with -----BEGIN CERTIFICATE-----.
                    own.key     | -       | -          | --ca-file FOLDER/own.key: found no certificate in it; expected text with -----BEGIN CERTIFICATE-----.
                    cut.pem     | -       | -          | --ca-file FOLDER/cut.pem: its certificate 2 is damaged.
                    -           | own.key | own.key    | --client-cert FOLDER/own.key: found no certificate in it; expected text with -----BEGIN CERTIFICATE-----.
                    -           | own.pem | own.pem    | --client-key FOLDER/own.pem: expected text with -----BEGIN PRIVATE KEY-----. This makes it: openssl pkcs8 -topk8 -nodes -in KEY -out NEW_KEY.
                    -           | own.pem | rsa.key    | --client-key FOLDER/rsa.key: found RSA PRIVATE KEY in it; expected text with -----BEGIN PRIVATE KEY-----. This makes it: openssl pkcs8 -topk8 -nodes -in KEY -out NEW_KEY.
                    -           | own.pem | locked.key | --client-key FOLDER/locked.key: found ENCRYPTED PRIVATE KEY in it; expected text with -----BEGIN PRIVATE KEY-----. This makes it: openssl pkcs8 -topk8 -nodes -in KEY -out NEW_KEY.
                    -           | own.pem | cut.key    | --client-key FOLDER/cut.key: its private key is damaged, or neither RSA nor EC nor EdDSA.
                    -           | own.pem | rsa.pem    | --client-key FOLDER/rsa.pem: found a key for RSA, but the first certificate of FOLDER/own.pem is for EC. Give the key that belongs to it.
                    -           | own.pem | -          | --client-cert and --client-key go together: give both or neither.
                    -           | -       | own.key    | --client-cert and --client-key go together: give both or neither.
                    """)
    void a_file_that_is_something_else_is_named_with_what_was_expected(
            @Nullable String authorities, @Nullable String certificate, @Nullable String key, String message) {
        assertThatThrownBy(() -> new TlsFiles(path(authorities), path(certificate), path(key)).context())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message.replace("FOLDER", folder.toString()));
    }

    private static @Nullable Path path(@Nullable String name) {
        return name == null ? null : Path.of(folder + "/" + name);
    }
}
