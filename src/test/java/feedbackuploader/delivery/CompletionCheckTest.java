package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.NamedCompletions.Named;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.StopReason;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sample of completions proves. */
class CompletionCheckTest {

    /** Answers by one letter for each completion. */
    private record Lettered(String letters, List<UUID> asked) implements ReadBack {

        @Override
        public Trace traceOf(Submission submission) {
            throw new AssertionError("nothing was sent yet");
        }

        @Override
        public CompletableFuture<Answer> read(Kind kind, UUID completion) {
            asked.add(completion);
            return CompletableFuture.completedFuture(
                    switch (letters.charAt((int) completion.getLeastSignificantBits())) {
                        case 'E' -> new Answer.Shown(List.of());
                        case 'M' -> new Answer.Hidden("It is null.", true);
                        case 'H' -> new Answer.Hidden("The format is unknown.");
                        case 'N' -> new Answer.NotNow("It is busy.");
                        case 'U' -> new Answer.Unavailable("Unknown field completion.");
                        case 'S' ->
                            new Answer.Stopped(
                                    new Outcome.Stopped(401, StopReason.KEY_REFUSED, "The key may not read."));
                        default -> throw new AssertionError(letters);
                    });
        }
    }

    private final List<UUID> asked = new ArrayList<>();

    private CompletionCheck check(String letters) {
        List<Named> sample = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            sample.add(new Named(Kind.METRIC, new UUID(0, i), i + 2));
        }
        return CompletionCheck.ofSample(
                sample, new Lettered(letters, asked), new DeliveryOptions(4, 3, Duration.ofSeconds(30)), Time.system());
    }

    /** E exists, M missing, H not understood, N not now, U no such query, S the key is refused. */
    @ParameterizedTest(name = "{0}: stopped {1}")
    @CsvSource({
        "'',     false, 0, 0",
        "E,      false, 1, 0",
        "EEE,    false, 3, 0",
        "EMM,    false, 1, 2",
        "MME,    false, 1, 2",
        "M,      true,  0, 1",
        "MMMMMM, true,  0, 6",
        "H,      false, 0, 0",
        "MMH,    false, 0, 2",
        "EMH,    false, 1, 1",
        "MMN,    false, 0, 2",
        "MMU,    false, 0, 2",
        "MMS,    false, 0, 2",
        "N,      false, 0, 0",
    })
    void only_a_sample_of_which_nothing_exists_stops_the_upload(
            String letters, boolean isStopped, long existing, long missing) throws Exception {
        CompletionCheck check = check(letters);

        assertThat(check.run() != null).isEqualTo(isStopped);
        assertThat(check.tally().existing()).isEqualTo(existing);
        assertThat(check.tally().missing()).isEqualTo(missing);
        assertThat(asked).as("each once").hasSize(letters.length()).doesNotHaveDuplicates();
    }

    @Test
    void says_what_is_wrong_and_what_to_do() throws Exception {
        assertThat(check("MM").run())
                .isEqualTo(new Ending.Stopped(
                        StopReason.UNKNOWN_COMPLETIONS,
                        "None of the 2 completions that the server was asked for exists under this use case or"
                                + " project: 00000000-0000-0000-0000-000000000000 (row 2) is the first. The ids may be"
                                + " those of chat responses in place of completions (completion_id), or from another"
                                + " deployment, use case or project: check the column, --url, and --use-case or"
                                + " --project. To send the rows without this check, add --check-ids none."));
    }

    @Test
    void names_the_missing_ones_of_the_first_rows() throws Exception {
        CompletionCheck check = check("EMMMMM");

        assertThat(check.run()).isNull();
        assertThat(check.tally().firstMissing()).extracting(Named::row).containsExactly(3L, 4L, 5L);
    }

    @Test
    void ends_when_it_is_interrupted() throws Exception {
        CompletionCheck check = check("EM");
        check.interrupt();

        assertThat(check.run()).isEqualTo(new Ending.Interrupted());
    }
}
