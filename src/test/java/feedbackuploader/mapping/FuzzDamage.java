package feedbackuploader.mapping;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages a file in one to four places: with what means something in one of the formats, a stray byte, or its own. */
final class FuzzDamage {

    private static final List<byte[]> TOKENS = tokens(
            ",",
            ";",
            "\t",
            "|",
            "\"",
            "\"\"",
            "\n",
            "\r\n",
            "\r",
            "{",
            "}",
            "[",
            "]",
            ":",
            "\\",
            "\\ud83d",
            "\\u0000",
            "sep=;\n",
            "null",
            "true",
            "1e999",
            "0,5",
            "\u00e9",
            "\uD83D\uDE00",
            "\uFEFF",
            "\u00A0",
            "\0",
            "<row>",
            "<c r=\"XFE1\">",
            "</c>",
            "&amp;",
            "<!--",
            "]]>",
            "'=",
            "upload_status",
            "winner");

    private static final byte[][] RAW = {
        {(byte) 0xFF, (byte) 0xFE},
        {(byte) 0xFE, (byte) 0xFF},
        {(byte) 0xE9},
        {(byte) 0xC0, (byte) 0x80},
        {0x1F, (byte) 0x8B, 8}
    };

    private FuzzDamage() {}

    /** @param other whose pieces may get into it */
    static byte[] of(byte[] file, byte[] other, SplittableRandom random) {
        byte[] damaged = file;
        for (int times = random.nextInt(1, 5); times > 0; times--) {
            int at = random.nextInt(damaged.length + 1);
            int to = Math.min(damaged.length, at + random.nextInt(12));
            byte[] piece = piece(damaged, other, at, to, random);
            boolean replaces = random.nextBoolean();
            ByteArrayOutputStream spliced = new ByteArrayOutputStream(damaged.length + piece.length);
            spliced.write(damaged, 0, at);
            spliced.writeBytes(piece);
            int rest = replaces ? to : at;
            spliced.write(damaged, rest, damaged.length - rest);
            damaged = spliced.toByteArray();
        }
        return damaged;
    }

    private static byte[] piece(byte[] damaged, byte[] other, int at, int to, SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> RAW[random.nextInt(RAW.length)];
            case 1 -> Arrays.copyOfRange(damaged, at, to);
            case 2 -> repeated(Arrays.copyOfRange(damaged, at, to), random.nextInt(1, 200));
            case 3 -> new byte[0];
            case 4 -> new byte[] {(byte) random.nextInt(256)};
            case 5 -> {
                int from = random.nextInt(other.length + 1);
                yield Arrays.copyOfRange(other, from, Math.min(other.length, from + random.nextInt(80)));
            }
            default -> TOKENS.get(random.nextInt(TOKENS.size()));
        };
    }

    private static byte[] repeated(byte[] piece, int times) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(piece.length * times);
        for (int i = 0; i < times; i++) {
            bytes.writeBytes(piece);
        }
        return bytes.toByteArray();
    }

    private static List<byte[]> tokens(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
