package feedbackuploader.upload;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Status;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.Summary;
import feedbackuploader.server.StopReason;
import feedbackuploader.support.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** How to go on after a run, if anything is left: what a terminal and the report to look at say alike. */
public final class NextSteps {

    /** The option and what it was given, in the shell's quotes or not. */
    private static final Pattern MAX_ERRORS =
            Pattern.compile(" (?:'--max-errors=[^']*'|--max-errors[= ](?:'[^']*'|\\S+))");

    private static final Pattern ROUTE = Pattern.compile(" --route[= ]\\S+");

    private static final Pattern SANDBOX_OPTION = Pattern.compile(" --sandbox\\b");

    private static final Pattern DRY_RUN = Pattern.compile(" --dry-run(?= |$)");

    /** Stands in options in place of what may be a secret. */
    private static final String HIDDEN = "…";

    private final Summary summary;
    private final String command;
    private final String name;
    private final List<NextStep> steps = new ArrayList<>();

    private NextSteps(Summary summary, String command) {
        this.summary = summary;
        this.command = command;
        Path input = Path.of(summary.input());
        this.name = RunFolder.isCopy(input) ? Shell.path(input) : String.valueOf(input.getFileName());
    }

    /** @param command that was typed, to be repeated */
    public static List<NextStep> after(Summary summary, String command) {
        NextSteps next = new NextSteps(summary, command);
        next.advise();
        return List.copyOf(next.steps);
    }

    /** How refused rows come to be taken that were refused for these metrics: each as KEY:KIND. */
    public static List<NextStep> toLink(List<String> metrics, String command) {
        if (metrics.isEmpty()) {
            return List.of();
        }
        String these = metrics.size() == 1 ? "it" : "them";
        return MetricCommand.namesProject(command)
                ? List.of(new NextStep(
                        "To link the " + (metrics.size() == 1 ? "metric" : "metrics") + " of refused rows:",
                        MetricCommand.create(metrics, command)))
                : List.of(
                        new NextStep(
                                "To link the " + (metrics.size() == 1 ? "metric" : "metrics")
                                        + " of refused rows to the use case of their completions:",
                                MetricCommand.create(metrics, command + " --use-case KEY")),
                        new NextStep(
                                "On deployments from 0.13 on, link " + these + " to their project:",
                                MetricCommand.create(metrics, command + " --project KEY")));
    }

    private void add(String text, String its) {
        steps.add(new NextStep(text, its));
    }

    private void advise() {
        if (summary.stopCause() == StopReason.SENT_BEFORE) {
            add("Nothing was sent. To skip the rows that were sent before:", command + " --skip-recorded");
            add("To send them a second time:", command + " --again");
        } else if (summary.stopCause() == StopReason.SAME_TEXT) {
            add("To create one completion for rows with the same text:", command + " --same-text one");
            add("To create one for each row:", command + " --same-text each");
        } else if (summary.stopCause() == StopReason.REWORDED) {
            addAboutOtherOptions();
        } else {
            addWhatIsLeft();
        }
    }

    private void addAboutOtherOptions() {
        add(
                "Nothing was sent. To keep what is recorded, use the options of the earlier run."
                        + " To send the rows a second time:",
                command + " --again");
        if (summary.results() != null && SANDBOX_OPTION.matcher(command).find()) {
            Path folder = Objects.requireNonNull(
                    Path.of(summary.results()).toAbsolutePath().getParent());
            add(
                    "To try the new options in an empty sandbox:",
                    "rm -r " + Shell.word(Shell.path(folder)) + " && " + command);
        }
    }

