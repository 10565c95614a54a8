package feedbackuploader.input;

import feedbackuploader.support.Place;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The elements of the list under one key of an object, or of several such objects one after the other. */
final class ListRecordReader extends ArrayRecordReader {

    private static final int NAMES = 20;

    private final String key;
    private final String path;
    private final Set<String> others = new TreeSet<>();
    private final StringBuilder passed = new StringBuilder();
    private final Paging paging = new Paging();

    ListRecordReader(String file, String path, StrictReader reader, String key) {
        super(file, path, reader);
        this.key = key;
        this.path = path;
    }

    /** Whether the file is but a part of what there is, as whole sentences. */
    Optional<String> partial() {
        return paging.notice(row);
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
        paging.begin();
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
            int depth = 0;
            if (c == '[') {
                depth = 1;
                c = nextThatIsNoSpace();
                if (c == '{' && JsonShape.isList(name)) {
                    throw twoLists(name);
                }
            }
            passed.setLength(0);
            boolean isEnd = pass(c, depth);
            paging.look(name, passed.toString());
            if (isEnd) {
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
    private boolean pass(int first, int before) throws InputException, IOException {
        int depth = before;
        for (int c = first; c != END; c = read()) {
            note(c);
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
            note(c);
            line += c == '\n' ? 1 : 0;
            if (c == '\\') {
                read();
            }
        }
        note('"');
    }

    private void note(int c) {
        if (passed.length() < Paging.LONGEST) {
            passed.append((char) c);
        }
    }

    private InputException twoLists(String other) {
        return new InputException(
                file,
                new Problem(
                        "two lists of rows in one object, " + Printable.quoted(key) + " and " + Printable.quoted(other),
                        "one list of rows",
                        "Extract one of them: jq -c " + Shell.word("." + quoted(key) + "[]") + " " + Shell.word(path)
                                + " > rows.jsonl"));
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private InputException wrong(String found) {
        return new InputException(
                new Place(file, row, line),
                new Problem(found, "one JSON object with a list under " + Printable.quoted(key), HINT));
    }
}
