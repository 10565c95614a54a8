package feedbackuploader.report.page;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Status;
import feedbackuploader.ledger.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of a file, in words. */
public final class Headline {

    private final Map<Status, Long> statuses;
    private final long rows;

    private final String whose;

    private Headline(Map<Status, Long> statuses, String whose) {
        this.statuses = statuses;
        this.whose = whose;
        this.rows = statuses.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@code 9,812 of 10,000 rows are recorded.}; where nothing went to a deployment, it says so. */
    static String of(PageContent content) {
        return of(
                content.rows().statuses(),
                whose(content),
                content.about(),
                content.provenance().target());
    }

    /**
     * The same of {@code statuses}, rows by status.
     *
     * @param target the deployment; null where none is concerned
     */
    public static String of(Map<Status, Long> statuses, PageContent.About about, @Nullable String target) {
        return of(statuses, "", about, target);
    }

    private static String whose(PageContent content) {
        return content.share() == null ? "" : " of shard " + content.share().shard();
    }

    private static String of(
            Map<Status, Long> statuses, String whose, PageContent.About about, @Nullable String target) {
        Headline headline = new Headline(statuses, whose);
        boolean isSandbox = Owner.SANDBOX.equals(target);
        if (headline.rows == 0) {
            return whose.isEmpty() ? "The file has no rows." : "The file has no rows" + whose + ".";
        }
        return switch (about) {
            case UPLOAD ->
                headline.share(Status.RECORDED) + headline.are(Status.RECORDED) + " recorded"
                        + (isSandbox ? " in the sandbox." : ".");
            case DRY_RUN -> headline.share(Status.NOT_SENT) + " would be sent" + (isSandbox ? " to the sandbox." : ".");
            case CHECK -> headline.share(Status.NOT_SENT) + " can be sent.";
        };
    }

    /** {@code 150 need a correction, 38 were refused.}; empty where there is nothing to add. */
    static String more(PageContent content) {
        Headline headline = new Headline(content.rows().statuses(), "");
        List<String> parts = new ArrayList<>();
        if (content.about() != PageContent.About.UPLOAD) {
            headline.add(parts, Status.RECORDED, "is recorded already", "are recorded already");
        }
        headline.add(parts, Status.INVALID, "needs a correction", "need a correction");
        headline.add(parts, Status.REJECTED, "was refused", "were refused");
        headline.add(parts, Status.UNKNOWN, "is unknown", "are unknown");
        if (content.about() == PageContent.About.UPLOAD) {
            headline.add(parts, Status.NOT_SENT, "is not sent yet", "are not sent yet");
        }
        headline.add(parts, Status.SKIPPED, "was left out", "were left out");
        return parts.isEmpty() ? "" : String.join(", ", parts) + ".";
    }

    private long count(Status status) {
        return statuses.getOrDefault(status, 0L);
    }

    private String share(Status status) {
        long count = count(status);
        if (count == rows) {
            return rows == 1 ? "The only row" + whose : "All " + Amount.of(rows) + " rows" + whose;
        }
        return (count == 0 ? "None" : Amount.of(count)) + " of " + Amount.of(rows, "row") + whose;
    }

    private String are(Status status) {
        return count(status) == 1 || (rows == 1 && count(status) == 0) ? " is" : " are";
    }

    private void add(List<String> parts, Status status, String one, String several) {
        long count = count(status);
        if (count > 0) {
            parts.add(Amount.of(count) + " " + (count == 1 ? one : several));
        }
    }
}
