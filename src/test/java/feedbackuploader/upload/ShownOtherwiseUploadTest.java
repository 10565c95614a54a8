package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.delivery.DeliveryOptions;
import feedbackuploader.report.Summary;
import feedbackuploader.upload.RecordingDeployment.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole uploads, by the real client, to deployments that lose answers and show otherwise what they recorded. */
class ShownOtherwiseUploadTest {

    private static final String A = "ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce";

    /** What a deployment makes of the ratings that it shows. */
    enum Showing {
        AS_THEY_ARE(feedback -> feedback),
        ESCAPED(feedback -> details(feedback, text -> text.replace("<", "&lt;"))),
        FOLDED(feedback -> details(feedback, text -> text.replaceAll("\\s+", " "))),
        IN_LOWER_CASE(feedback -> details(feedback, text -> text.toLowerCase(Locale.ROOT))),
        BLOTTED_OUT(feedback -> details(feedback, text -> text.replaceAll("No \\d+", "[redacted]"))),
        ROUNDED(feedback ->
                feedback.put("value", Math.rint(feedback.path("value").asDouble()))),
        SPELLED_OTHERWISE(feedback -> {
            feedback.putObject("metric").put("key", "Quality");
            return feedback;
        }),
        MINUTES_EARLIER(feedback -> later(feedback, -17 * 60_000L)),
        MINUTES_LATER(feedback -> later(feedback, 17 * 60_000L)),
        BY_THE_DAY(
                feedback -> feedback.put("createdAt", feedback.path("createdAt").asLong() / 86_400_000L * 86_400_000L));

        @SuppressWarnings("ImmutableEnumChecker") // it has no state
        private final UnaryOperator<ObjectNode> how;

        Showing(UnaryOperator<ObjectNode> how) {
            this.how = how;
        }

        private static ObjectNode details(ObjectNode feedback, UnaryOperator<String> how) {
            return feedback.put("details", how.apply(feedback.path("details").asText()));
        }

        private static ObjectNode later(ObjectNode feedback, long millis) {
            return feedback.put("createdAt", feedback.path("createdAt").asLong() + millis);
        }
    }

    @TempDir
    Path folder;

    private final SkippingTime time = new SkippingTime();
    private RecordingDeployment deployment;
    private Path input;

    @BeforeEach
    void start() throws IOException {
        deployment = new RecordingDeployment(time);
        input = folder.resolve("ratings.csv");
    }

    @AfterEach
    void stop() throws IOException {
        deployment.close();
    }

    @ParameterizedTest
    @EnumSource
    void twenty_rows_of_which_every_other_answer_is_lost_are_there_once_at_most(Showing showing) throws Exception {
        write(20);
        deployment.showsOtherwise(showing.how);
        deployment.treats(body -> value(body) % 2 == 0 ? Fate.RECORDED_BUT_LOST : Fate.RECORDED);

        Map<String, Long> statuses = run().run().statuses();
        run().run();

        assertThat(deployment.kept()).hasSize(20).doesNotHaveDuplicates();
        assertThat(statuses.getOrDefault("recorded", 0L)).isGreaterThanOrEqualTo(10);
        assertThat(statuses.getOrDefault("not_sent", 0L)).isZero();
        if (showing == Showing.AS_THEY_ARE) {
            assertThat(statuses).isEqualTo(Map.of("recorded", 20L));
        }
    }

    /** The first answers are the ones that are lost. */
    @ParameterizedTest
    @EnumSource
    void twelve_rows_whose_answers_are_all_lost_are_there_once_at_most(Showing showing) throws Exception {
        write(12);
        deployment.showsOtherwise(showing.how);
        deployment.treats(body -> Fate.RECORDED_BUT_LOST);

        run().run();
        deployment.treats(body -> Fate.RECORDED);
        run().run();
        run().run();

        assertThat(deployment.kept()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void twelve_rows_whose_answers_are_all_lost_stay_unknown_where_lists_are_hidden() throws Exception {
        write(12);
        deployment.treats(body -> Fate.RECORDED_BUT_LOST);
        deployment.answersReadBacksWith(() -> new RecordingDeployment.Answer(
                200, "{\"data\":{\"completion\":{\"id\":\"" + A + "\",\"directFeedbacks\":[]}}}"));

        Summary summary = run().run();

        assertThat(deployment.kept()).hasSize(12).doesNotHaveDuplicates();
        assertThat(summary.statuses()).isEqualTo(Map.of("unknown", 12L));
    }

    /** One row goes first: by it the others can be judged, though all of them are lost. */
    @Test
    void all_but_the_first_are_lost_and_not_there_and_are_sent_again() throws Exception {
        write(12);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        deployment.treats(body -> value(body) > 1 && seen.add(body) ? Fate.LOST : Fate.RECORDED);

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 12L));

        assertThat(deployment.kept()).hasSize(12).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void rows_that_differ_only_in_who_rated_are_each_decided(Users users) throws Exception {
        Files.writeString(
                input,
                "completion_id,metric,value,user_id\n"
                        + IntStream.range(0, 9)
                                .mapToObj(i -> A + ",quality,1,00000000-0000-4000-8000-00000000000" + i + "\n")
                                .collect(Collectors.joining()));
        if (users == Users.WITHOUT_USERS) {
            deployment.showsOtherwise(feedback -> feedback.putNull("userId"));
        }
        Set<String> seen = ConcurrentHashMap.newKeySet();
        deployment.treats(body -> {
            int user = body.charAt(body.lastIndexOf('"') - 1) - '0';
            boolean isFirst = seen.add(body);
            return !isFirst || user % 4 == 0 ? Fate.RECORDED : user % 4 == 1 ? Fate.LOST : Fate.RECORDED_BUT_LOST;
        });

        Map<String, Long> statuses = run().delivery(new DeliveryOptions(4, 12, Duration.ofSeconds(30)))
                .run()
                .statuses();

        assertThat(statuses).isEqualTo(Map.of("recorded", 9L));
        assertThat(deployment.kept()).hasSize(9).doesNotHaveDuplicates();
    }

    /** Whether a deployment says who rated. */
    enum Users {
        AS_THEY_ARE,
        WITHOUT_USERS
    }

    private UploadRun run() {
        return new UploadRun(deployment, input)
                .settleWait(Duration.ofSeconds(60))
                .delivery(new DeliveryOptions(4, 4, Duration.ofSeconds(30)));
    }

    private static int value(String body) {
        return (int) Double.parseDouble(body.replaceAll("\\{\"value\":([0-9.]+),.*", "$1"));
    }

    private void write(int rows) throws IOException {
        Files.writeString(
                input,
                "completion_id,metric,value,details\n"
                        + IntStream.rangeClosed(1, rows)
                                .mapToObj(i -> A + ",quality," + i + ".25,Is  3 < 4? No " + i + "\n")
                                .collect(Collectors.joining()));
    }
}
