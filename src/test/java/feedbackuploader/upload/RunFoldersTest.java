package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.About;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFoldersTest {

    @TempDir
    Path folder;

    /** The folder of a file that is no report may hold very many others. */
    @Test
    void nothing_is_looked_at_before_a_run_folder_is_asked_for() throws Exception {
        Path input = Files.writeString(folder.resolve("ratings.csv"), UploadTest.HEADER);

        RunFolders folders = RunFolders.around(folder.resolve("results.csv"));

        try (ScriptedDeployment deployment = ScriptedDeployment.start()) {
            new UploadRun(deployment.url(), input).run();
        }
        Path run = UploadRun.folder(input).path();
        assertThat(folders.find(About.idIn(run))).contains(run);
    }
}
