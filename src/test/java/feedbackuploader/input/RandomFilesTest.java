package feedbackuploader.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Files of every kind with random damage: whatever the bytes are, they end in rows, or in one sentence that says where,
 * what was found and what was expected.
 */
class RandomFilesTest {

    private static final Pattern SENTENCE =
            Pattern.compile("(?s)f\\.csv(?: row \\d+(?: \\(line \\d+\\))?)?: found .+; expected .+\\..*");

    /** What a mutation likes to put in: what means something in one of the formats. */
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
            "1e999",
            "\u00e9",
            "\uD83D\uDE00",
            "\uFEFF",
            "\0",
            "<row>",
            "<c r=\"XFE1\">",
            "</c>",
            "&amp;",
            "<!--",
            "]]>",
            "'=");

    private static final byte[][] RAW = {
        {(byte) 0xFF, (byte) 0xFE},
        {(byte) 0xFE, (byte) 0xFF},
        {(byte) 0xE9},
        {(byte) 0xC0, (byte) 0x80},
        {0x1F, (byte) 0x8B, 8}
    };

    @Test
    void a_few_thousand_files_in_every_build() throws IOException {
        read(3_000, 1);
    }

    @Test
    @Tag("long")
    void a_million_files() throws IOException {
        read(1_000_000, System.nanoTime());
    }

    private static void read(int files, long seed) throws IOException {
        List<byte[]> seeds = seeds();
        SplittableRandom random = new SplittableRandom(seed);
        int[] ended = new int[2];
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < files; i++) {
            byte[] file = damaged(seeds.get(random.nextInt(seeds.size())), random);
            String what = "seed " + seed + ", file " + i + ": " + HexFormat.of().formatHex(file);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ended[end(file, what)]++, what);
        }
        assertThat(ended[0]).as("files that were read").isGreaterThan(files / 10);
        assertThat(ended[1]).as("files that were refused").isGreaterThan(files / 50);
        System.gc();
        assertThat(runtime.totalMemory() - runtime.freeMemory()).isLessThan(200L << 20);
    }

    /** @return 0 when the file was read to its end, 1 when it was refused */
    private static int end(byte[] file, String what) throws IOException {
        try (RowSource source = InputFile.open(() -> new ByteArrayInputStream(file), "f.csv", InputOptions.none())) {
            long last = 0;
            for (Row row = source.next(); row != null; row = source.next()) {
                assertThat(row.number()).as(what).isGreaterThan(last);
                last = row.number();
                if (row instanceof CsvRow csv) {
                    assertThat(csv.cells()).as(what).hasSameSizeAs(source.columns());
                } else if (row instanceof BrokenRow broken) {
                    assertThat(broken.found() + broken.expected()).as(what).doesNotContainPattern("\\p{Cc}");
                }
            }
            assertThat(source.sha256()).as(what).hasSize(64);
            return 0;
        } catch (InputException e) {
            assertThat(e.getMessage()).as(what).matches(SENTENCE).doesNotContain("Exception", "null;");
            return 1;
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
    }

    private static byte[] damaged(byte[] file, SplittableRandom random) {
        byte[] damaged = file;
        for (int times = random.nextInt(1, 5); times > 0; times--) {
            int at = random.nextInt(damaged.length + 1);
            int to = Math.min(damaged.length, at + random.nextInt(12));
            byte[] piece = switch (random.nextInt(6)) {
                case 0 -> TOKENS.get(random.nextInt(TOKENS.size()));
                case 1 -> RAW[random.nextInt(RAW.length)];
                case 2 -> Arrays.copyOfRange(damaged, at, to).clone();
                case 3 -> new byte[0];
                case 4 -> new byte[] {(byte) random.nextInt(256)};
                default -> TOKENS.get(random.nextInt(TOKENS.size()));
            };
            boolean replaces = random.nextBoolean();
            ByteArrayOutputStream spliced = new ByteArrayOutputStream();
            spliced.write(damaged, 0, at);
            spliced.writeBytes(piece);
            int rest = replaces ? to : at;
            spliced.write(damaged, rest, damaged.length - rest);
            damaged = spliced.toByteArray();
        }
        return damaged;
    }

    private static List<byte[]> seeds() throws IOException {
        String csv = "id,v,details\r\n1,0.5,\"a, \"\"b\"\"\nc\"\r\n\r\n2,true,\u00e9\uD83D\uDE00\r\n";
        String json = "{\"id\": 1, \"v\": [0.5, {\"a\": null}], \"t\": \"\\ud83d\\ude00\\n\"}";
        return List.of(
                csv.getBytes(StandardCharsets.UTF_8),
                csv.replace(',', ';').replace("\uD83D\uDE00", "").getBytes(StandardCharsets.ISO_8859_1),
                ("\uFEFF" + csv.replace(',', '\t')).getBytes(StandardCharsets.UTF_16LE),
                (json + "\n" + json + "\n").getBytes(StandardCharsets.UTF_8),
                ("[\n" + json + ",\n" + json + "\n]").getBytes(StandardCharsets.UTF_8),
                Packed.gzip(csv),
                workbook());
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "p", "1.0")) {
            workbook.setCompressionLevel(0); // so that the damage gets into the XML
            try (Worksheet sheet = workbook.newWorksheet("S")) {
                sheet.value(0, 0, "id");
                sheet.value(0, 1, "v");
                sheet.value(1, 0, "x");
                sheet.value(1, 1, 0.5);
            }
        }
        return bytes.toByteArray();
    }

    private static List<byte[]> tokens(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
