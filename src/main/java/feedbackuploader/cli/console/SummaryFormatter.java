package feedbackuploader.cli.console;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Status;
import feedbackuploader.report.Summary;
import feedbackuploader.server.StopReason;
import feedbackuploader.support.Shell;
import feedbackuploader.upload.ExitStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an upload says at its end: counts by status, where the report is, and how to go on if anything is left. */
public final class SummaryFormatter {

    private static final List<Status> ORDER =
            List.of(Status.RECORDED, Status.INVALID, Status.REJECTED, Status.NOT_SENT, Status.UNKNOWN, Status.SKIPPED);

    /** The option and what it was given, in the shell's quotes or not. */
    private static final Pattern MAX_ERRORS =
            Pattern.compile(" (?:'--max-errors=[^']*'|--max-errors[= ](?:'[^']*'|\\S+))");

    public static final String NOT_SENT = "(not recorded; the next run sends them)";

    private static final Pattern ROUTE = Pattern.compile(" --route[= ]\\S+");

    private static final Pattern SANDBOX_OPTION = Pattern.compile(" --sandbox\\b");

    private final Summary summary;
    private final String command;
    private final String name;

    private SummaryFormatter(Summary summary, String command) {
        this.summary = summary;
        this.command = command;
        this.name = String.valueOf(Path.of(summary.input()).getFileName());
    }

    /** @param command that was typed, to be repeated */
    public static List<String> of(Summary summary, String command) {
        SummaryFormatter words = new SummaryFormatter(summary, command);
        List<String> lines = new ArrayList<>();
        words.counts(lines);
        lines.addAll(files(path(summary.results()), path(summary.failed())));
        words.advice(lines);
        return lines;
    }

    /** Why the run ended early; empty when it did not. */
    public static Optional<String> ending(Summary summary) {
        if (summary.stopped() != null) {
            return Optional.of("Stopped: " + summary.stopped());
        }
        return wasInterrupted(summary) ? Optional.of("Interrupted. Everything so far is kept.") : Optional.empty();
    }

    private static boolean wasInterrupted(Summary summary) {
        return ExitStatus.ofCode(summary.exitCode()) == ExitStatus.INTERRUPTED;
    }

    private void counts(List<String> lines) {
        if (summary.results() == null) {
            lines.add(name + ": nothing was sent.");
            return;
        }
        lines.add(name + ": " + Amount.of(summary.rows(), "row")
                + (summary.feedback() == null ? "" : ", " + feedback(summary.feedback()))
                + (summary.dryRun() ? ", dry run, nothing was sent" : ""));
        lines.addAll(counts(summary.statuses(), notSent(), summary.shard() != null));
    }

    private static @Nullable Path path(@Nullable String path) {
        return path == null ? null : Path.of(path);
    }

    /** A line for each status that some rows have. */
    public static List<String> counts(Map<String, Long> statuses, String notSent, boolean isShard) {
        return ORDER.stream()
                .filter(Status.in(statuses)::contains)
                .map(status -> String.format(
                                "%10s %-9s %s",
                                Amount.of(statuses.getOrDefault(status.label(), 0L)),
                                status.label(),
                                meaning(status, notSent, isShard))
                        .stripTrailing())
                .toList();
    }

    /** What rows with several pieces hold: {@code 960 feedback}. */
    static String pieces(long number, boolean hasCompletions) {
        return Amount.of(number) + (hasCompletions ? " completions and feedback" : " feedback");
    }

    /** {@code 960 feedback (958 recorded, 2 rejected)}: the lines below it count rows. */
    private String feedback(Map<String, Long> statuses) {
        Map<String, Long> ordered = new LinkedHashMap<>();
        ORDER.forEach(status -> ordered.put(status.label(), statuses.getOrDefault(status.label(), 0L)));
        long sum = statuses.values().stream().mapToLong(Long::longValue).sum();
        return pieces(sum, summary.completions() != null) + " (" + Amount.listed(ordered) + ")";
    }

    private String notSent() {
        if (summary.dryRun() && summary.stopped() == null) {
            return "(would be sent)";
        }
        return isToBeDecided() ? "(this run sent nothing)" : NOT_SENT;
    }

    /** Whether the same command would send nothing again: the user must say first what rows are. */
    private boolean isToBeDecided() {
        return summary.stopCause() == StopReason.SAME_TEXT
                || (summary.stopCause() != null && summary.stopCause().isRepetition());
    }

    private static String meaning(Status status, String notSent, boolean isShard) {
        return switch (status) {
            case INVALID -> "(failed the check; not sent)";
            case REJECTED -> "(refused by the server; not recorded)";
            case NOT_SENT -> notSent;
            case UNKNOWN -> "(the server may or may not have them)";
            case SKIPPED -> isShard ? "(for other shards, or not sent on purpose)" : "(not sent on purpose)";
            case RECORDED -> "";
        };
    }

