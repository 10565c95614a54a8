package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.report.Summary;
import feedbackuploader.server.StopReason;
import feedbackuploader.upload.RecordingDeployment.Fate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A success that names no id is read back, and never sent again. */
class RoundsWithoutIdTest extends RoundsCase {

    @Test
    void a_success_without_an_id_gets_it_by_reading_back() throws Exception {
        deployment.treats(body -> Fate.RECORDED_WITHOUT_ID);

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(deployment.sent()).hasSize(3);
        assertThat(results()).filteredOn(line -> line.contains("recorded,0000")).hasSize(3);
    }

    @Test
    void a_success_without_an_id_is_never_sent_again_though_the_server_does_not_show_it() throws Exception {
        deployment.treats(body -> Fate.RECORDED_WITHOUT_ID);
        deployment.answersReadBacksWith(() -> new RecordingDeployment.Answer(
                200, "{\"data\":{\"completion\":{\"id\":\"" + A + "\",\"directFeedbacks\":[]}}}"));

        assertThat(run().run().statuses()).isEqualTo(Map.of("unknown", 3L));
        assertThat(run().run().statuses()).isEqualTo(Map.of("unknown", 3L));

        assertThat(deployment.sent()).hasSize(3);
        assertThat(results())
                .filteredOn(line -> line.contains("without the id of the feedback"))
                .hasSize(3);
    }

    /** Behind a login page there may be the deployment: an earlier run got ids from it. */
    @Test
    void a_row_that_a_redirect_answers_in_a_later_run_is_read_back_and_not_sent_again() throws Exception {
        write(1);
        run().run();
        write(2);
        deployment.treats(body -> Fate.RECORDED_BEHIND_A_LOGIN);

        Summary stopped = run().run();

        assertThat(stopped.stopCause()).isEqualTo(StopReason.WRONG_ADDRESS);
        deployment.treats(body -> Fate.RECORDED);
        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(deployment.kept()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void a_service_that_gives_no_ids_stops_the_run_and_what_it_has_is_read_back() throws Exception {
        write(40);
        deployment.treats(body -> Fate.RECORDED_WITHOUT_ID);

        Summary stopped = run().run();

        assertThat(stopped.stopCause()).isEqualTo(StopReason.WRONG_ADDRESS);
        assertThat(stopped.stopped()).contains("does not answer like an Adaptive Engine");
        assertThat(stopped.exitCode()).isEqualTo(3);
        assertThat(deployment.sent()).as("three that go alone, and four").hasSizeBetween(4, 10);
        long sent = deployment.sent().size();
        assertThat(stopped.statuses()).isEqualTo(Map.of("recorded", sent, "not_sent", 40 - sent));
    }

    @Test
    void one_that_comes_in_the_middle_of_a_run_is_read_back() throws Exception {
        write(40);
        AtomicInteger answers = new AtomicInteger();
        deployment.treats(body -> {
            int number = answers.incrementAndGet();
            return number > 20 && number <= 25 ? Fate.RECORDED_WITHOUT_ID : Fate.RECORDED;
        });

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 40L));

        assertThat(deployment.kept()).hasSize(40).doesNotHaveDuplicates();
    }
}
