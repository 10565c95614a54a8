package feedbackuploader.feedback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What makes a piece of feedback itself, wherever it stands in the file: the first 128 bits of a SHA-256 digest of its
 * kind and its canonical body. Among ten million rows two different ones share a key with a chance below 10⁻²⁴.
 * Identical pieces share a key and are told apart by their occurrence number in the file, which the ledger counts.
 */
public record RowKey(long high, long low) {

    /** Custom UUIDs have version 8, and the variant of all UUIDs (RFC 9562, 5.8). */
    private static final long VERSION_8 = 0x8000L;

    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    });

    /**
     * @param canonicalBody what would be sent, without the name of the use case or project: a file does not become
     *     another one because a deployment was upgraded and calls its use cases projects
     */
    public static RowKey of(Kind kind, String canonicalBody) {
        MessageDigest sha256 = SHA_256.get();
        sha256.update(kind.label().getBytes(StandardCharsets.US_ASCII));
        sha256.update((byte) '\n');
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest(canonicalBody.getBytes(StandardCharsets.UTF_8)));
        return new RowKey(digest.getLong(), digest.getLong());
    }

    public static RowKey ofBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new RowKey(buffer.getLong(), buffer.getLong());
    }

    /** An id that no server gives: all but six of its bits. */
    public UUID toUuid() {
        return new UUID((high & ~0xF000L) | VERSION_8, (low & ~0xC000_0000_0000_0000L) | VARIANT);
    }

    /** 32 hexadecimal digits. */
    public String hex() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    /** 16 bytes, most significant first. */
    public byte[] bytes() {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    }
}
