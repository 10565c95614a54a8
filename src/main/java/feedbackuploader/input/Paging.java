package feedbackuploader.input;

import feedbackuploader.support.Printable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an answer of a server says beside its list of rows of the pages that follow. */
final class Paging {

    /** Maximum number of characters beside a list that are looked at. */
    static final int LONGEST = 2_000;

    private static final Pattern NEXT = Pattern.compile(
            "(?i)\"(next[\\w-]*|has_?more\\w*|has_?next\\w*|(?:is_?)?truncated)\"\\s*:\\s*(\"(?!false|null|no\")[^\"]|true|[1-9]|\\{\\s*\")");

    private static final Pattern TOTAL = Pattern.compile(
            "(?i)\"(total(?:_?(?:items|count|records|results|rows|elements|size))?)\"\\s*:\\s*\"?([0-9]{1,15})(?![0-9.])");

    private static final Pattern PAGES = Pattern.compile(
            "(?i)\"((?:total_?|num_?)?pages|(?:total_?)?page_?count|last_?page)\"\\s*:\\s*\"?([0-9]{1,9})(?![0-9.])");

    private @Nullable String next;
    private @Nullable String total;
    private long most;
    private @Nullable String pages;
    private long mostPages;
    private long objects;

    /** At the beginning of each object that holds a list: the last one counts. */
    void begin() {
        next = null;
        objects++;
    }

    /** @param value JSON, or its beginning */
    void look(String name, String value) {
        String text = "\"" + name + "\": " + value;
        Matcher more = NEXT.matcher(text);
        if (more.find()) {
            next = more.group(1);
        }
        Matcher all = TOTAL.matcher(text);
        if (all.find()) {
            total = all.group(1);
            most = Long.parseLong(all.group(2));
        }
        Matcher several = PAGES.matcher(text);
        if (several.find()) {
            pages = several.group(1);
            mostPages = Long.parseLong(several.group(2));
        }
    }

    /** @param rows how many there have been */
    Optional<String> notice(long rows) {
        String found = total != null && most > rows
                ? "its " + Printable.quoted(total) + " is " + most
                : pages != null && mostPages > objects
                        ? "its " + Printable.quoted(pages) + " is " + mostPages
                        : next != null ? "its " + Printable.quoted(next) + " names more" : null;
        return Optional.ofNullable(found)
                .map(why -> "The file is one page of a longer list: it has " + rows + (rows == 1 ? " row" : " rows")
                        + " and " + why + ". Only these rows are uploaded. Export the other pages too.");
    }
}
