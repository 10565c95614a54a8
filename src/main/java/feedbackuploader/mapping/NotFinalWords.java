package feedbackuploader.mapping;

import feedbackuploader.input.ColumnNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words of one column or key that say that a value is no final answer of a person; the list of all of them is {@code
 * not-final.txt}.
 */
record NotFinalWords(Set<String> words) {

    private static final String TRUE = "*true";
    private static final String FALSE = "*false";
    private static final String ANY = "*any";

    private static final int LONGEST = 60;

    private static final Map<String, NotFinalWords> BY_NAME = read();

    /** Null for a name that says nothing of the kind. */
    static @Nullable NotFinalWords of(String name) {
        if (name.length() > LONGEST) {
            return null;
        }
        String normal = ColumnNames.normal(name);
        NotFinalWords words = BY_NAME.get(normal);
        return words != null
                ? words
                : BY_NAME.get(normal.substring(prefix(normal).length()));
    }

    /** Of {@code tone.responses.status}, {@code tone.responses.}: what the name says something of; mostly nothing. */
    static String prefix(String name) {
        return name.substring(0, name.lastIndexOf('.') + 1);
    }

    boolean has(String label) {
        if (label.isEmpty() || label.length() > LONGEST || KnownWords.isNone(label)) {
            return false;
        }
        return words.contains(ANY)
                || words.contains(ColumnNames.normal(label))
                || (words.contains(TRUE) && is(label, "true", "1"))
                || (words.contains(FALSE) && is(label, "false", "0"));
    }

    private static boolean is(String label, String word, String digit) {
        String normal = Labels.normal(label);
        return normal.equals(word) || normal.equals(digit) || word.equals(KnownWords.meaning(label));
    }

    private static Map<String, NotFinalWords> read() {
        Map<String, NotFinalWords> byName = new HashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(NotFinalWords.class.getResourceAsStream("not-final.txt")),
                StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> {
                        int bar = line.indexOf('|');
                        NotFinalWords words = new NotFinalWords(normal(line.substring(bar + 1)));
                        normal(line.substring(0, bar)).forEach(name -> byName.put(name, words));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("a part of the program cannot be read", e);
        }
        return Map.copyOf(byName);
    }

    private static Set<String> normal(String listed) {
        return Arrays.stream(listed.split(","))
                .map(ColumnNames::normal)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
