package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.RowVariant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyorTest {

    @TempDir
    Path folder;

    /** A metric of its own in every row, keys in every spelling, other keys without end, and a metric as long as a book. */
    @Test
    void what_is_kept_of_a_file_does_not_grow_with_it() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_005; i++) {
            text.append("{\"completion%sid\": \"%s\", \"metric\": \"m%d\", \"value\": %d, \"k%d\": 1}%n"
                    .formatted("_".repeat(i % 150), UploadTest.ID, i, i, i));
        }
        for (int i = 0; i < 20; i++) {
            text.append("{\"completion_id\": \"%s\", \"metric\": \"m0\", \"value\": %d}%n".formatted(UploadTest.ID, i));
        }
        text.append("{\"completion_id\": \"%s\", \"metric\": \"%s\", \"value\": 1}%n"
                .formatted(UploadTest.ID, "x".repeat(100_000)));

        Survey survey = survey(text.toString());

        assertThat(survey.metrics()).hasSize(1_000);
        assertThat(survey.otherMetrics()).isEqualTo(6);
        assertThat(survey.metrics().get(0).metric()).isEqualTo("m0");
        assertThat(survey.metrics().get(0).count()).isEqualTo(21);
        assertThat(survey.metrics().get(0).values())
                .as("too many different ones")
                .isEmpty();
        assertThat(survey.metrics().get(0).max()).isEqualTo("19");
        assertThat(survey.fields().get(0).field()).isEqualTo(Field.COMPLETION_ID);
        assertThat(survey.fields().get(0).columns()).hasSize(100);
        assertThat(survey.notUploaded()).hasSize(100);
        assertThat(survey.toJsonLine()).hasSizeLessThan(200_000);
    }

    @Test
    void a_request_is_shown_with_what_is_known_of_it_and_cut_when_it_is_long() throws Exception {
        Survey survey = survey("{\"completion_id\": \"%s\", \"metric\": \"m\", \"value\": 1, \"details\": \"%s\"}"
                .formatted(UploadTest.ID, "x".repeat(100_000)));

        assertThat(survey.first())
                .singleElement()
                .satisfies(sample -> assertThat(sample.body())
                        .startsWith("{\"value\":1,\"metric\":\"m\",\"completion_id\":\"" + UploadTest.ID
                                + "\",\"details\":\"xxx")
                        .endsWith("x…")
                        .hasSize(1_001));
    }

    @Test
    void rows_are_counted_and_not_their_pieces() throws Exception {
        MappingOptions metrics = MappingOptions.none()
                .withVariants(
                        List.of(RowVariant.ofMetric("quality", "quality"), RowVariant.ofMetric("helpful", "helpful")));
        String id = UploadTest.ID;

        Survey survey = survey(
                "completion_id,quality,helpful\n" + id + ",4,true\n" + id + ",x,y\n" + id + ",x,1\n" + id + ",,\n",
                metrics);

        assertThat(survey.rows()).isEqualTo(4);
        assertThat(survey.kinds()).isEqualTo(Map.of(Kind.METRIC, 3L));
        assertThat(survey.invalid()).isEqualTo(2);
        assertThat(survey.skipped()).isEqualTo(1);
    }

    private Survey survey(String text) throws Exception {
        return survey(text, MappingOptions.none());
    }

    private Survey survey(String text, MappingOptions mapping) throws Exception {
        Path input = Files.writeString(folder.resolve("in"), text);
        Surveyor surveyor = new Surveyor(input, null);
        return surveyor.survey(FileReading.of(
                InputFile.of(input, InputOptions.none()), mapping, null, KnownRuns.anywhere(), surveyor, () -> false));
    }
}
