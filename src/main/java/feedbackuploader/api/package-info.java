/**
 * Uploads from a Java program of one's own, by the classes that the command line and the page use.
 *
 * <p>An upload is described in the words of the command {@code upload}, which the manual lists; so every option there is,
 * its default, and all advice in messages hold here too. Each row is sent once, whatever happens: after a crash, the same
 * words continue, here or on the command line.
 *
 * <pre>{@code
 * public final class UploadExample {
 *
 *     private UploadExample() {}
 *
 *     public static void main(String[] args) throws Exception {
 *         FeedbackUpload upload = FeedbackUpload.toDeployment(
 *                 "https://adaptive.example.com",
 *                 System.getenv("ADAPTIVE_API_KEY"),
 *                 Path.of("ratings.csv"),
 *                 "--use-case",
 *                 "support-bot",
 *                 "--skip-recorded");
 *         System.exit(upload(upload, System.out));
 *     }
 *
 *     static int upload(FeedbackUpload upload, PrintStream out) throws InterruptedException {
 *         try {
 *             UploadResult result = upload.run();
 *             out.println(result.count(Status.RECORDED) + " recorded, report in " + result.folder());
 *             result.nextSteps().forEach(out::println);
 *             upload.eachRow(row -> {
 *                 if (row.status() != Status.RECORDED && row.status() != Status.SKIPPED) {
 *                     out.println("Line " + row.line() + " is " + row.status().label() + ": " + row.reason());
 *                 }
 *             });
 *             return result.status().code();
 *         } catch (UploadException e) {
 *             out.println(e.getMessage());
 *             return e.status().code();
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Public are the types of this package, {@link feedbackuploader.feedback.Status},
 * {@link feedbackuploader.upload.ExitStatus} and {@link feedbackuploader.report.Progress}. Everything else may change from
 * one version to the next. {@code java.md} of the manual has more: who throws what, threads, what a program must not do.
 */
@NullMarked
package feedbackuploader.api;

import org.jspecify.annotations.NullMarked;
