package feedbackuploader.sandbox;

import feedbackuploader.sandbox.GraphQlQuery.Argument;
import feedbackuploader.sandbox.GraphQlQuery.Field;
import feedbackuploader.sandbox.GraphQlQuery.Invalid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one query or mutation: fields with aliases, arguments that are variables or strings, and nested selections. No
 * fragments, directives or objects written into the query, which no client of the real API needs for reading feedback back.
 */
final class GraphQlParser {

    private static final Pattern TOKEN = Pattern.compile(
            "(?:[\\s,\\uFEFF]|#[^\\n\\r]*+)*+([_A-Za-z][_0-9A-Za-z]*+|\"[^\"\\\\\\n]*+\"|\\.\\.\\.|[^\\s,]|$)");
    private static final Pattern NAME = Pattern.compile("[_A-Za-z][_0-9A-Za-z]*");
    private static final int DEPTH_LIMIT = 20;

    private final Matcher tokens;
    private final int length;
    private int end;
    private String token = "";
    private int depth;

    private GraphQlParser(String text) {
        tokens = TOKEN.matcher(text);
        length = text.length();
    }

    static GraphQlQuery parse(String text) throws Invalid {
        return new GraphQlParser(text).document();
    }

    private GraphQlQuery document() throws Invalid {
        advance();
        boolean isMutation = false;
        Map<String, String> variables = new LinkedHashMap<>();
        if (!token.equals("{")) {
            isMutation = token.equals("mutation");
            if (!isMutation && !token.equals("query")) {
                throw new Invalid("the sandbox answers queries and mutations only, found \"" + token + "\"");
            }
            advance();
            if (isName()) {
                advance();
            }
            if (take("(")) {
                variables(variables);
            }
        }
        List<Field> selection = selection();
        if (!token.isEmpty()) {
            throw new Invalid("expected the end after one query, found \"" + token + "\"");
        }
        return new GraphQlQuery(isMutation, variables, selection);
    }

    private void variables(Map<String, String> variables) throws Invalid {
        while (!take(")")) {
            expect("$");
            String name = name();
            expect(":");
            variables.put(name, name() + (take("!") ? "!" : ""));
        }
    }

    private List<Field> selection() throws Invalid {
        if (++depth > DEPTH_LIMIT) {
            throw new Invalid("the query is nested too deep");
        }
        expect("{");
        List<Field> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (!take("}"));
        depth--;
        return fields;
    }

    private Field field() throws Invalid {
        String alias = name();
        String name = take(":") ? name() : alias;
        Map<String, Argument> arguments = new LinkedHashMap<>();
        if (take("(")) {
            while (!take(")")) {
                String argument = name();
                expect(":");
                arguments.put(argument, argument());
            }
        }
        return new Field(alias, name, arguments, token.equals("{") ? selection() : List.of());
    }

    private Argument argument() throws Invalid {
        if (take("$")) {
            return new Argument(true, name());
        }
        if (!token.startsWith("\"") || token.length() < 2) {
            throw new Invalid("expected a variable or a string, found \"" + token + "\"");
        }
        String text = token.substring(1, token.length() - 1);
        advance();
        return new Argument(false, text);
    }

    private String name() throws Invalid {
        if (!isName()) {
            throw new Invalid("expected a name, found " + (token.isEmpty() ? "the end" : "\"" + token + "\""));
        }
        String name = token;
        advance();
        return name;
    }

    private boolean isName() {
        return NAME.matcher(token).matches();
    }

    private void expect(String expected) throws Invalid {
        if (!take(expected)) {
            throw new Invalid(
                    "expected \"" + expected + "\", found " + (token.isEmpty() ? "the end" : "\"" + token + "\""));
        }
    }

    private boolean take(String expected) {
        boolean taken = token.equals(expected);
        if (taken) {
            advance();
        }
        return taken;
    }

    /** At the end the token is empty. */
    private void advance() {
        if (tokens.find(end)) {
            token = tokens.group(1);
            end = tokens.end();
        } else {
            token = "";
            end = length;
        }
    }
}
