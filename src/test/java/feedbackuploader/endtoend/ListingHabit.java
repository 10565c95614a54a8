package feedbackuploader.endtoend;

import java.util.List;

/** How a deployment lists the completions that it has created, and whether the program can ask for them. */
enum ListingHabit {
    /** With any of the labels that are asked for, a while after they are created. */
    LATE(true, "drop-after=4%,429=2%,503=2%,retry-after=1s", "--visible-after", "1500ms"),
    /** With the first label alone. */
    FIRST(true, "drop-after=4%,503=2%", "--label-filter", "first", "--visible-after", "300ms"),
    /** With all of the labels, which no completion has. */
    ALL(true, "drop-after=4%,429=2%,retry-after=1s", "--label-filter", "all"),
    /** Not by several labels. */
    REFUSED(false, "drop-after=4%", "--label-filter", "refused"),
    /** Or leaves out all, as if there were none. */
    LYING(false, "drop-after=4%,503=2%,unlisted=30%", "--visible-after", "300ms"),
    LYING_BY_FIRST(false, "drop-after=4%,unlisted=20%", "--label-filter", "first"),
    /** The program gives no label. */
    UNLABELLED(false, "drop-after=4%,429=2%,503=2%,retry-after=1s");

    private final boolean isProof;
    private final String faults;

    @SuppressWarnings("ImmutableEnumChecker") // List.of gives an immutable one
    private final List<String> sandbox;

    ListingHabit(boolean isProof, String faults, String... sandbox) {
        this.isProof = isProof;
        this.faults = faults;
        this.sandbox = List.of(sandbox);
    }

    /** Whether what became of a completion can be found out, so that none may stay unknown. */
    boolean isProof() {
        return isProof;
    }

    /** As {@code --faults} takes it. */
    String faults() {
        return faults;
    }

    /** Of the sandbox. */
    List<String> options() {
        return sandbox;
    }

    /** Whether the list leaves out what exists. */
    boolean isLying() {
        return faults.contains("unlisted");
    }
}
