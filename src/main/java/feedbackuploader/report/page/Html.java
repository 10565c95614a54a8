package feedbackuploader.report.page;

import feedbackuploader.support.Printable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes HTML in which text can never become markup, end a script or turn the direction of what stands beside it: names of
 * elements and attributes come from this program, and whatever else goes through {@link #escaped}.
 */
final class Html {

    private static final Pattern OPTION = Pattern.compile("(?<!\\S)\\p{Punct}?--\\p{Alpha}\\S*");

    private final Writer out;
    private final Deque<String> open = new ArrayDeque<>();

    /** @param out not closed by this */
    Html(Writer out) {
        this.out = out;
    }

    /** @param attributes names and values in turn; an empty value stands for an attribute without one */
    Html open(String element, String... attributes) throws IOException {
        start(element, attributes);
        open.push(element);
        return this;
    }

    private void start(String element, String... attributes) throws IOException {
        out.write('<');
        out.write(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.write(' ');
            out.write(attributes[i]);
            if (!attributes[i + 1].isEmpty()) {
                out.write("=\"");
                out.write(escaped(attributes[i + 1]));
                out.write('"');
            }
        }
        out.write('>');
    }

    /** Ends the element that was opened last. */
    Html close() throws IOException {
        String element = open.pop();
        out.write("</");
        out.write(element);
        out.write('>');
        if (isBlock(element)) {
            out.write('\n');
        }
        return this;
    }

    private static boolean isBlock(String element) {
        return switch (element) {
            case "section", "table", "tr", "p", "h1", "h2", "h3", "div", "li", "details", "figure", "header", "head" ->
                true;
            default -> false;
        };
    }

    Html text(String text) throws IOException {
        out.write(escaped(text));
        return this;
    }

    /** An element with nothing but text in it. */
    Html element(String element, String text, String... attributes) throws IOException {
        return open(element, attributes).text(text).close();
    }

    /** The same, of sentences or commands: a word with an option in it goes on a line of its own before it is broken. */
    Html words(String element, String text, String... attributes) throws IOException {
        open(element, attributes);
        int end = 0;
        for (Matcher word = OPTION.matcher(text); word.find(); end = word.end()) {
            text(text.substring(end, word.start()));
            element("span", word.group(), "class", "option");
        }
        return text(text.substring(end)).close();
    }

    /** One that has no end, as {@code meta}. */
    Html single(String element, String... attributes) throws IOException {
        start(element, attributes);
        return this;
    }

    /** A style or script of this program's own. */
    Html own(String element, PageAssets.Block block) throws IOException {
        open(element);
        out.write(block.content());
        return close();
    }

    void doctype() throws IOException {
        out.write("<!doctype html>\n");
    }

    /** {@code text} for the inside of an element or of an attribute; characters that nobody may see are told by number. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    if (isHarmful(c)) {
                        safe.append(String.format(Locale.ROOT, "[U+%04X]", c));
                    } else {
                        safe.appendCodePoint(c);
                    }
                }
            }
        }
        return safe.toString();
    }

    private static boolean isHarmful(int c) {
        boolean isNoCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        boolean isControl = Character.getType(c) == Character.CONTROL && c != '\n' && c != '\t';
        return isControl || isNoCharacter || Character.getType(c) == Character.SURROGATE || Printable.isBidiControl(c);
    }

    /** The bytes that {@code text} takes in the page. */
    static int size(String text) {
        return escaped(text).getBytes(StandardCharsets.UTF_8).length;
    }
}
