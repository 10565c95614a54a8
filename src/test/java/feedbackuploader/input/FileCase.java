package feedbackuploader.input;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file as someone has it, and what becomes of it.
 *
 * @param outcome the dialect, then a line for each row: its number (line) and cells or problem; or the refusal
 */
record FileCase(String what, Bytes file, InputOptions options, String outcome) {

    /** What becomes of the file, as {@link #outcome} puts it. */
    String found() {
        List<String> lines = new ArrayList<>();
        try (RowSource source = InputFile.open(file, "ratings.csv", options)) {
            lines.add(source.dialect().describe());
            for (Row row = source.next(); row != null; row = source.next()) {
                String place = row.number() + (row.line() == row.number() ? " " : " (" + row.line() + ") ");
                if (row instanceof CsvRow csv) {
                    lines.add(place + csv.cells());
                } else if (row instanceof JsonRow json) {
                    lines.add(place + json.object());
                } else {
                    lines.add(place + Reading.told(row).replaceFirst("^.*?: ", ""));
                }
            }
            if (source.blankRows() > 0) {
                lines.add(source.blankRows() + " blank");
            }
            return String.join("\n", lines);
        } catch (InputException e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FileCase file(String what, String file, String outcome) {
        return file(what, file.getBytes(StandardCharsets.UTF_8), outcome);
    }

    static FileCase file(String what, String file, InputOptions options, String outcome) {
        return file(what, file.getBytes(StandardCharsets.UTF_8), options, outcome);
    }

    static FileCase file(String what, byte[] file, String outcome) {
        return file(what, file, InputOptions.none(), outcome);
    }

    static FileCase file(String what, byte[] file, InputOptions options, String outcome) {
        return new FileCase(what, () -> new ByteArrayInputStream(file), options, outcome);
    }

    static InputOptions with(@Nullable String encoding, @Nullable Character delimiter, int skipLines) {
        return new InputOptions(encoding == null ? null : Charset.forName(encoding), delimiter, skipLines, null);
    }

    static byte[] in(String encoding, String text) {
        return text.getBytes(Charset.forName(encoding));
    }

    static byte[] utf16(boolean littleEndian, String text) {
        return ("\uFEFF" + text).getBytes(littleEndian ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    }

    /** Text and bytes in hexadecimal by turns. */
    static byte[] bytes(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < parts.length; i++) {
            bytes.writeBytes(
                    i % 2 == 0
                            ? parts[i].getBytes(StandardCharsets.UTF_8)
                            : HexFormat.of().parseHex(parts[i]));
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return what;
    }
}
