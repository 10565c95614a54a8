package feedbackuploader.adaptive.connection;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust besides the authorities that Java knows, and who we are to a server that asks.
 *
 * @param authorities certificates in PEM form; null for none
 * @param certificate our own one in PEM form, and those that lead to an authority; null for none
 * @param key the private key of the first of these, in PEM form (PKCS #8); null exactly if there is no certificate
 */
public record TlsFiles(
        @Nullable Path authorities,
        @Nullable Path certificate,
        @Nullable Path key) {

    public static final TlsFiles NONE = new TlsFiles(null, null, null);

    private static final char[] NO_PASSWORD = new char[0];

    /** @throws IllegalArgumentException for a certificate without a key, or the other way round */
    public TlsFiles {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("--client-cert and --client-key go together: give both or neither.");
        }
    }

    public boolean isNone() {
        return authorities == null && certificate == null;
    }

    /** @throws IllegalArgumentException when a file does not hold what it should, saying which and what was expected */
    public SSLContext context() {
        return context(keyManagers(), authorities == null ? null : trustManagers(authorities));
    }

    /** One that trusts nobody, for connections without TLS: Java's own would read its trust store for nothing. */
    public static SSLContext unused() {
        return context(new KeyManager[0], new TrustManager[0]);
    }

    private static SSLContext context(KeyManager @Nullable [] own, TrustManager @Nullable [] others) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own, others, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    private static TrustManager[] trustManagers(Path authorities) {
        try {
            KeyStore trusted = emptyStore();
            for (X509Certificate known : authoritiesOfJava()) {
                trusted.setCertificateEntry("java-" + trusted.size(), known);
            }
            for (Certificate more : new PemFile("--ca-file", authorities).certificates()) {
                trusted.setCertificateEntry("given-" + trusted.size(), more);
            }
            return trustManagers(trusted);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a store in memory takes any certificate", e);
        }
    }

    private static X509Certificate[] authoritiesOfJava() throws GeneralSecurityException {
        for (TrustManager manager : trustManagers((KeyStore) null)) {
            if (manager instanceof X509TrustManager authorities) {
                return authorities.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManager[] trustManagers(@Nullable KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private KeyManager @Nullable [] keyManagers() {
        if (certificate == null || key == null) {
            return null;
        }
        List<Certificate> chain = new PemFile("--client-cert", certificate).certificates();
        PrivateKey secret = new PemFile("--client-key", key).privateKey();
        if (!chain.get(0).getPublicKey().getAlgorithm().equals(secret.getAlgorithm())) {
            throw new IllegalArgumentException("--client-key " + key + ": found a key for "
                    + secret.getAlgorithm() + ", but the first certificate of " + certificate + " is for "
                    + chain.get(0).getPublicKey().getAlgorithm() + ". Give the key that belongs to it.");
        }
        try {
            KeyStore own = emptyStore();
            own.setKeyEntry("client", secret, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own, NO_PASSWORD);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "--client-cert " + certificate + ": its certificates do not form a chain. Put the"
                            + " client's own certificate first, then its issuer's, and so on.",
                    e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
