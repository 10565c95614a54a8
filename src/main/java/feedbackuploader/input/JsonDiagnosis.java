package feedbackuploader.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads refused JSON once more, slowly, to say in a user's words what the library says in a programmer's. */
final class JsonDiagnosis {

    private static final JsonMapper LENIENT_ON_DUPLICATES = StrictJson.MAPPER
            .rebuild()
            .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonDiagnosis() {}

    static StrictJson.Malformed of(String text) {
        try (JsonParser parser = LENIENT_ON_DUPLICATES.createParser(text)) {
            try {
                StrictJson.Malformed found = firstFault(parser);
                return found != null ? found : invalid("text that is not JSON", null);
            } catch (JsonEOFException e) {
                return invalid("JSON that is cut off", "Write each JSON object on one line.");
            } catch (StreamConstraintsException e) {
                return beyondLimit(String.valueOf(e.getOriginalMessage()));
            } catch (ArithmeticException | NumberFormatException e) {
                return new StrictJson.Malformed(new Problem(
                        "a number with an exponent of more than nine digits",
                        "a number in the range of a double",
                        null));
            } catch (JsonProcessingException e) {
                return invalid(character(text, (int) e.getLocation().getCharOffset() + 1), null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string can always be read", e);
        }
    }

    private static StrictJson.@Nullable Malformed firstFault(JsonParser parser) throws IOException {
        Deque<Set<String>> names = new ArrayDeque<>();
        int depth = 0;
        int values = 0;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (depth == 0 && ++values > 1) {
                return invalid(
                        "more text after the JSON value, from character "
                                + parser.currentTokenLocation().getColumnNr(),
                        "Write each JSON object on one line.");
            }
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    names.push(new HashSet<>());
                    depth++;
                }
                case END_OBJECT, END_ARRAY -> {
                    names.pop();
                    depth--;
                }
                case FIELD_NAME -> {
                    if (!names.element().add(parser.currentName())) {
                        return new StrictJson.Malformed(new Problem(
                                "the key " + Printable.quoted(parser.currentName()) + " twice",
                                "each key once in an object",
                                null));
                    }
                }
                case VALUE_STRING -> parser.getText();
                case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
                case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
                default -> {}
            }
        }
        return null;
    }

    private static StrictJson.Malformed beyondLimit(String library) {
        if (library.contains("nesting depth")) {
            return new StrictJson.Malformed(new Problem(
                    "lists and objects nested more than " + StrictJson.DEEPEST + " levels deep",
                    "at most " + StrictJson.DEEPEST,
                    null));
        } else if (library.startsWith("String")) {
            return longerThan("a text", RawRecord.CELL_LIMIT);
        } else if (library.startsWith("Name")) {
            return longerThan("a key", StrictJson.LONGEST_KEY);
        }
        return longerThan("a number", StrictJson.LONGEST_NUMBER);
    }

    private static StrictJson.Malformed longerThan(String what, int limit) {
        return new StrictJson.Malformed(new Problem(
                String.format(Locale.ROOT, "%s of more than %,d characters", what, limit),
                String.format(Locale.ROOT, "at most %,d", limit),
                null));
    }

    private static StrictJson.Malformed invalid(String found, @Nullable String hint) {
        return new StrictJson.Malformed(new Problem(found, "valid JSON", hint));
    }

    /** @param column from 1, as the library counts */
    private static String character(String text, int column) {
        if (column < 1 || column > text.length()) {
            return "JSON that is cut off";
        }
        String before = text.substring(0, column - 1);
        if (before.endsWith("NaN") || before.endsWith("Infinity")) {
            return "NaN or Infinity, which is not valid JSON";
        }
        int c = text.codePointAt(column - 1);
        String shown = Shell.isPrintable(Character.toString(c))
                ? Printable.quoted(Character.toString(c))
                : String.format(Locale.ROOT, "U+%04X", c);
        return shown + " at character " + column;
    }
}
