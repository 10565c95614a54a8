package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.cli.options.ServerArguments;
import feedbackuploader.upload.MetricCommand;
import feedbackuploader.upload.NextSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The terminal says why the server refused rows, and what helps is done as it is printed. */
class WhyRejectedTest extends DeploymentCase {

    private static final String LINK = "To link the metric of refused rows: ";
    private static final String WHY = "2 rows rejected (3, 5): The server refused this row (HTTP 404): EntityNotFound:"
            + " metric \"fair use\" does not exist, or is not linked to the use case.";

    private Path file;

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("ratings.csv");
        Files.writeString(
                file,
                "completion_id,metric,value\n" + row(1, "quality,4") + row(2, "fair use,true") + row(3, "quality,5")
                        + row(4, "fair use,false"));
        assertThat(typed("metrics", "create", "fair use:bool", "--yes").exitCode())
                .isZero();
    }

    private Typed upload(String... options) {
        return typed(Stream.concat(Stream.of("upload", file.toString(), "--yes"), Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void an_upload_its_status_and_its_report_say_why_and_what_helps() {
        Typed upload = upload("--use-case", "it's mine");

        assertThat(upload.exitCode()).isOne();
        assertThat(List.of(upload, typed("status", file.toString()), typed("report", file.toString())))
                .allSatisfy(one -> assertThat(one.out().lines())
                        .contains(WHY)
                        .contains(LINK + "feedback-uploader metrics create 'fair use:bool' --use-case"
                                + " 'it'\\''s mine' --link"));
        assertThat(typed("status", file.toString(), "--json").out())
                .contains("\"reasons\":[\"2 rows rejected (3, 5): ");
    }

    @Test
    void the_command_that_is_printed_links_the_metric() throws Exception {
        Typed upload = upload("--project", "support");

        assertThat(pasted(upload, LINK, "--yes").exitCode()).isZero();
        assertThat(upload("--project", "support").exitCode()).isZero();
    }

    @Test
    void shards_that_are_merged_say_why_and_what_helps_as_one_upload_does() throws Exception {
        Files.writeString(file, row(5, "quality,good"), StandardOpenOption.APPEND);
        for (String shard : List.of("1/2", "2/2")) {
            upload("--use-case", "support", "--shard", shard);
        }
        Typed merged = typed("report", file.toString(), "--merge");

        assertThat(merged.out().lines())
                .contains(WHY)
                .as("once, although each shard has seen it")
                .contains("1 row invalid (6): column \"value\": found \"good\"; expected a number, true or false.");
        assertThat(Jsoup.parse(Files.readString(folder.resolve("ratings.csv.upload-merged/report.html")))
                        .wholeText())
                .contains("metrics create 'fair use:bool'");
        assertThat(pasted(merged, LINK, "--yes").exitCode()).isZero();
        for (String shard : List.of("1/2", "2/2")) {
            String advice = "To continue shard " + shard + ": ";
            if (merged.out().contains(advice)) {
                pasted(merged, advice);
            }
        }
        assertThat(recorded()).isEqualTo(4);
    }

    @Test
    void without_a_use_case_both_ways_to_name_it_are_shown() {
        assertThat(upload().out().lines())
                .contains("To link the metric of refused rows to the use case of their completions: feedback-uploader"
                        + " metrics create 'fair use:bool' --use-case KEY --link");
    }

    @Test
    void rows_that_failed_the_check_are_explained_by_a_later_command() throws IOException {
        Files.writeString(file, "completion_id,metric,value\n" + row(1, "quality,4") + row(2, "quality,good"));
        Typed upload = upload("--use-case", "support");

        assertThat(upload.exitCode()).isOne();
        assertThat(upload.err()).contains("found \"good\"");
        assertThat(upload.out()).as("once is enough").doesNotContain("found \"good\"");
        assertThat(typed("status", file.toString()).out())
                .contains("1 row invalid (3): column \"value\": found \"good\"; expected a number");
    }

    @Test
    void the_command_reaches_the_deployment_as_the_upload_did() {
        for (OptionSpec option :
                CommandSpec.forAnnotatedObject(new ServerArguments()).options()) {
            String name = option.longestName();
            String given = option.arity().max() == 0 ? name : name + " 'a b'";

            assertThat(MetricCommand.create(List.of("m:bool"), "fu upload f.csv " + given + " --yes"))
                    .startsWith("fu metrics create m:bool " + given)
                    .doesNotContain("--yes");
        }
    }

    @Test
    void words_within_a_value_name_no_project() {
        assertThat(NextSteps.toLink(List.of("m:bool"), "fu upload f.csv --header 'X: --project y'"))
                .as("for a use case, or for a project")
                .hasSize(2);
    }
}
