package feedbackuploader.endtoend;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feedback is about people and by people: what is left of it is for its owner alone. */
class PrivateFilesIT {

    private static final String ROWS = Rating.HEADER + "\n" + Rating.uuid("a") + ",quality,4,,\n" + Rating.uuid("b")
            + ",quality,four,,\n" + Rating.uuid("c") + ",quality,2,,\n";

    @TempDir
    private Path folder;

    @Test
    void of_an_upload_to_a_deployment() throws Exception {
        Files.writeString(folder.resolve("ratings.csv"), ROWS);
        try (LocalSandbox sandbox = LocalSandbox.start()) {
            PackagedProgram.in(folder)
                    .to(sandbox.view())
                    .run("upload", "ratings.csv")
                    .exits(1);
        }

        Permissions.arePrivate(
                folder.resolve("ratings.csv.upload"),
                "failed.csv",
                "ledger.db",
                "ledger.db-commits",
                "lock",
                "report.html",
                "results.csv",
                "summary.json",
                "upload.log");
        Permissions.arePrivate(folder.resolve("state/feedback-uploader"), "memory.db");
    }

    @Test
    void of_an_upload_to_the_sandbox_of_its_own() throws Exception {
        Files.writeString(folder.resolve("ratings.csv"), ROWS);

        PackagedProgram.in(folder)
                .run("upload", "ratings.csv", "--sandbox", "--output-dir", "elsewhere/deep")
                .exits(1);

        Permissions.arePrivate(
                folder.resolve("elsewhere/deep/ratings.csv.sandbox"),
                "ledger.db",
                "ledger.db-commits",
                "results.csv",
                "sandbox.jsonl");
    }
}
