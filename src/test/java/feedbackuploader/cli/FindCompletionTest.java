package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.sandbox.Behaviour;
import feedbackuploader.sandbox.LabelFilter;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that names its completions by a key of the application's own, and a deployment that has some of them. */
@Timeout(120)
class FindCompletionTest {

    private static final String KEY = "key-of-the-test";
    private static final String BY_TICKET = "--find-completion=label.ticket=Ticket";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private @Nullable Sandbox sandbox;

    @AfterEach
    void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private void start(LabelFilter labels) throws IOException {
        sandbox = Sandbox.start(SandboxOptions.withKey(KEY)
                .withMetrics(Map.of("quality", MetricKind.SCALAR))
                .withBehaviour(new Behaviour(true, true, true, Duration.ZERO, labels)));
    }

    private String url() {
        return sandbox == null ? "" : sandbox.root().toString();
    }

    private JsonNode post(String route, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + route))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private String create(String ticket) throws IOException, InterruptedException {
        return post(
                        "/api/v1/interactions",
                        "{'use_case':'support','completion':'Hello!','messages':[{'role':'user','content':'Hi'}],'created_at':'2024-02-21T09:51:03Z',"
                                + "'user':'00000000-0000-4000-8000-0000000000aa','session_id':'00000000-0000-4000-8000-0000000000bb',"
                                + "'labels':{'ticket':'" + ticket + "'}}")
                .path("completion_id")
                .asText();
    }

    private List<Double> ratingsOf(String completion) throws IOException, InterruptedException {
        List<Double> ratings = new ArrayList<>();
        post(
                        "/api/graphql",
                        "{'query':'query ($useCase: IdOrKey!, $id: UUID!) { completion(useCase: $useCase, id: $id) { id"
                                + " directFeedbacks { value } } }','variables':{'useCase':'support','id':'" + completion
                                + "'}}")
                .path("data")
                .path("completion")
                .path("directFeedbacks")
                .forEach(rating -> ratings.add(rating.path("value").asDouble()));
        return ratings;
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private Typed upload(Path file, String... options) {
        return typed(Stream.concat(Stream.of("upload", file.toString(), "--metric=quality"), Stream.of(options))
                .toArray(String[]::new));
    }

    private Typed typed(String... arguments) {
        return Typed.in(folder.resolve("state"), Map.of("ADAPTIVE_API_KEY", KEY, "ADAPTIVE_URL", url()), arguments);
    }

    private String results() throws IOException {
        return Files.readString(folder.resolve("ratings.csv.upload/results.csv"));
    }

    @ParameterizedTest
    @EnumSource(
            value = LabelFilter.class,
            names = {"ANY", "FIRST", "ALL"})
    void each_rating_goes_to_the_one_completion_with_its_key(LabelFilter labels) throws Exception {
        start(labels);
        String one = create("T-1");
        String two = create("T-2");
        String twin = create("T-3");
        String otherTwin = create("T-3");
        Path file = write("ratings.csv", "Ticket,value", "T-1,1", "T-2,2", "T-3,3", "T-4,4", "T-5,5", "T-1,1.5");
        String five = create("T-5");

        Typed sent = upload(file, BY_TICKET, "--use-case=support");

        assertThat(sent.exitCode()).isEqualTo(1);
        assertThat(sent.err())
                .contains("Note: Asked the server for the completions of 5 values of label.ticket: found 3; 1 has none,"
                        + " 1 has several.")
                .contains("found \"T-3\" (2 completions: ", twin, otherTwin)
                .contains(
                        "found \"T-4\"; expected a value that exactly one completion has as label \"ticket\". No completion"
                                + " has it. Check it, the label's name, and --use-case (or --project).")
                .contains("4 to send, 2 invalid");
        assertThat(ratingsOf(one)).containsExactlyInAnyOrder(1.0, 1.5);
        assertThat(ratingsOf(two)).containsExactly(2.0);
        assertThat(ratingsOf(five)).containsExactly(5.0);
        assertThat(ratingsOf(twin)).isEmpty();
        assertThat(ratingsOf(otherTwin)).isEmpty();
        assertThat(results()).contains("upload_completion_id", one, two, five);
    }

    @Test
    void what_the_deployment_lists_later_is_found_by_the_same_command() throws Exception {
        start(LabelFilter.ANY);
        String one = create("T-1");
        Path file = write("ratings.csv", "Ticket,value", "T-1,1", "T-2,2");
        assertThat(upload(file, BY_TICKET, "--use-case=support").exitCode()).isEqualTo(1);
        String two = create("T-2");

        Typed again = upload(file, BY_TICKET, "--use-case=support");

        assertThat(again.exitCode()).isEqualTo(0);
        assertThat(again.err()).contains("Asked the server for the completions of 1 value of label.ticket: found it.");
        assertThat(ratingsOf(one)).containsExactly(1.0);
        assertThat(ratingsOf(two)).containsExactly(2.0);
        assertThat(typed("verify", file.toString(), "--use-case=support").exitCode())
                .isEqualTo(0);
    }

    /** What was found stays: its row is recorded, and not invalid because another completion has its key by now. */
    @Test
    void a_completion_that_was_found_stays_the_completion_of_its_key() throws Exception {
        start(LabelFilter.ANY);
        String one = create("T-1");
        Path file = write("ratings.csv", "Ticket,value", "T-1,1");
        assertThat(upload(file, BY_TICKET, "--use-case=support").exitCode()).isEqualTo(0);
        create("T-1");
        write("ratings.csv", "Ticket,value", "T-1,1", "T-1,2");

        assertThat(upload(file, BY_TICKET, "--use-case=support").exitCode()).isEqualTo(0);
        assertThat(ratingsOf(one)).containsExactly(1.0, 2.0);
    }

    @Test
    void the_same_feedback_that_was_given_by_its_id_is_not_sent_twice() throws Exception {
        start(LabelFilter.ANY);
        String one = create("T-1");
        Path byId = write("by-id.csv", "completion_id,value", one + ",1");
        assertThat(upload(byId, "--use-case=support").exitCode()).isEqualTo(0);
        Path file = write("ratings.csv", "Ticket,value", "T-1,1");

        Typed skipped = upload(file, BY_TICKET, "--use-case=support", "--skip-recorded");

        assertThat(skipped.exitCode()).isEqualTo(0);
        assertThat(ratingsOf(one)).containsExactly(1.0);
        Typed existing = upload(
                write("others.csv", "Ticket,value", "T-1,1"),
                BY_TICKET,
                "--use-case=support",
                "--skip-existing",
                "--again");
        assertThat(existing.err()).contains("Skipped 1 row that the server already has.");
        assertThat(ratingsOf(one)).containsExactly(1.0);
    }

    @Test
    void all_feedback_on_a_completion_is_in_one_shard_whatever_key_named_it() throws Exception {
        start(LabelFilter.ANY);
        Path file = write("ratings.csv", "Ticket,Score", "T-1,1", "T-2,2", "T-3,3", "T-4,4");
        List<String> completions = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            completions.add(create("T-" + i));
        }

        for (String shard : List.of("1/2", "2/2")) {
            Typed part = upload(file, BY_TICKET, "--use-case=support", "--map=value=Score", "--shard=" + shard);
            assertThat(part.exitCode()).as(part.err()).isEqualTo(0);
        }
        for (int i = 1; i <= 4; i++) {
            assertThat(ratingsOf(completions.get(i - 1))).containsExactly((double) i);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session_id=Session | 00000000-0000-4000-8000-0000000000bb,,",
                "user=Who,time=When  | ,00000000-0000-4000-8000-0000000000aa,2024-02-21T10:51:03+01:00"
            })
    void sessions_and_users_find_completions_too(String by, String cells) throws Exception {
        start(LabelFilter.ANY);
        String one = create("T-1");
        Path file = write("ratings.csv", "Session,Who,When,value", cells + ",1");

        Typed sent = upload(file, "--find-completion", by, "--use-case=support");

        assertThat(sent.exitCode()).as(sent.err()).isEqualTo(0);
        assertThat(ratingsOf(one)).containsExactly(1.0);
        create("T-2");
        Typed several = upload(
                write("more.csv", "Session,Who,When,value", cells + ",2"),
                "--find-completion",
                by,
                "--use-case=support");
        assertThat(several.err()).contains(" (2 completions: ");
        assertThat(ratingsOf(one)).containsExactly(1.0);
    }

    @Test
    void a_deployment_that_cannot_be_asked_is_no_deployment_without_completions() throws Exception {
        start(LabelFilter.REFUSED);
        create("T-1");
        Path file = write("ratings.csv", "Ticket,value", "T-1,1");

        Typed stopped = upload(file, BY_TICKET, "--use-case=support");

        assertThat(stopped.exitCode()).isEqualTo(2);
        assertThat(stopped.err())
                .contains("The completions cannot be found, since the server does not list them as asked.")
                .contains("Unknown field")
                .doesNotContain("No completion has");
    }

    @Test
    void the_option_is_kept_in_a_mapping() throws Exception {
        start(LabelFilter.ANY);
        String one = create("T-1");
        Path file = write("ratings.csv", "Ticket,value", "T-1,1");
        String mapping = folder.resolve("mine.json").toString();
        assertThat(typed("validate", file.toString(), "--metric=quality", BY_TICKET, "--save-mapping", mapping)
                        .out())
                .contains("The completions are found when the file is uploaded, by \"Ticket\" (label.ticket).");

        assertThat(upload(file, "--mapping", mapping, "--use-case=support").exitCode())
                .isEqualTo(0);
        assertThat(ratingsOf(one)).containsExactly(1.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--find-completion=foo | --find-completion \"foo\": expected label.KEY=COLUMN, session_id=COLUMN or",
                "--find-completion=label.ticket=Tickt | names no column of the file (did you mean \"Ticket\"?)",
                "--find-completion=label.ticket=Ticket | --find-completion needs the use case or project",
                "--find-completion=label.ticket=Ticket --sandbox | --sandbox holds no completions that --find-completion",
                "--find-completion=label.ticket=Ticket --create-completions | Use either --find-completion or --create-",
                "--find-completion=label.ticket=Ticket --kind=preference | finds the completions of ratings; with --kind",
                "--find-completion=label.ticket=Ticket --set=completion_id=x | Use either --find-completion or completion_id"
            })
    void what_cannot_be_done(String options, String told) throws Exception {
        start(LabelFilter.ANY);

        Typed refused = upload(write("ratings.csv", "Ticket,value", "T-1,1"), options.split(" "));

        assertThat(refused.err()).contains(told);
        assertThat(refused.exitCode()).isEqualTo(2);
    }
}
