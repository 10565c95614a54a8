package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.delivery.Ending;
import feedbackuploader.ledger.RecordedPieces.Recorded;
import feedbackuploader.ledger.Verdict;
import feedbackuploader.ledger.Verdicts;
import feedbackuploader.ledger.Verified;
import feedbackuploader.server.StopReason;
import feedbackuploader.server.Trace;
import feedbackuploader.upload.ExitStatus;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a verification ends with. */
class VerifiedPiecesTest {

    private static final Recorded PIECE =
            new Recorded(2L, 0, "id", null, null, new Trace.Nowhere("No query shows it."), Set.of());

    private static @Nullable Ending ending(String words) {
        Map<String, Ending> endings = Map.of(
                "interrupted", new Ending.Interrupted(),
                "shows nothing", new Ending.Stopped(StopReason.CANNOT_READ_BACK, "why"),
                "server down", new Ending.Stopped(StopReason.SERVER_DOWN, "why"),
                "key refused", new Ending.Stopped(StopReason.KEY_REFUSED, "why"));
        return endings.get(words);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "recorded,                              '',            0",
        "recorded nowhere,                      '',            0",
        "nowhere,                               '',            4",
        "recorded not_read_back,                '',            4",
        "not_read_back,                         '',            4",
        "recorded changed,                      '',            1",
        "recorded gone,                         '',            1",
        "recorded gone not_read_back,           '',            1",
        "recorded,                              shows nothing, 3",
        "gone,                                  server down,   3",
        "recorded,                              key refused,   2",
        "gone,                                  interrupted,   130",
    })
    void nothing_that_was_not_read_back_passes_for_there(String what, String ending, int code) throws Exception {
        try (Verdicts verdicts = new Verdicts()) {
            VerifiedPieces pieces = new VerifiedPieces(verdicts);
            long row = 2;
            for (String word : what.split(" ", -1)) {
                Recorded piece = new Recorded(row++, 0, "id", null, null, PIECE.trace(), Set.of());
                if (word.equals("nowhere")) {
                    pieces.shownNowhere(piece);
                } else {
                    pieces.take(piece, new Verdict(Verified.valueOf(word.toUpperCase(Locale.ROOT)), "why"));
                }
            }

            assertThat(pieces.status(ending(ending))).isEqualTo(ExitStatus.ofCode(code));
        }
    }
}
