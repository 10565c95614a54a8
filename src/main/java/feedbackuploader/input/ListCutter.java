package feedbackuploader.input;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** The elements of the list under one key of an object, or of several such objects one after the other. */
final class ListCutter extends ArrayCutter {

    private static final int NAMES = 20;

    private final String key;
    private final Set<String> others = new TreeSet<>();

    ListCutter(String file, StrictReader reader, String key) {
        super(file, reader);
        this.key = key;
    }

    /** The keys beside the list, the first of many. */
    Set<String> others() {
        return others;
    }

    @Override
    boolean begin() throws InputException, IOException {
        int c = nextThatIsNoPadding();
        if (c == END) {
            return false;
        }
        if (c != '{') {
            throw wrong("more text after the end of the JSON object");
        }
        return toList();
    }

    @Override
    boolean goOn() throws InputException, IOException {
        return toList() || begin();
    }

    /** Passes over what stands before the list; false at the end of the object. */
    private boolean toList() throws InputException, IOException {
        while (true) {
            int c = nextThatIsNoSpace();
            while (c == ',') {
                c = nextThatIsNoSpace();
            }
            if (c == '}') {
                return false;
            }
            String name = c == '"' ? text() : "";
            if (c != '"' || nextThatIsNoSpace() != ':') {
                throw wrong("an object that is cut off or is not JSON");
            }
            c = nextThatIsNoSpace();
            if (c == '[' && name.equals(key)) {
                return true;
            }
            if (others.size() < NAMES) {
                others.add(name);
            }
            if (pass(c)) {
                return false;
            }
        }
    }

    private String text() throws InputException, IOException {
        StringBuilder text = new StringBuilder();
        for (int c = read(); c != '"'; c = read()) {
            if (c == END) {
                throw wrong("an object that is cut off or is not JSON");
            }
            line += c == '\n' ? 1 : 0;
            if (text.length() <= StrictJson.LONGEST_KEY) {
                text.append((char) c);
            }
            if (c == '\\') {
                text.append((char) read());
            }
        }
        return text.toString();
    }

    /** Passes over a value; true when the object ended behind it. */
    private boolean pass(int first) throws InputException, IOException {
        int depth = 0;
        for (int c = first; c != END; c = read()) {
            if (c == '"') {
                passText();
            } else if (c == '\n') {
                line++;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth < 0) {
                    return true;
                }
            } else if (c == ',' && depth == 0) {
                return false;
            }
        }
        throw wrong("an object that is cut off or is not JSON");
    }

    private void passText() throws InputException, IOException {
        for (int c = read(); c != '"'; c = read()) {
            if (c == END) {
                throw wrong("an object that is cut off or is not JSON");
            }
            line += c == '\n' ? 1 : 0;
            if (c == '\\') {
                read();
            }
        }
    }

    private InputException wrong(String found) {
        return InputException.at(
                file, row, line, found, "one JSON object with a list under " + Shown.quoted(key), HINT);
    }
}
