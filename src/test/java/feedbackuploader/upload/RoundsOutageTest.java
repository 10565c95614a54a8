package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.delivery.DeliveryOptions;
import feedbackuploader.report.Summary;
import feedbackuploader.server.StopReason;
import feedbackuploader.upload.RecordingDeployment.Fate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** After an outage one row goes first. */
class RoundsOutageTest extends RoundsCase {

    @Test
    void after_an_outage_one_row_goes_first_and_then_the_others() throws Exception {
        write(40);
        AtomicInteger lost = new AtomicInteger();
        deployment.treats(body -> lost.incrementAndGet() <= 19 ? Fate.LOST : Fate.RECORDED);
        UploadRun run = run().delivery(new DeliveryOptions(1, 2, Duration.ofSeconds(20)));

        assertThat(run.run().statuses()).isEqualTo(Map.of("recorded", 40L));

        assertThat(deployment.kept()).hasSize(40).doesNotHaveDuplicates();
        assertThat(run.heard.notices)
                .anyMatch(notice -> notice.matches("The last 16 requests got no answer that shows whether the"
                        + " row was recorded\\..* Pausing, and checking whether the server answers\\."))
                .contains("The server answers. Continuing with one row.");
    }

    @Test
    void an_outage_that_is_not_over_stops_the_run_after_one_row_more() throws Exception {
        write(40);
        deployment.treats(body -> Fate.RECORDED_BUT_LOST);

        Summary stopped = run().run();

        assertThat(stopped.stopCause()).isEqualTo(StopReason.TOO_MANY_AMBIGUOUS);
        assertThat(stopped.exitCode()).isEqualTo(3);
        assertThat(deployment.sent()).hasSizeBetween(17, 23);
        assertThat(stopped.statuses())
                .as("what was sent is settled all the same")
                .isEqualTo(Map.of(
                        "recorded",
                        (long) deployment.sent().size(),
                        "not_sent",
                        40L - deployment.sent().size()));
    }

    @Test
    void a_server_that_does_not_recover_is_down() throws Exception {
        write(40);
        deployment.treats(body -> Fate.LOST);
        deployment.answersTheCatalogueWith(new FirstThen(RecordingDeployment.BUSY));

        Summary stopped = run().run();

        assertThat(stopped.stopCause()).isEqualTo(StopReason.SERVER_DOWN);
        assertThat(stopped.stopped()).startsWith("The server does not recover: ");
        assertThat(deployment.sent()).hasSizeBetween(16, 22);
        assertThat(stopped.statuses().get("unknown"))
                .isEqualTo(deployment.sent().size());
    }

    @Test
    void a_key_that_is_refused_after_an_outage_stops_the_run() throws Exception {
        write(40);
        deployment.treats(body -> Fate.LOST);
        deployment.answersTheCatalogueWith(new FirstThen(RecordingDeployment.REFUSED_KEY));

        assertThat(run().run().stopCause()).isEqualTo(StopReason.KEY_REFUSED);
    }

    /** The first answer is as it should be: it comes before the first row. */
    private static final class FirstThen implements Supplier<RecordingDeployment.@Nullable Answer> {

        private final RecordingDeployment.Answer then;
        private boolean asked;

        FirstThen(RecordingDeployment.Answer then) {
            this.then = then;
        }

        @Override
        public synchronized RecordingDeployment.@Nullable Answer get() {
            boolean first = !asked;
            asked = true;
            return first ? null : then;
        }
    }
}
