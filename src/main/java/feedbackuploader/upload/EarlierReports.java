package feedbackuploader.upload;

import feedbackuploader.report.Report;
import feedbackuploader.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;

/** What an earlier run left in the run folder. */
final class EarlierReports {

    private EarlierReports() {}

    /** Before the first row leaves, so that a kill leaves no report that is not true. */
    static void outdate(UploadRequest request, Instant startedAt, UploadListener listener) {
        try {
            Report.outdate(request.folder().path());
            if (Files.exists(request.folder().summary())) {
                Summary.outdate(request.folder().summary(), request.input().toString(), startedAt.toString());
            }
        } catch (IOException e) {
            listener.notice("The report of an earlier run is out of date until this run ends, and is not marked so: "
                    + e.getMessage() + ".");
        }
    }

    static void tellOf(Report report, UploadListener listener) {
        if (report.notice() != null) {
            listener.notice(report.notice());
        }
        report.held()
                .forEach(file -> listener.notice("The upload of " + file + " is not over, so that file stays as it is"
                        + (report.statuses().containsKey("invalid")
                                        || report.statuses().containsKey("rejected")
                                ? ", and the rows to fix are in the results only"
                                : "")
                        + ". Upload it again first."));
        report.kept()
                .forEach(file -> listener.notice("The file of rows to fix was edited. It is kept as " + file + "."));
    }
}
