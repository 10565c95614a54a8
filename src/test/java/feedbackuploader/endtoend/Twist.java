package feedbackuploader.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;

/** How a deployment shows what it recorded otherwise than it was sent. What it keeps is right all the same. */
enum Twist {
    NONE,
    ESCAPED,
    FOLDED,
    ROUNDED,
    OTHER_KEYS,
    /** The sides of every comparison, though only those of ties mean nothing. */
    SWAPPED,
    /** On pages of ten, of which it shows the first, and nine are of others long before. */
    CUT,
    /** As from someone who may not see them. */
    HIDDEN,
    LATE_CLOCK,
    DAYS_ONLY,
    /** As a replica that is behind. */
    LAGGING;

    private static final String METRIC = "directFeedbacks";
    private static final String PREFERENCE = "comparisonFeedbacks";

    /** Longer than the settle wait of the proof. */
    private static final Duration LAG = Duration.ofSeconds(6);

    private static final int PAGE = 10;
    private static final long LONG_AGO = 1_600_000_000_000L;

    /** @param completion as a read-back shows it; it is changed */
    void twist(ObjectNode completion) {
        twist(completion, METRIC);
        twist(completion, PREFERENCE);
    }

    private void twist(ObjectNode completion, String kind) {
        if (completion.path(kind) instanceof ArrayNode list) {
            list.forEach(shown -> twistOne((ObjectNode) shown));
            if (this == LAGGING) {
                removeLatest(list);
            }
            if (this == CUT) {
                addOlder(list, kind);
            }
            while (list.size() > shownAtMost()) {
                list.remove(list.size() - 1);
            }
        }
    }

    private int shownAtMost() {
        return switch (this) {
            case CUT -> PAGE;
            case HIDDEN -> 0;
            default -> Integer.MAX_VALUE;
        };
    }

    private static void addOlder(ArrayNode list, String kind) {
        for (int i = 0; i < PAGE - 1; i++) {
            ObjectNode older = list.insertObject(0);
            older.put("id", "older " + i).put("createdAt", LONG_AGO);
            older.putObject("metric").put("key", "quality");
            if (kind.equals(METRIC)) {
                older.put("value", 0.125).putNull("details").putNull("userId");
            } else {
                older.putObject("preferedCompletion").put("id", Rating.uuid("older"));
                older.putObject("otherCompletion").put("id", Rating.uuid("other " + i));
            }
        }
    }

    private void twistOne(ObjectNode shown) {
        long millis = shown.path("createdAt").asLong();
        switch (this) {
            case ESCAPED ->
                putDetails(shown, details(shown).replace("\"", "&quot;").replace("=", "&#61;"));
            case FOLDED ->
                putDetails(shown, details(shown).strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
            case ROUNDED -> round(shown);
            case OTHER_KEYS -> shout((ObjectNode) shown.path("metric"));
            case SWAPPED -> swap(shown);
            case LATE_CLOCK ->
                shown.put("createdAt", millis - Duration.ofMinutes(5).toMillis());
            case DAYS_ONLY ->
                shown.put(
                        "createdAt",
                        millis - Math.floorMod(millis, Duration.ofDays(1).toMillis()));
            case NONE, CUT, HIDDEN, LAGGING -> {}
        }
    }

    private static String details(ObjectNode shown) {
        return shown.path("details").asText("");
    }

    private static void putDetails(ObjectNode shown, String details) {
        if (shown.path("details").isTextual()) {
            shown.put("details", details);
        }
    }

    private static void round(ObjectNode shown) {
        if (shown.has("value")) {
            shown.put("value", Math.rint(shown.path("value").asDouble()));
        }
    }

    private static void shout(ObjectNode metric) {
        metric.put("key", metric.path("key").asText().toUpperCase(Locale.ROOT));
    }

    private static void swap(ObjectNode shown) {
        JsonNode other = shown.path("otherCompletion");
        if (!other.isMissingNode()) {
            shown.set("otherCompletion", shown.path("preferedCompletion"));
            shown.set("preferedCompletion", other);
        }
    }

    private static void removeLatest(ArrayNode list) {
        long shownUntil = System.currentTimeMillis() - LAG.toMillis();
        for (var shown = list.iterator(); shown.hasNext(); ) {
            if (shown.next().path("createdAt").asLong() > shownUntil) {
                shown.remove();
            }
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
