package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People mend and extend their file and upload it again: what is recorded is known again, wherever it stands now. */
class EditedFileIT {

    @TempDir
    private Path folder;

    @Test
    void only_new_and_changed_rows_of_an_edited_file_are_sent() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            SandboxView sandbox = local.view();
            List<Rating> original = Rating.series("edited", 60);
            Path file = Rating.write(folder.resolve("ratings.csv"), original);
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);
            program.run("upload", "ratings.csv").exits(0);

            List<Rating> edited = new ArrayList<>(original.subList(4, 60));
            List<Rating> fresh = new ArrayList<>(Rating.series("added", 2));
            for (int i = 1; i <= 3; i++) {
                int place = edited.indexOf(original.get(3 * i + 1));
                fresh.add(edited.get(place).withValue("0.125"));
                edited.remove(place);
            }
            edited.addAll(fresh);
            Collections.shuffle(edited, new Random(7));
            Rating.write(file, edited);

            program.run("upload", "ratings.csv")
                    .exits(0)
                    .says("58 recorded")
                    .complains(
                            "58 rows: 5 to send, 53 recorded before.",
                            "7 rows sent earlier are gone from the file, or changed there or by other options. Their old values stay on the server.");

            List<String> expected = new ArrayList<>(Rating.listed(original));
            expected.addAll(Rating.listed(fresh));
            assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(UploadFolder.of(file).summary().path("requests").asInt()).isEqualTo(5);

            Rating.write(file, original);
            program.run("upload", "ratings.csv").exits(0).complains("60 rows: 60 recorded before.");

            assertThat(sandbox.attempts()).isEqualTo(65);
        }
    }

    @Test
    void the_rows_to_mend_are_uploaded_once_they_are_mended() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            SandboxView sandbox = local.view();
            List<Rating> ratings = Rating.series("mend", 10);
            UploadFolder left = uploadWithMistakes(ratings, sandbox);

            Path mended = folder.resolve("mended.csv");
            Files.writeString(mended, Files.readString(left.failed()).replace("n/a", "0"));
            PackagedProgram.in(folder)
                    .to(sandbox)
                    .run("upload", "mended.csv")
                    .exits(0)
                    .says("3 recorded");

            assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(mended(ratings));
        }
    }

    /** Ten rows, of which the first, the fourth and the seventh have no value that can be sent. */
    private UploadFolder uploadWithMistakes(List<Rating> ratings, SandboxView sandbox) throws Exception {
        List<Rating> mistaken = new ArrayList<>(ratings);
        for (int i : new int[] {0, 3, 6}) {
            mistaken.set(i, ratings.get(i).withValue("n/a"));
        }
        Path file = Rating.write(folder.resolve("ratings.csv"), mistaken);
        PackagedProgram.in(folder)
                .to(sandbox)
                .run("upload", "ratings.csv")
                .exits(1)
                .says("7 recorded", "3 invalid", "Rows to fix (a copy): ratings.csv.upload/failed.csv")
                .complains("ratings.csv 3 rows (2, 5, 8), column \"value\": found \"n/a\"; expected");
        UploadFolder left = UploadFolder.of(file);
        assertThat(left.statuses()).isEqualTo(Map.of("recorded", 7L, "invalid", 3L));
        left.tellsTheTruthAbout(sandbox);
        return left;
    }

    private static List<String> mended(List<Rating> ratings) {
        List<Rating> mended = new ArrayList<>(ratings);
        for (int i : new int[] {0, 3, 6}) {
            mended.set(i, ratings.get(i).withValue("0"));
        }
        return Rating.listed(mended);
    }

    @Test
    void rows_that_the_server_refused_are_sent_again_by_the_next_run_and_no_others() throws Exception {
        AtomicBoolean isMended = new AtomicBoolean();
        try (StubServer server = StubServer.answering(request -> {
            if (request.path().endsWith("graphql")) {
                return StubServer.Reply.json(404, "{\"error\":\"no such route\"}");
            }
            return request.body().contains("helpful") && !isMended.get()
                    ? StubServer.Reply.json(422, "{\"error\":\"EntityNotFound: metric \\\"helpful\\\" =oops\"}")
                    : StubServer.Reply.json(
                            201, "{\"feedback_id\":\"id-" + request.body().hashCode() + "\"}");
        })) {
            Path file = Rating.write(folder.resolve("ratings.csv"), Rating.series("refused", 30));
            UploadFolder left = UploadFolder.of(file);
            PackagedProgram program = PackagedProgram.in(folder).to(server.view());

            program.run("upload", "ratings.csv")
                    .exits(1)
                    .says("20 recorded", "10 rejected")
                    .complains("The list of metrics of ", "could not be read");

            assertThat(left.statuses()).isEqualTo(Map.of("recorded", 20L, "rejected", 10L));
            assertThat(left.rows().get(0))
                    .containsEntry("upload_status", "rejected")
                    .containsEntry("upload_http_status", "422")
                    .hasEntrySatisfying(
                            "upload_error", error -> assertThat(error).contains("EntityNotFound: metric \"helpful\""));

            isMended.set(true);
            program.run("upload", "ratings.csv").exits(0).says("30 recorded");

            assertThat(server.rows()).isEqualTo(40);
            assertThat(left.failed()).doesNotExist();
        }
    }
}
