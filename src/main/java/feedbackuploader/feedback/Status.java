package feedbackuploader.feedback;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a report says became of feedback, from what asks nothing of a person to what asks most. */
public enum Status {
    /** Not sent on purpose. */
    SKIPPED("not sent on purpose"),
    /** The server has it. */
    RECORDED(""),
    /** The server does not have it; the next run sends it. */
    NOT_SENT("not recorded; the next run sends them"),
    /** It failed the check, and was never sent. */
    INVALID("failed the check; not sent"),
    /** The server refused it. */
    REJECTED("refused by the server; not recorded"),
    /** The server may or may not have it. */
    UNKNOWN("the server may or may not have them");

    /** The order in which everything tells them. */
    public static final List<Status> TOLD = List.of(RECORDED, INVALID, REJECTED, NOT_SENT, UNKNOWN, SKIPPED);

    private final String label = name().toLowerCase(Locale.ROOT);

    private final String meaning;

    Status(String meaning) {
        this.meaning = meaning;
    }

    /** What it says of rows, behind their number; empty where the label says it all. */
    public String meaning() {
        return meaning;
    }

    /** As reports, summaries and messages have it. */
    public String label() {
        return label;
    }

    /** Whether such rows are handed out to be fixed. */
    public boolean isToFix() {
        return this == INVALID || this == REJECTED;
    }

    /** {@code counts}, which are by {@link #label}, in the order in which they are told. */
    public static Map<String, Long> ordered(Map<String, Long> counts) {
        Map<String, Long> ordered = new LinkedHashMap<>();
        for (Status status : TOLD) {
            if (counts.containsKey(status.label)) {
                ordered.put(status.label, counts.get(status.label));
            }
        }
        return Collections.unmodifiableMap(ordered);
    }

    /** The status that a cell of a report names, in any capitals. */
    public static Optional<Status> named(String cell) {
        return Arrays.stream(values())
                .filter(status -> status.label.equalsIgnoreCase(cell.strip()))
                .findFirst();
    }

    /** Those that some of {@code counts} have, which are by {@link #label}. */
    public static Set<Status> in(Map<String, Long> counts) {
        Set<Status> statuses = EnumSet.noneOf(Status.class);
        for (Status status : values()) {
            if (counts.getOrDefault(status.label, 0L) > 0) {
                statuses.add(status);
            }
        }
        return statuses;
    }
}
