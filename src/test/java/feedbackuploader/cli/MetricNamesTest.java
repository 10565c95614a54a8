package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics as people spell them, at a deployment that has {@code quality}, {@code helpful} and {@code acceptance}. */
class MetricNamesTest {

    private static final String KEY = "key-of-the-test";
    private static final String WIDE = """
            Completion ID,Quality,Helpful,Acceptance
            d91b230b-8619-53e2-8772-52cc8ce140be,4,1,
            e076edda-bf70-5105-a9a9-118d7eecd0c4,2,TRUE,false
            e076edda-bf70-5105-a9a9-118d7eecd0c4,2,TRUE,false
            """;

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.withKey(KEY)
                .withMetrics(Map.of(
                        "quality", MetricKind.SCALAR, "helpful", MetricKind.BOOL, "acceptance", MetricKind.BOOL)));
        Files.writeString(folder.resolve("wide.csv"), WIDE);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "--metrics~Quality, Helpful, Acceptance",
                "--metrics~quality=Quality~--metrics~helpful, acceptance",
                "--metrics~QUAL-ITY=Quality, Help_ful=helpful~--metrics~Acceptance"
            })
    void capitals_blanks_and_hyphens_make_no_difference(String options) {
        Typed typed = upload(options.isEmpty() ? new String[0] : options.split("~", -1));

        assertThat(typed.err()).contains("quality 3", "helpful 3", "acceptance 2");
        assertThat(typed.exitCode()).isZero();
        assertThat(sandbox.recordedCount()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--metrics~Qualty=Quality, Helpful | --metrics: the deployment has no metric \"Qualty\". Did you mean \"quality\"?",
                "--metrics~speed=Quality, tone=Helpful | --metrics: the deployment has no metric \"speed\", \"tone\".",
                "--metric~speed~--map~value=Quality | --metric speed: the deployment has no metric \"speed\"."
            })
    void a_metric_that_the_deployment_lacks_is_one_error_and_no_row_is_to_blame(String options, String message)
            throws IOException {
        Typed refused = upload(options.split("~", -1));

        assertThat(refused.err().strip())
                .startsWith("wide.csv: " + message + " Its metrics: ")
                .contains("quality", "helpful", "acceptance")
                .contains(". Nothing was sent. Name a metric that it has, or create ")
                .hasLineCount(1);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(sandbox.recordedCount()).isZero();
        assertThat(folder.resolve("wide.csv.upload/failed.csv")).doesNotExist();

        Typed right = upload();
        assertThat(right.exitCode()).isZero();
        assertThat(right.err() + right.out()).doesNotContain("sent earlier");
    }

    @Test
    void the_option_without_the_metrics_that_the_deployment_lacks_is_there_to_be_copied() {
        Typed refused = upload("--metrics", "quality=Quality, safe=Acceptance, helpful");

        assertThat(refused.err())
                .contains(
                        " create this one on the deployment first. Without it: --metrics 'quality=Quality, helpful'.");
        assertThat(upload("--metrics", "quality=Quality, helpful").exitCode()).isZero();
    }

    @Test
    void a_metric_of_outcomes_is_created_in_the_kind_of_their_values() throws IOException {
        String row = "d91b230b-8619-53e2-8772-52cc8ce140be,solved,true\n";
        Files.writeString(folder.resolve("wide.csv"), "session_id,metric,value\n" + row + row.replace("true", "false"));

        assertThat(upload().err()).contains("feedback-uploader metrics create solved:bool");
    }

    @Test
    void the_command_that_creates_the_metric_works_as_it_stands() throws IOException {
        Files.writeString(folder.resolve("wide.csv"), rows("speed", "speed", "quality"));

        Typed refused = upload("--use-case", "support desk");
        String command =
                refused.err().strip().substring(refused.err().indexOf(": feedback-uploader metrics create ") + 2);

        assertThat(command)
                .startsWith("feedback-uploader metrics create speed:scalar ")
                .contains("--use-case 'support desk'")
                .endsWith(" --link");
        Typed created = Typed.in(
                folder,
                Map.of("ADAPTIVE_API_KEY", KEY, "ADAPTIVE_URL", sandbox.root().toString()),
                (command.replace("feedback-uploader ", "").replace("'support desk'", "support_desk") + " --yes")
                        .split(" "));
        assertThat(created.err()).contains("Created the metric \"speed\".\nLinked to use case support_desk.");
        assertThat(upload("--use-case", "support_desk").exitCode()).isZero();
    }

    @Test
    void metrics_that_rows_name_and_the_deployment_lacks_are_one_message() throws IOException {
        Files.writeString(
                folder.resolve("wide.csv"), rows("quality", "speed", "speed", "tone", "helpful", "tone", "tone"));

        Typed refused = upload();

        assertThat(refused.err())
                .startsWith(
                        "wide.csv: The deployment has no metric \"tone\" (3), \"speed\" (2), which \"Metric\" names. Its"
                                + " metrics: ")
                .contains(
                        ". Nothing was sent. Create them on the deployment first, or skip these rows: --skip-where"
                                + " 'Metric=tone' --skip-where 'Metric=speed'. To create them (scalar takes numbers, bool takes true and false): ")
                .hasLineCount(1);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("wide.csv.upload/failed.csv")).doesNotExist();
        assertThat(upload("--skip-where", "Metric=tone", "--skip-where", "Metric=speed")
                        .exitCode())
                .isZero();
        assertThat(sandbox.recordedCount()).isEqualTo(2);
    }

    @Test
    void a_slip_in_a_few_rows_is_a_matter_of_these_rows_and_one_in_most_of_the_file() throws IOException {
        Files.writeString(folder.resolve("wide.csv"), rows("qualty", "qualty", "qualty", "quality"));
        assertThat(upload().err())
                .contains("no metric \"qualty\" (3), which \"Metric\" names. Did you mean \"quality\"?");

        Files.writeString(
                folder.resolve("wide.csv"), rows("quality", "qualty", "qualty", "quality", "quality", "tone"));
        assertThat(upload().exitCode()).isEqualTo(1);
        assertThat(folder.resolve("wide.csv.upload/failed.csv")).content().contains("qualty", "tone");
    }

    /** A sandbox has no metrics but those of rows that could be sent. */
    @Test
    void rows_with_another_fault_are_not_blamed_on_the_deployment() throws IOException {
        Files.writeString(folder.resolve("wide.csv"), """
                completion_id,Metric,value,status
                d91b230b-8619-53e2-8772-52cc8ce140be,speed,4,discarded
                e076edda-bf70-5105-a9a9-118d7eecd0c4,speed,2,discarded
                e076edda-bf70-5105-a9a9-118d7eecd0c4,quality,2,
                """);

        Typed typed = upload("--max-errors", "2");

        assertThat(typed.err()).doesNotContain("has no metric").contains("--skip-where");
        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(sandbox.recordedCount()).isEqualTo(1);
    }

    private static String rows(String... metrics) {
        StringBuilder rows = new StringBuilder("completion_id,Metric,value\n");
        for (String metric : metrics) {
            rows.append("d91b230b-8619-53e2-8772-52cc8ce140be,").append(metric).append(",1\n");
        }
        return rows.toString();
    }

    @Test
    void a_column_that_the_file_lacks_is_blamed_on_the_option_that_names_it() {
        assertThat(upload("--metrics", "quality=Qualiti, helpful").err())
                .startsWith("wide.csv: --metrics 'quality=Qualiti' names no column of the file (did you mean"
                        + " \"Quality\"?). Its columns: ");
    }

    @Test
    void a_metric_beside_metrics_is_not_dropped_in_silence() {
        Typed typed = upload("--metric", "quality", "--metrics", "helpful");

        assertThat(typed.err())
                .startsWith("Use either --metric or --metrics: --metrics already names a metric for each column.");
        assertThat(typed.exitCode()).isEqualTo(2);
    }

    @Test
    void a_check_says_what_an_upload_says_of_repetitions() {
        String sentence = "Note: 3 pieces of feedback repeat an earlier one and are sent as well: two people may"
                + " agree. To skip repetitions, upload with --on-duplicate skip.";

        assertThat(Typed.in(
                                folder,
                                "validate",
                                folder.resolve("wide.csv").toString(),
                                "--metrics",
                                "quality, helpful, acceptance")
                        .out())
                .contains(sentence);
        assertThat(upload().err()).contains(sentence);
    }

    @Test
    void a_column_with_a_comma_in_its_name_can_be_typed() throws IOException {
        Files.writeString(
                folder.resolve("wide.csv"),
                WIDE.replace("Completion ID,Quality", "Completion ID,\"Quality, overall\""));

        Typed typed = upload("--metrics", "quality=Quality\\, overall, helpful");

        assertThat(typed.exitCode()).isZero();
        assertThat(sandbox.recordedCount()).isEqualTo(6);
    }

    private Typed upload(String... options) {
        List<String> command = new ArrayList<>(List.of(
                "upload",
                folder.resolve("wide.csv").toString(),
                "--url",
                sandbox.root().toString()));
        command.addAll(List.of(options));
        return Typed.in(folder, Map.of("ADAPTIVE_API_KEY", KEY), command.toArray(String[]::new));
    }
}