    /** Where the report is. */
    public static List<String> files(@Nullable Path results, @Nullable Path failed) {
        List<String> lines = new ArrayList<>();
        if (results != null) {
            lines.add("Report: " + TypedCommand.shown(results));
        }
        if (failed != null) {
            lines.add("Rows to fix (a copy): " + TypedCommand.shown(failed));
        }
        return lines;
    }

    private void advice(List<String> lines) {
        if (summary.stopCause() == StopReason.SENT_BEFORE) {
            lines.add("Nothing was sent. To skip the rows that were sent before: " + command + " --skip-recorded");
            lines.add("To send them a second time: " + command + " --again");
            return;
        } else if (summary.stopCause() == StopReason.SAME_TEXT) {
            lines.add("To create one completion for rows with the same text: " + command + " --same-text one");
            lines.add("To create one for each row: " + command + " --same-text each");
            return;
        } else if (summary.stopCause() == StopReason.REWORDED) {
            lines.add("Nothing was sent. To keep what is recorded, use the options of the earlier run."
                    + " To send the rows a second time: "
                    + command + " --again");
            if (summary.results() != null && SANDBOX_OPTION.matcher(command).find()) {
                lines.add("To try the new options in an empty sandbox: rm -r "
                        + Shell.word(TypedCommand.shown(Objects.requireNonNull(
                                Path.of(summary.results()).toAbsolutePath().getParent())))
                        + " && " + command);
            }
            return;
        }
        boolean isContinued = !summary.dryRun()
                && (count(Status.NOT_SENT) > 0 || summary.stopped() != null || wasInterrupted(summary));
        if (summary.stopCause() == StopReason.TOO_MANY_INVALID) {
            addAboutInvalid(lines);
        } else if (summary.dryRun()) {
            lines.add("To upload the file, run the same command without --dry-run.");
        } else if (isContinued) {
            lines.add(toContinue() + command);
            if (summary.stopCause() == StopReason.NO_FEEDBACK_ROUTE) {
                lines.add("Later versions take metric feedback by GraphQL. To send it so: "
                        + ROUTE.matcher(command).replaceAll("") + " --route graphql");
            }
        } else if (summary.failed() != null) {
            lines.add(
                    "Fix these rows in " + name + " and run the same command again: recorded rows are not sent again.");
        }
        if (count(Status.UNKNOWN) > 0 && !summary.dryRun()) {
            boolean canCheck = summary.useCase() != null || summary.project() != null;
            lines.add("Unknown rows are not sent again automatically: the server may have them. upload_error gives"
                    + " the reason."
                    + (!canCheck
                            ? ""
                            : isContinued
                                    ? " The same command checks them again."
                                    : " To check them again: " + command));
            if (!canCheck) {
                lines.add("To check them on the server, run again with the use case or project of the completions."
                        + " On deployments up to 0.12: " + command + " --use-case KEY");
                lines.add("On later ones: " + command + " --project KEY");
            }
            lines.add("If you know that the server has none of them: " + command + " --resend-unknown");
        }
    }

    /** The same command alone is no advice where it would stop at the same point. */
    private String toContinue() {
        if (summary.stopCause() == null || summary.stopCause() == StopReason.DECLINED) {
            return "To continue: ";
        } else if (summary.stopCause() == StopReason.FIRST_ROWS) {
            return "To send the rest: ";
        } else if (summary.stopCause().needsAChange()) {
            return "Fix this first, then run the same command again: ";
        }
        return summary.stopCause() == StopReason.SERVER_DOWN
                ? "To continue once the server can be reached: "
                : "To continue: ";
    }

    /** More invalid rows than {@code --max-errors} allows. If no row is valid, an option is probably missing, and a higher limit does not help. */
    private void addAboutInvalid(List<String> lines) {
        Map<String, Long> pieces = summary.feedback() == null ? summary.statuses() : summary.feedback();
        long valid = pieces.getOrDefault(Status.NOT_SENT.label(), 0L);
        if (valid == 0) {
            lines.add("No row can be sent yet. Add what is advised above, or fix the rows in " + name
                    + ", and run again: " + command);
        } else {
            lines.add("Fix these rows in " + name + " and run the same command again: " + command);
            lines.add("Or send " + (summary.feedback() == null ? Amount.of(valid, "valid row") : "what is valid")
                    + " without them: " + MAX_ERRORS.matcher(command).replaceAll("") + " --max-errors "
                    + pieces.getOrDefault(Status.INVALID.label(), 0L));
        }
    }

    private long count(Status status) {
        return summary.statuses().getOrDefault(status.label(), 0L);
    }
}
