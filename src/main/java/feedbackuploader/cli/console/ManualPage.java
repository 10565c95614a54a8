package feedbackuploader.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A page of the manual for a terminal: its paragraphs wrapped, its tables and examples as they stand, its links as words. */
public record ManualPage(String markdown) {

    private static final int COLUMNS = 80;

    /** What a reader types, and the file. The page on the sandbox has a name beside that of the command. */
    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    static {
        for (String page : List.of("files", "mapping", "running", "page", "promise", "options")) {
            PAGES.put(page, page);
        }
        PAGES.put("sandbox-faults", "sandbox");
        for (String page : List.of("throttle", "java", "design", "development", "changelog")) {
            PAGES.put(page, page);
        }
    }

    private static final Pattern LINK_TO_PAGE = Pattern.compile("\\[([^]]+)]\\((\\w+)\\.md[^)]*\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]*\\)");
    private static final Pattern ITEM = Pattern.compile("(\\s*(?:[-*]|\\d+\\.|>) ).*");

    /** In the order of the manual. */
    public static Set<String> names() {
        return PAGES.keySet();
    }

    /** @param name one of {@link #names} */
    public static ManualPage named(String name) {
        String resource = "/feedbackuploader/manual/" + PAGES.get(name) + ".md";
        try (InputStream page = ManualPage.class.getResourceAsStream(resource)) {
            if (page == null) {
                throw new AssertionError("the program was built without " + resource);
            }
            return new ManualPage(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of at most eighty columns, but for tables, examples and words that are longer. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        boolean isExample = false;
        for (String line : markdown.lines().toList()) {
            isExample ^= line.startsWith("```");
            if (isExample || line.startsWith("```") || line.startsWith("|") || line.startsWith("#")) {
                lines.add(isExample ? line : withoutLinks(line));
            } else {
                wrap(withoutLinks(line), lines);
            }
        }
        return lines;
    }

    private static String withoutLinks(String line) {
        String pages =
                LINK_TO_PAGE.matcher(line).replaceAll(link -> link.group(1) + " (help " + typed(link.group(2)) + ")");
        return LINK.matcher(pages).replaceAll("$1");
    }

    private static String typed(String file) {
        return PAGES.entrySet().stream()
                .filter(page -> page.getValue().equals(file))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(file);
    }

    private static void wrap(String paragraph, List<String> lines) {
        var item = ITEM.matcher(paragraph);
        String indent = item.matches() ? " ".repeat(item.group(1).length()) : "";
        String lead = paragraph.substring(
                0, paragraph.length() - paragraph.stripLeading().length());
        StringBuilder line = new StringBuilder(lead);
        for (String word : paragraph.stripLeading().split(" ", -1)) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(indent).append(word);
            } else {
                line.append(line.length() == lead.length() ? "" : " ").append(word);
            }
        }
        lines.add(line.toString());
    }
}
