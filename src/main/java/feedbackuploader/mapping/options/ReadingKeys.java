package feedbackuploader.mapping.options;

import com.fasterxml.jackson.core.JsonGenerator;
import feedbackuploader.input.InputOptions;
import feedbackuploader.mapping.MappingException;
import feedbackuploader.mapping.Names;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a mapping file that says how the bytes of a file become rows, by the names that the options have. */
final class ReadingKeys {

    static final List<String> NAMES =
            List.of("encoding", "delimiter", "quote", "escape", "comment", "skip_lines", "sheet");

    private static final String TAB = "tab";
    private static final String NONE = "none";
    private static final int MOST_LINES = 999_999;

    private final JsonPlace json;
    private InputOptions options = InputOptions.none();

    ReadingKeys(JsonPlace json) {
        this.json = json;
    }

    InputOptions options() {
        return options;
    }

    /** @param key one of {@link #NAMES} */
    void read(String key) throws IOException, MappingException {
        InputOptions o = options;
        options = switch (key) {
            case "encoding" -> o.withEncoding(encoding());
            case "delimiter" -> o.withDelimiter(character(TAB, '\t'));
            case "quote" -> o.withQuote(characterOrNone());
            case "escape" -> o.withEscape(characterOrNone());
            case "comment" -> o.withComment(characterOrNone());
            case "skip_lines" -> o.withSkipLines(lines());
            default -> o.withSheet(json.text("the name or the number of a sheet"));
        };
    }

    private Charset encoding() throws IOException, MappingException {
        String name = json.text("the name of an encoding");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw json.problem(Names.quoted(name), "the name of an encoding, such as windows-1252", null);
        }
    }

    private char characterOrNone() throws IOException, MappingException {
        return character(NONE, InputOptions.NO_CHARACTER);
    }

    private char character(String word, char meant) throws IOException, MappingException {
        String expected = "one character that is no letter or digit, or \"" + word + "\"";
        String text = json.text(expected);
        if (text.equalsIgnoreCase(word)) {
            return meant;
        }
        if (text.length() != 1 || Character.isLetterOrDigit(text.charAt(0)) || "\r\n".contains(text)) {
            throw json.problem(Names.quoted(text), expected, null);
        }
        return text.charAt(0);
    }

    private int lines() throws IOException, MappingException {
        String text = json.text("a number of lines");
        if (!text.matches("[0-9]{1,6}")) {
            throw json.problem(Names.quoted(text), "a number of lines from 0 to " + MOST_LINES, null);
        }
        return Integer.parseInt(text);
    }

    /** What differs from saying nothing. */
    static void write(InputOptions options, JsonGenerator json) throws IOException {
        text(
                json,
                "encoding",
                options.encoding() == null ? null : options.encoding().name());
        text(json, "delimiter", word(options.delimiter(), '\t', TAB));
        text(json, "quote", word(options.quote(), InputOptions.NO_CHARACTER, NONE));
        text(json, "escape", word(options.escape(), InputOptions.NO_CHARACTER, NONE));
        text(json, "comment", word(options.comment(), InputOptions.NO_CHARACTER, NONE));
        if (options.skipLines() > 0) {
            json.writeNumberField("skip_lines", options.skipLines());
        }
        text(json, "sheet", options.sheet());
    }

    private static @Nullable String word(@Nullable Character character, char meant, String word) {
        return character == null ? null : character == meant ? word : character.toString();
    }

    private static void text(JsonGenerator json, String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }
}
