package feedbackuploader.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of several members, and what stands behind them: all of it is read, or the file is refused. */
class GunzipTest {

    @Test
    void members_are_read_one_after_the_other_empty_ones_too() throws IOException {
        byte[] file =
                joined(Packed.gzip(""), Packed.gzip("a,b\n1,"), Packed.gzip(""), Packed.gzip("2\n"), Packed.gzip(""));

        assertThat(unpacked(file)).isEqualTo("a,b\n1,2\n");
        assertThat(((CsvRow) Reading.rest(Reading.open(file)).get(0)).cells()).containsExactly("1", "2");
    }

    @Test
    void zeros_behind_the_last_member_are_no_harm() throws IOException {
        assertThat(unpacked(joined(Packed.gzip("a\n1\n"), new byte[200_000]))).isEqualTo("a\n1\n");
    }

    @Test
    void anything_else_behind_a_member_is_refused_with_its_place() throws IOException {
        byte[] packed = Packed.gzip("a,b\n1,2\n");
        String refusal = "ratings.csv: found other data after the gzip archive, from byte %d of the file; expected the"
                + " end of the file, or another gzip archive. Were rows appended to the compressed file? Unpack it, add the rows, and upload the unpacked file.";

        for (byte[] more : new byte[][] {bytes("3,4\n"), bytes("\n"), {0x1f, (byte) 0x8b, 7, 0}, {0x1f, 'x'}}) {
            assertThat(Reading.refusal(joined(packed, more))).isEqualTo(refusal.formatted(packed.length + 1));
        }
        assertThat(Reading.refusal(joined(packed, new byte[3], bytes("x"))))
                .isEqualTo(refusal.formatted(packed.length + 4));
    }

    @Test
    void a_further_member_that_breaks_off_anywhere_or_is_damaged_is_refused() throws IOException {
        byte[] packed = Packed.gzip("a,b\n1,2\n");
        for (int length = 1; length < packed.length; length++) {
            assertThat(Reading.refusal(joined(packed, Arrays.copyOf(packed, length))))
                    .as("cut after %d bytes", length)
                    .contains("found a gzip archive that is cut off;");
        }
        byte[] damaged = packed.clone();
        damaged[packed.length - 1] ^= 1; // of the size
        assertThat(Reading.refusal(joined(packed, damaged))).contains("found a damaged gzip archive;");
    }

    @Test
    void a_header_may_hold_a_name_a_comment_more_and_a_check_of_its_own() throws IOException {
        byte[] plain = Packed.gzip("a\n1\n");
        byte[] header = HexFormat.of().parseHex("1f8b081e00000000000003000102036e616d6500776f72647300ffff");

        assertThat(unpacked(joined(header, Arrays.copyOfRange(plain, 10, plain.length))))
                .isEqualTo("a\n1\n");
    }

    @Test
    void large_members_are_read_whatever_pieces_the_bytes_come_in() throws IOException {
        StringBuilder text = new StringBuilder();
        Random random = new Random(10);
        for (int i = 0; i < 60_000; i++) {
            text.append(random.nextInt()).append('\n');
        }
        byte[] file = joined(Packed.gzip(text.toString()), Packed.gzip(text.toString()));
        InputStream drops = new ByteArrayInputStream(file) {
            @Override
            public synchronized int read(byte[] into, int from, int room) {
                return super.read(into, from, Math.min(room, 1 + random.nextInt(700)));
            }
        };

        try (InputStream unpacked = Gunzip.open(drops)) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(text.toString() + text);
        }
    }

    private static String unpacked(byte[] file) throws IOException {
        try (InputStream unpacked = Gunzip.open(new ByteArrayInputStream(file))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** Whoever asks for sheets is told why the file cannot be read when it is read. */
    @Test
    void an_archive_with_other_data_behind_it_has_no_sheets(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes("3,4\n".getBytes(StandardCharsets.UTF_8));

        assertThat(InputFile.sheets(Files.write(folder.resolve("r.csv.gz"), bytes.toByteArray())))
                .isEmpty();
    }
}
