package feedbackuploader.adaptive;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** TLS with certificates of its own: what a server shows, and the client that trusts it. */
public final class Certificates {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final SSLContext context;
    private final KeyStore keys;

    private Certificates(SSLContext context, KeyStore keys) {
        this.context = context;
        this.keys = keys;
    }

    /** @param name as keytool spells a subject alternative name: {@code IP:127.0.0.1} */
    public static Certificates of(Path folder, String name)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = Files.createTempDirectory(folder, "keys").resolve("keys.p12");
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "keytool", "-genkeypair"));
        command.addAll(List.of("-alias", "server", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=test"));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit", "-keystore", file.toString()));
        command.addAll(List.of("-ext", "SAN=" + name));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new AssertionError(said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return new Certificates(context(keys), keys);
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException, IOException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }

    public SSLServerSocket listen(String... protocols) throws IOException {
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    /** The certificate, as people keep it. */
    public String certificate() throws GeneralSecurityException {
        return pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
    }

    /** Its private key. */
    public String key() throws GeneralSecurityException {
        return pem("PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded());
    }

    public static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }

    /** A server that answers as a deployment would. */
    public RawServer healthyServer() throws IOException {
        return RawServer.on(listen(), RawServer.Reading.WHOLE, RawServer.PROPERLY);
    }

    AdaptiveClient client(int port, Duration timeout) {
        return client("https://127.0.0.1:" + port, timeout, HttpClient.newBuilder());
    }

    /** @param builder with whatever a test needs besides trust */
    AdaptiveClient client(String url, Duration timeout, HttpClient.Builder builder) {
        return AdaptiveClient.connect(Given.deployment(url, timeout), builder.sslContext(context), Clock.systemUTC());
    }

    AdaptiveClient client(Deployment deployment) {
        return AdaptiveClient.connect(deployment, HttpClient.newBuilder().sslContext(context), Clock.systemUTC());
    }
}
