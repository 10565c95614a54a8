package feedbackuploader.input;

import java.util.ArrayList;
import java.util.List;

/** Finds its way through the beginning of a JSON text by quotes and brackets alone; the text may end anywhere. */
final class JsonScan {

    static final int NONE = -1;

    private final String text;

    JsonScan(String text) {
        this.text = text;
    }

    /**
     * A key of an object.
     *
     * @param value where its value begins
     */
    record Key(String name, int value) {}

    /** The next character that is no space, from {@code at} on; the length of the text when there is none. */
    int afterSpace(int at) {
        int next = at;
        while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        return next;
    }

    char at(int i) {
        return i >= 0 && i < text.length() ? text.charAt(i) : 0;
    }

    /** Whether {@code signs} stand at {@code at} one after the other, spaces aside. */
    boolean has(int at, String signs) {
        int here = at;
        for (int i = 0; i < signs.length(); i++) {
            here = afterSpace(here);
            if (at(here) != signs.charAt(i)) {
                return false;
            }
            here++;
        }
        return true;
    }

    /** Behind the value that begins at {@code at}, or {@link #NONE} when the text ends within it. */
    int end(int at) {
        int depth = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i = closing(i);
                if (i == NONE) {
                    return NONE;
                }
            } else if (c == '{' || c == '[') {
                depth++;
                continue;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth < 0) {
                    return i;
                }
            } else if (depth == 0 && (c == ',' || " \t\r\n".indexOf(c) >= 0)) {
                return i;
            } else {
                continue;
            }
            if (depth == 0) {
                return i + 1;
            }
        }
        return NONE;
    }

    /** Of the text that opens at {@code quote}. */
    private int closing(int quote) {
        for (int i = quote + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        return NONE;
    }

    /** The keys of the object that opens at {@code at}, as far as the text goes. */
    List<Key> keys(int at) {
        List<Key> keys = new ArrayList<>();
        int i = afterSpace(at + 1);
        while (at(i) == '"') {
            int close = closing(i);
            int colon = close == NONE ? NONE : afterSpace(close + 1);
            if (colon == NONE || at(colon) != ':') {
                return keys;
            }
            int value = afterSpace(colon + 1);
            keys.add(new Key(text.substring(i + 1, close), value));
            int end = end(value);
            int comma = end == NONE ? NONE : afterSpace(end);
            if (comma == NONE || at(comma) != ',') {
                return keys;
            }
            i = afterSpace(comma + 1);
        }
        return keys;
    }
}