    private void addWhatIsLeft() {
        steps.addAll(toLink(summary.metricsToLink(), command));
        boolean wasInterrupted = ExitStatus.ofCode(summary.exitCode()) == ExitStatus.INTERRUPTED;
        boolean isContinued =
                !summary.dryRun() && (count(Status.NOT_SENT) > 0 || summary.stopped() != null || wasInterrupted);
        if (summary.stopCause() == StopReason.TOO_MANY_INVALID) {
            addAboutInvalid();
        } else if (summary.dryRun()) {
            add(
                    "To upload the file, run the same command without --dry-run.",
                    DRY_RUN.matcher(command).replaceAll(""));
        } else if (isContinued) {
            add(toContinue(), command);
            if (summary.stopCause() == StopReason.NO_FEEDBACK_ROUTE) {
                add(
                        "Later versions take metric feedback by GraphQL. To send it so:",
                        ROUTE.matcher(command).replaceAll("") + " --route graphql");
            }
        } else if (summary.failed() != null) {
            add(
                    (summary.metricsToLink().isEmpty()
                                    ? "Fix these rows in " + name + " and run"
                                    : "Then, or once the rows are fixed in " + name + ", run")
                            + " the same command again: recorded rows are not sent again.",
                    command);
            addCopyToFix(Path.of(summary.failed()));
        }
        if (count(Status.UNKNOWN) > 0 && !summary.dryRun()) {
            addAboutUnknown(isContinued);
        }
    }

    /** Not where the file would not know of it: what a sandbox of the program's own recorded is not remembered. */
    private void addCopyToFix(Path failed) {
        boolean isItsOwnCopy =
                Objects.equals(failed.getFileName(), Path.of(summary.input()).getFileName());
        if (!isItsOwnCopy && !SANDBOX_OPTION.matcher(command).find()) {
            EarlierCommand.of(summary.invocation().with(command))
                    .flatMap(its -> its.toUpload(failed, Path.of(summary.input())))
                    .map(upload -> upload.contains(HIDDEN)
                            ? new NextStep(
                                    "Or fix them in " + failed.getFileName()
                                            + " and upload that with the same options.",
                                    null)
                            : new NextStep("Or fix them in " + failed.getFileName() + " and upload that:", upload))
                    .ifPresent(steps::add);
        }
    }

    /** The same command alone is no advice where it would stop at the same point. */
    private String toContinue() {
        StopReason cause = summary.stopCause();
        if (cause == StopReason.FIRST_ROWS) {
            return "To send the rest:";
        } else if (cause != null && cause.needsAChange()) {
            return "Fix what stopped the run, then run the same command again:";
        }
        return cause == StopReason.SERVER_DOWN ? "To continue once the server can be reached:" : "To continue:";
    }

    /** More invalid rows than {@code --max-errors} allows. If no row is valid, an option is probably missing, and a higher limit does not help. */
    private void addAboutInvalid() {
        Map<String, Long> pieces = summary.feedback() == null ? summary.statuses() : summary.feedback();
        long valid = pieces.getOrDefault(Status.NOT_SENT.label(), 0L);
        if (valid == 0) {
            add(
                    "No row can be sent yet. Add what is advised above, or fix the rows in " + name
                            + ", and run again:",
                    command);
        } else {
            add("Fix these rows in " + name + " and run the same command again:", command);
            add(
                    "Or send "
                            + (summary.feedback() == null ? "the " + Amount.of(valid, "valid row") : "what is valid")
                            + " without them:",
                    MAX_ERRORS.matcher(command).replaceAll("") + " --max-errors "
                            + pieces.getOrDefault(Status.INVALID.label(), 0L));
        }
    }

    private void addAboutUnknown(boolean isContinued) {
        String why = "Unknown rows are not sent again automatically: the server may have them. upload_error gives"
                + " the reason.";
        boolean canCheck = summary.useCase() != null || summary.project() != null;
        if (!canCheck || isContinued) {
            steps.add(new NextStep(why + (canCheck ? " The same command checks them again." : ""), null));
        } else {
            add(why + " To check them again:", command);
        }
        if (!canCheck) {
            add(
                    "To check them on the server, run again with the use case or project of the completions."
                            + " On deployments up to 0.12:",
                    command + " --use-case KEY");
            add("On later ones:", command + " --project KEY");
        }
        add("If you know that the server has none of them:", command + " --resend-unknown");
    }

    private long count(Status status) {
        return summary.statuses().getOrDefault(status.label(), 0L);
    }
}
