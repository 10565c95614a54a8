package feedbackuploader.input;

import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.util.List;

/**
 * JSON, or nearly JSON, that has no rows: refused with a command that makes rows of it. Its path is the one that was typed,
 * so that the command works where that did.
 */
final class JsonRemedies {

    private static final String ROWS = "one JSON object per row";

    private JsonRemedies() {}

    /** Python's own form of a dictionary, which {@code str()} writes: single quotes, None and True. */
    static void refusePython(String start, String file, String path) throws InputException {
        boolean isList = start.startsWith("[");
        String first = isList ? start.substring(1).stripLeading() : start;
        if (!first.startsWith("{'") || start.contains("\n{\"")) {
            return;
        }
        String rows = isList
                ? "ast.literal_eval(open(" + quoted(path) + ").read())"
                : "map(ast.literal_eval, filter(str.strip, open(" + quoted(path) + ")))";
        throw refusal(
                file,
                path,
                "Python dictionaries in single quotes",
                "Write them with json.dumps(row), or convert them to JSON",
                "import ast, json; [print(json.dumps(row)) for row in " + rows + "]",
                "jsonl");
    }

    static void refuseLists(JsonScan scan, int first, String file, String path) throws InputException {
        int end = scan.end(first);
        boolean isListALine = end != JsonScan.NONE && !scan.has(first, "[{") && scan.at(scan.afterSpace(end)) == '[';
        if (!isListALine && !scan.has(first, "[[")) {
            return;
        }
        if (scan.has(first, "[[{")) {
            throw refusal(
                    file,
                    path,
                    "lists of rows inside a list, as where pages were joined",
                    "Write each row on a line",
                    "import json; [print(json.dumps(row)) for page in json.load(open(" + quoted(path)
                            + ")) for row in page]",
                    "jsonl");
        }
        String rows = isListALine
                ? "map(json.loads, filter(str.strip, open(" + quoted(path) + ")))"
                : "json.load(open(" + quoted(path) + "))";
        throw refusal(
                file,
                path,
                "rows that are lists, without column names",
                "If the first list holds the column names, convert the file to CSV",
                "import csv, json, sys; csv.writer(sys.stdout).writerows(" + rows + ")",
                "csv");
    }

    /** What pandas writes unless it is told otherwise: an object a column, or an object of rows by their number. */
    static void refuseColumns(JsonScan scan, List<JsonScan.Key> keys, String file, String path) throws InputException {
        if (keys.isEmpty()) {
            return;
        }
        JsonScan.Key first = keys.get(0);
        String table = "import json; t = json.load(open(" + quoted(path) + ")); ";
        List<JsonScan.Key> inner = scan.at(first.value()) == '{' ? scan.keys(first.value()) : List.of();
        if (!inner.isEmpty() && inner.get(0).name().equals("0")) {
            throw refusal(
                    file,
                    path,
                    "one JSON object with a column under each key",
                    "With pandas, write it with to_json(..., orient='records', lines=True). Or convert it",
                    table + "[print(json.dumps({c: t[c].get(k) for c in t})) for k in t[" + quoted(first.name()) + "]]",
                    "jsonl");
        }
        if (first.name().equals("0") && !inner.isEmpty()) {
            throw refusal(
                    file,
                    path,
                    "one JSON object with a row under each number",
                    "With pandas, write it with to_json(..., orient='records', lines=True). Or convert it",
                    table + "[print(json.dumps(row)) for row in t.values()]",
                    "jsonl");
        }
        boolean isSplit = keys.stream().anyMatch(key -> key.name().equals("columns") && scan.at(key.value()) == '[')
                && keys.stream().anyMatch(key -> key.name().equals("data") && scan.has(key.value(), "[["));
        if (isSplit) {
            throw refusal(
                    file,
                    path,
                    "one JSON object with columns and data apart",
                    "With pandas, write it with to_json(..., orient='records', lines=True). Or convert it",
                    table + "[print(json.dumps(dict(zip(t[\"columns\"], row)))) for row in t[\"data\"]]",
                    "jsonl");
        }
    }

    /** Deeper than one key, a list of rows is not looked for. */
    static InputException nested(String file, String path, String outer, String inner) {
        return refusal(
                file,
                path,
                "one JSON object with the rows under " + Printable.quoted(inner) + " inside " + Printable.quoted(outer),
                "Extract them",
                "import json; [print(json.dumps(row)) for row in json.load(open(" + quoted(path) + "))[" + quoted(outer)
                        + "][" + quoted(inner) + "]]",
                "jsonl");
    }

    private static InputException refusal(
            String file, String path, String found, String advice, String python, String ending) {
        int dot = path.lastIndexOf('.');
        String name = dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
        return new InputException(
                file,
                new Problem(
                        found,
                        ROWS,
                        advice + ": python3 -c '" + python + "' > " + Shell.word(name + ".rows." + ending)));
    }

    /** A text as Python and the shell, within single quotes, both take it. */
    private static String quoted(String text) {
        String python = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + python.replace("'", "'\\''") + '"';
    }
}
