package feedbackuploader.mapping.options;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.mapping.MappingException;
import feedbackuploader.mapping.Names;
import feedbackuploader.mapping.Nearest;
import feedbackuploader.mapping.Texts;
import feedbackuploader.support.Printable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A walk through a JSON file that a person wrote: whatever is wrong is told with its line and column. */
final class JsonPlace {

    private static final int LONGEST = 300;

    private final JsonParser parser;
    private final String file;

    JsonPlace(JsonParser parser, String file) {
        this.parser = parser;
        this.file = file;
    }

    /** Reads one key's value, which the walk stands on. */
    @FunctionalInterface
    interface Entry {
        void read(String key) throws IOException, MappingException;
    }

    /** Reads one element, which the walk stands on. */
    @FunctionalInterface
    interface Element {
        void read() throws IOException, MappingException;
    }

    /** Makes something that may be wrong as a whole. */
    @FunctionalInterface
    interface Maker<T> {
        T make() throws MappingException;
    }

    void next() throws IOException {
        parser.nextToken();
    }

    @Nullable
    JsonToken token() {
        return parser.currentToken();
    }

    /**
     * @param keys that may stand in it (capitals, underscores and spaces aside), or null for any
     * @param entry is given the key as {@code keys} has it
     */
    void object(@Nullable List<String> keys, Entry entry) throws IOException, MappingException {
        if (token() != JsonToken.START_OBJECT) {
            throw problem(found(), "an object: {…}", null);
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            String known = keys == null ? key : sameAs(key, keys);
            parser.nextToken();
            entry.read(known);
        }
    }

    private String sameAs(String key, List<String> keys) throws MappingException {
        return keys.stream()
                .filter(known -> isSame(known, key))
                .findFirst()
                .orElseThrow(() -> problem(
                        Names.quoted(key),
                        "one of " + String.join(", ", keys),
                        Nearest.to(key, keys)
                                .map(near -> "Did you mean \"" + near + "\"?")
                                .orElse(null)));
    }

    private static boolean isSame(String known, String key) {
        return ColumnNames.normal(known).equals(ColumnNames.normal(key));
    }

    void list(String expected, Element element) throws IOException, MappingException {
        if (token() != JsonToken.START_ARRAY) {
            throw problem(found(), expected, null);
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    /** A text; a number, true or false is the text that it spells. */
    String text(String expected) throws IOException, MappingException {
        JsonToken token = token();
        if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            throw problem(found(), expected, null);
        }
        return parser.getText();
    }

    boolean yesOrNo() throws IOException, MappingException {
        if (token() != JsonToken.VALUE_TRUE && token() != JsonToken.VALUE_FALSE) {
            throw problem(found(), "true or false", null);
        }
        return token() == JsonToken.VALUE_TRUE;
    }

    <T> T word(T[] all, Function<T, String> wordOf) throws IOException, MappingException {
        String expected = Arrays.stream(all).map(wordOf).collect(Collectors.joining(" or "));
        String text = text(expected);
        for (T one : all) {
            if (wordOf.apply(one).equalsIgnoreCase(Texts.trim(text))) {
                return one;
            }
        }
        throw problem(Names.quoted(text), expected, null);
    }

    void end() throws IOException, MappingException {
        if (parser.nextToken() != null) {
            throw problem(found(), "the end of the file", null);
        }
    }

    <T> T checked(Maker<T> maker) throws MappingException {
        try {
            return maker.make();
        } catch (MappingException e) {
            throw new MappingException(where(parser.currentTokenLocation(), file) + ": " + e.getMessage());
        }
    }

    MappingException problem(String found, String expected, @Nullable String hint) {
        return new MappingException(where(parser.currentTokenLocation(), file) + ": found " + found + "; expected "
                + expected + "." + (hint == null ? "" : " " + hint));
    }

    static MappingException malformed(JsonProcessingException e, String file) {
        return new MappingException(where(e.getLocation(), file) + ": found invalid JSON ("
                + Printable.of(e.getOriginalMessage(), LONGEST)
                + "); expected JSON (comments are allowed).");
    }

    private static String where(@Nullable JsonLocation location, String file) {
        return location == null ? file : file + " line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private String found() throws IOException {
        JsonToken token = token();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> Names.quoted(parser.getText());
            default -> parser.getText();
        };
    }
}
