package feedbackuploader.input;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Files that are no text in UTF-8, known by their first bytes and refused by name. */
enum Signature {
    WORKBOOK("", "an Excel workbook (.xlsx)", Advice.SHEET) {
        @Override
        boolean starts(byte[] head) {
            String text = latin1(head);
            return ZIP.starts(head) && (text.contains("[Content_Types].xml") || text.contains("xl/"));
        }
    },
    ZIP("504b0304", "a ZIP archive", Advice.UNPACK),
    GZIP("1f8b", "a gzip archive", Advice.UNPACK),
    BZIP2("425a68", "a bzip2 archive", Advice.UNPACK),
    XZ("fd377a585a00", "an xz archive", Advice.UNPACK),
    ZSTANDARD("28b52ffd", "a Zstandard archive", Advice.UNPACK),
    PDF("255044462d", "a PDF document", "Export the table as CSV."),
    OLE2("d0cf11e0a1b11ae1", "an old Office document (.xls)", Advice.SHEET),
    SQLITE("53514c69746520666f726d6174203300", "an SQLite database", "Export the table as CSV."),
    PARQUET("50415231", "a Parquet file", "Export the table as CSV or JSONL."),
    UTF_16_LITTLE("fffe", "text in UTF-16", Advice.UTF_8),
    UTF_16_BIG("feff", "text in UTF-16", Advice.UTF_8),
    /** UTF-16 without a byte order mark: in most languages every other byte of it is zero. */
    UTF_16_BARE("", "text in UTF-16", Advice.UTF_8) {
        @Override
        boolean starts(byte[] head) {
            int[] zeros = new int[2];
            for (int i = 0; i < head.length; i++) {
                if (head[i] == 0) {
                    zeros[i & 1]++;
                }
            }
            int many = head.length / 3;
            return head.length >= 4 && Math.max(zeros[0], zeros[1]) > many && Math.min(zeros[0], zeros[1]) == 0;
        }
    };

    private static final class Advice {
        static final String SHEET = "In the spreadsheet, save the sheet as \"CSV UTF-8\".";
        static final String UNPACK = "Unpack it and give the file inside.";
        static final String UTF_8 = "Save it as UTF-8 (in Excel: \"CSV UTF-8\").";
    }

    /** One character for each byte. */
    private final String magic;

    private final String name;
    private final String advice;

    Signature(String magic, String name, String advice) {
        this.magic = latin1(HexFormat.of().parseHex(magic));
        this.name = name;
        this.advice = advice;
    }

    boolean starts(byte[] head) {
        return latin1(head).startsWith(magic);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    InputException refusal(String file) {
        return InputException.file(file, name, "CSV with a header, or one JSON object a line, in UTF-8", advice);
    }

    /** @param head the first few thousand bytes of a file */
    static Optional<Signature> of(byte[] head) {
        return Arrays.stream(values())
                .filter(signature -> signature.starts(head))
                .findFirst();
    }
}
