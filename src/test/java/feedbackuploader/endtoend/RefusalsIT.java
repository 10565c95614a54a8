package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad usage and a file that cannot be used, as the launcher tells of them; all kinds of them are in {@link RefusedCommandsTest}. */
class RefusalsIT {

    @TempDir
    private Path folder;

    @Test
    void is_refused_with_words_and_leaves_nothing() throws Exception {
        Files.writeString(
                folder.resolve("typo.csv"), "completon_id,metric,value\n" + Rating.uuid("a") + ",quality,1\n");
        PackagedProgram bare = PackagedProgram.in(folder);

        try (LocalSandbox sandbox = LocalSandbox.start()) {
            isRefused(bare.run(), "No command. Use one of upload, validate");
            isRefused(bare.to(sandbox.view()).run("upload", "typo.csv", "--concurency", "4"), "--concurency");
            isRefused(
                    bare.to(sandbox.view()).run("upload", "typo.csv"),
                    "Is \"completon_id\" the completion_id? Then add --map completion_id=completon_id.");
            assertThat(sandbox.view().attempts()).isZero();
        }
    }

    private void isRefused(FinishedProgram program, String words) throws Exception {
        assertThat(program.exits(2).complains(words).out()).isEmpty();
        try (Stream<Path> list = Files.list(folder)) {
            assertThat(list).noneMatch(path -> path.toString().endsWith(".upload"));
        }
    }
}
