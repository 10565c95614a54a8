package example;

import feedbackuploader.api.FeedbackUpload;
import feedbackuploader.api.UploadException;
import feedbackuploader.api.UploadResult;
import feedbackuploader.feedback.Status;
import java.io.PrintStream;
import java.nio.file.Path;

/** Uploads a file, and prints the rows that are not recorded. */
public final class UploadExample {

    private UploadExample() {}

    public static void main(String[] args) throws Exception {
        FeedbackUpload upload = FeedbackUpload.toDeployment(
                "https://adaptive.example.com",
                System.getenv("ADAPTIVE_API_KEY"),
                Path.of("ratings.csv"),
                "--use-case",
                "support-bot",
                "--skip-recorded");
        System.exit(upload(upload, System.out));
    }

    static int upload(FeedbackUpload upload, PrintStream out) throws InterruptedException {
        try {
            UploadResult result = upload.run();
            out.println(result.count(Status.RECORDED) + " recorded, report in " + result.folder());
            result.nextSteps().forEach(out::println);
            upload.eachRow(row -> {
                if (row.status() != Status.RECORDED && row.status() != Status.SKIPPED) {
                    out.println("Line " + row.line() + " is " + row.status().label() + ": " + row.reason());
                }
            });
            return result.status().code();
        } catch (UploadException e) {
            out.println(e.getMessage());
            return e.status().code();
        }
    }
}
