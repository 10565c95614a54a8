package feedbackuploader.cli;

import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.upload.MetricCommand;
import feedbackuploader.upload.MissingMetricsException;
import feedbackuploader.upload.UnusableException;
import java.util.List;

/** The command that registers what a deployment lacks, at the same deployment. */
final class MetricAdvice {

    private MetricAdvice() {}

    /** What {@code e} says, and the commands to be copied. */
    static UnusableException on(MissingMetricsException e, TypedCommand upload) {
        List<String> toCreate =
                e.toCreate().stream().filter(metric -> !metric.startsWith("-")).toList();
        return toCreate.isEmpty()
                ? e
                : new UnusableException(
                        e.getMessage() + " To create " + (e.toCreate().size() == 1 ? "it" : "them")
                                + " (scalar takes numbers, bool takes true and false): "
                                + MetricCommand.create(toCreate, upload.toPaste()),
                        e);
    }
}
