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
}
