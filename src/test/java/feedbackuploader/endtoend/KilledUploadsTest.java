package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledUploadsTest {

    @Test
    void one_with_a_fault_is_kept_wherever_it_lies(@TempDir Path folder) throws Exception {
        Path upload = Files.createDirectories(folder.resolve("file-1/rows.jsonl.upload"));
        Files.writeString(upload.resolve("ledger.db"), "what became of each row");

        Path kept = KilledUploads.keep(folder.resolve("file-1"), "lane 8 file 1");
        try {
            assertThat(kept.resolve("rows.jsonl.upload/ledger.db")).hasContent("what became of each row");
            assertThat(folder).isEmptyDirectory();
        } finally {
            KilledUploads.delete(kept);
        }
    }
}
