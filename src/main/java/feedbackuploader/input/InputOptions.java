package feedbackuploader.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.input.edits.EditsFile;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * What the user said about how a file is to be read; null for what is found out from its bytes, or for the usual.
 *
 * @param skipLines lines above the header, or above the first JSON value; in a workbook, rows
 * @param sheet the name of a sheet, or its number from 1
 * @param quote around the cells of CSV, or {@link #NO_CHARACTER} where quotes are plain characters
 * @param escape before a quote that belongs to a cell, or {@link #NO_CHARACTER}
 * @param comment what lines begin with that are no rows
 * @param edits what is read in place of some cells, or null
 */
public record InputOptions(
        @Nullable Charset encoding,
        @Nullable Character delimiter,
        int skipLines,
        @Nullable String sheet,
        @Nullable Character quote,
        @Nullable Character escape,
        @Nullable Character comment,
        @Nullable EditsFile edits) {

    /** The user said that there is none. */
    public static final char NO_CHARACTER = '\0';

    private static final ObjectMapper JSON = new ObjectMapper();

    public InputOptions {
        if (skipLines < 0) {
            throw new IllegalArgumentException("skipLines " + skipLines);
        }
    }

    public InputOptions(
            @Nullable Charset encoding, @Nullable Character delimiter, int skipLines, @Nullable String sheet) {
        this(encoding, delimiter, skipLines, sheet, null, null, null);
    }

    public InputOptions(
            @Nullable Charset encoding,
            @Nullable Character delimiter,
            int skipLines,
            @Nullable String sheet,
            @Nullable Character quote,
            @Nullable Character escape,
            @Nullable Character comment) {
        this(encoding, delimiter, skipLines, sheet, quote, escape, comment, null);
    }

    public static InputOptions none() {
        return new InputOptions(null, null, 0, null);
    }

    /** As far as the user said it. */
    Quoting quoting() {
        Character around = quote == null ? Quoting.STANDARD.quote() : given(quote);
        Character before = given(escape);
        return new Quoting(around, before != null && before.equals(around) ? null : before, false);
    }

    private static @Nullable Character given(@Nullable Character character) {
        return character == null || character == NO_CHARACTER ? null : character;
    }

    public InputOptions withDelimiter(char character) {
        return new InputOptions(encoding, character, skipLines, sheet, quote, escape, comment, edits);
    }

    public InputOptions withQuote(char character) {
        return new InputOptions(encoding, delimiter, skipLines, sheet, character, escape, comment, edits);
    }

    public InputOptions withEscape(char character) {
        return new InputOptions(encoding, delimiter, skipLines, sheet, quote, character, comment, edits);
    }

    public InputOptions withSkipLines(int lines) {
        return new InputOptions(encoding, delimiter, lines, sheet, quote, escape, comment, edits);
    }

    public InputOptions withSheet(String name) {
        return new InputOptions(encoding, delimiter, skipLines, name, quote, escape, comment, edits);
    }

    public InputOptions withEncoding(Charset charset) {
        return new InputOptions(charset, delimiter, skipLines, sheet, quote, escape, comment, edits);
    }

    public InputOptions withComment(char first) {
        return new InputOptions(encoding, delimiter, skipLines, sheet, quote, escape, first, edits);
    }

    /** @param file null to read the file as it stands */
    public InputOptions withEdits(@Nullable EditsFile file) {
        return new InputOptions(encoding, delimiter, skipLines, sheet, quote, escape, comment, file);
    }

    /** Without the edits, which are of one file: one line, in which equal options are equal; {@link #parse} reads it. */
    public String toLine() {
        ObjectNode line = JSON.createObjectNode();
        line.put("encoding", encoding == null ? null : encoding.name());
        line.put("delimiter", text(delimiter));
        line.put("skip_lines", skipLines);
        line.put("sheet", sheet);
        line.put("quote", text(quote));
        line.put("escape", text(escape));
        line.put("comment", text(comment));
        return line.toString();
    }

    private static @Nullable String text(@Nullable Character character) {
        return character == null ? null : character.toString();
    }

    /** @throws IllegalArgumentException when {@code line} does not come from {@link #toLine} */
    public static InputOptions parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            String encoding = node.path("encoding").textValue();
            return new InputOptions(
                    encoding == null ? null : Charset.forName(encoding),
                    character(node, "delimiter"),
                    node.path("skip_lines").intValue(),
                    node.path("sheet").textValue(),
                    character(node, "quote"),
                    character(node, "escape"),
                    character(node, "comment"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    private static @Nullable Character character(JsonNode line, String name) {
        String text = line.path(name).textValue();
        return text == null ? null : text.charAt(0);
    }
}
