package feedbackuploader.adaptive.connection;

import feedbackuploader.support.IoErrors;
import feedbackuploader.support.SmallFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text file of certificates or of a private key (RFC 7468).
 *
 * @param option that named it, for messages
 */
record PemFile(String option, Path path) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";

    /** What servers have: RFC 8017, 5480 and 8410. */
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /**
     * All certificates, in their order, at least one.
     *
     * @throws IllegalArgumentException when there is none that can be read
     */
    List<Certificate> certificates() {
        List<Certificate> certificates = new ArrayList<>();
        Matcher block = BLOCK.matcher(text());
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (block.find()) {
                if (block.group(1).equals(CERTIFICATE)) {
                    certificates.add(factory.generateCertificate(new ByteArrayInputStream(bytes(block))));
                }
            }
        } catch (CertificateException e) {
            throw refused("its certificate " + (certificates.size() + 1) + " is damaged", e);
        }
        if (certificates.isEmpty()) {
            throw refused("found no certificate in it; expected text with -----BEGIN CERTIFICATE-----", null);
        }
        return certificates;
    }

    /** @throws IllegalArgumentException when there is no private key in PKCS #8 form without a password */
    PrivateKey privateKey() {
        Matcher block = BLOCK.matcher(text());
        String others = "";
        while (block.find()) {
            if (block.group(1).equals(KEY)) {
                return key(bytes(block));
            } else if (block.group(1).endsWith(KEY)) {
                others = "found " + block.group(1) + " in it; ";
            }
        }
        throw refused(
                others + "expected text with -----BEGIN PRIVATE KEY-----. This makes it:"
                        + " openssl pkcs8 -topk8 -nodes -in KEY -out NEW_KEY",
                null);
    }

    private PrivateKey key(byte[] encoded) {
        for (String algorithm : KEY_ALGORITHMS) {
            Optional<PrivateKey> key = key(algorithm, encoded);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw refused("its private key is damaged, or neither RSA nor EC nor EdDSA", null);
    }

    private static Optional<PrivateKey> key(String algorithm, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows " + algorithm, e);
        }
    }

    private static byte[] bytes(Matcher block) {
        return Base64.getMimeDecoder().decode(block.group(2));
    }

    private String text() {
        if (Files.isDirectory(path)) {
            throw refused("it is a folder; expected a file", null);
        }
        try {
            return SmallFile.read(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw refused("it cannot be read (" + IoErrors.of(e) + ")", e);
        }
    }

    private IllegalArgumentException refused(String why, @Nullable Exception cause) {
        return new IllegalArgumentException(option + " " + path + ": " + why + ".", cause);
    }
}
