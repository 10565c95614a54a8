package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Files that are no text, known by their first bytes and refused by name. */
public enum Signature {
    OPEN_DOCUMENT("", "an OpenDocument file (.ods)", Advice.SHEET) {
        @Override
        boolean starts(byte[] head) {
            return ZIP.starts(head) && latin1(head).contains("mimetypeapplication/vnd.oasis.");
        }
    },
    NUMBERS("", "an Apple Numbers document (.numbers)", "In Numbers, export it as CSV or as Excel (.xlsx).") {
        @Override
        boolean starts(byte[] head) {
            return ZIP.starts(head) && latin1(head).contains(".iwa");
        }
    },
    ZIP("504b0304", "a ZIP archive", Advice.UNPACK),
    GZIP("1f8b08", "a gzip archive inside a gzip archive", Advice.UNPACK),
    BZIP2("425a68", "a bzip2 archive", Advice.UNPACK),
    XZ("fd377a585a00", "an xz archive", Advice.UNPACK),
    ZSTANDARD("28b52ffd", "a Zstandard archive", Advice.UNPACK),
    SEVEN_ZIP("377abcaf271c", "a 7-Zip archive", Advice.UNPACK),
    RAR("526172211a07", "a RAR archive", Advice.UNPACK),
    TAR("", "a tar archive", Advice.UNPACK) {
        @Override
        boolean starts(byte[] head) {
            return latin1(head).startsWith("ustar", 257);
        }
    },
    PDF("255044462d", "a PDF document", "Export the table as CSV."),
    RTF("7b5c727466", "a rich-text document (.rtf)", "Export the table as CSV."),
    OLE2("d0cf11e0a1b11ae1", "an old Office document (.xls), or one with a password", Advice.SHEET),
    PNG("89504e470d0a1a0a", "a picture (PNG)", Advice.PICTURE),
    JPEG("ffd8ff", "a picture (JPEG)", Advice.PICTURE),
    GIF("47494638", "a picture (GIF)", Advice.PICTURE),
    WEBP("", "a picture (WebP)", Advice.PICTURE) {
        @Override
        boolean starts(byte[] head) {
            return latin1(head).startsWith("RIFF") && latin1(head).startsWith("WEBP", 8);
        }
    },
    TIFF("49492a00", "a picture (TIFF)", Advice.PICTURE),
    SQLITE("53514c69746520666f726d6174203300", "an SQLite database", "Export the table as CSV."),
    PARQUET("50415231", "a Parquet file", "Export the table as CSV or JSONL."),
    MARKUP("", "an HTML or XML document", "Export the table as CSV.") {
        @Override
        boolean starts(byte[] head) {
            String text = latin1(head).stripLeading().toLowerCase(Locale.ROOT);
            return text.startsWith("<!doctype") || text.startsWith("<html") || text.startsWith("<?xml");
        }
    };

    private static final class Advice {
        static final String SHEET = "In the spreadsheet, save the sheet as \"CSV UTF-8\" or as .xlsx.";
        static final String PICTURE = "Give the table itself, as CSV or Excel (.xlsx).";
        static final String UNPACK = "Unpack it and upload the file inside.";
    }

    public static final String SAVE_SHEET = Advice.SHEET;

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
        return new InputException(file, new Problem(name, InputFile.READABLE, advice));
    }

    /** A ZIP archive in which a workbook may be. */
    static boolean isWorkbook(byte[] head) {
        String text = latin1(head);
        return ZIP.starts(head) && (text.contains("[Content_Types].xml") || text.contains("xl/"));
    }

    /** @param head the first few thousand bytes of a file */
    static Optional<Signature> of(byte[] head) {
        return Arrays.stream(values())
                .filter(signature -> signature.starts(head))
                .findFirst();
    }
}
