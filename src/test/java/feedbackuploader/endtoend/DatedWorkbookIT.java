package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.input.Workbooks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workbook of ratings that someone kept by hand: what was asked, what was answered, how good that was, and when. */
class DatedWorkbookIT {

    @TempDir
    private Path folder;

    @Test
    void its_dates_are_sent_as_moments_of_the_zone_that_the_user_names() throws Exception {
        Path file = Workbooks.written(folder, sheet -> {
            String[] header = {"prompt", "answer", "score", "date"};
            for (int column = 0; column < header.length; column++) {
                sheet.value(0, column, header[column]);
            }
            for (int row = 1; row <= 4; row++) {
                sheet.value(row, 0, "Question " + row + "?");
                sheet.value(row, 1, "This is answer " + row + ".");
                sheet.value(row, 2, row);
            }
            sheet.value(1, 3, LocalDate.of(2024, 2, 21));
            sheet.style(1, 3).format("yyyy-mm-dd").set();
            sheet.value(2, 3, LocalDateTime.of(2024, 7, 1, 14, 5, 30));
            sheet.style(2, 3).format("dd/mm/yyyy hh:mm:ss").set();
            sheet.value(3, 3, "2024-02-22T09:51:03Z");
            sheet.value(4, 3, LocalDate.of(2023, 12, 31));
            sheet.style(4, 3).format("m/d/yy").set();
        });
        PackagedProgram program = PackagedProgram.in(folder);
        String name = file.getFileName().toString();

        program.run("upload", name, "--sandbox")
                .exits(2)
                .complains("--create-completions --map completion_text=answer", "--map rated_at=date");
        program.run(
                        "upload",
                        name,
                        "--sandbox",
                        "--create-completions",
                        "--map",
                        "completion_text=answer",
                        "--map",
                        "rated_at=date",
                        "--metric",
                        "quality")
                .complains("--timezone");
        program.run(
                        "upload",
                        name,
                        "--sandbox",
                        "--create-completions",
                        "--map",
                        "completion_text=answer",
                        "--map",
                        "rated_at=date",
                        "--metric",
                        "quality",
                        "--timezone",
                        "Europe/Paris")
                .exits(0)
                .says("4 recorded");

        List<String> rated = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(name + ".sandbox/sandbox.jsonl"))) {
            JsonNode kept = new ObjectMapper().readTree(line);
            JsonNode rating = kept.path("feedbacks").path(0);
            rated.add(kept.path("completion").asText()
                    + ' '
                    + rating.path("value")
                    + ' '
                    + Instant.ofEpochMilli(rating.path("created_at").asLong()));
        }
        assertThat(rated)
                .containsExactlyInAnyOrder(
                        "This is answer 1. 1 2024-02-20T23:00:00Z",
                        "This is answer 2. 2 2024-07-01T12:05:30Z",
                        "This is answer 3. 3 2024-02-22T09:51:03Z",
                        "This is answer 4. 4 2023-12-30T23:00:00Z");
    }
}
