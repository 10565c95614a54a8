package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.SentBefore;
import feedbackuploader.ledger.State;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentBeforeWordsTest {

    private static String sentences(String inputs) {
        List<SentBefore.Source> sources = Stream.of(inputs.split(" "))
                .map(input -> new SentBefore.Source(
                        input, Path.of(input + ".upload"), Instant.EPOCH, SentBefore.Certainty.SENT, true, 1, 0))
                .toList();
        SentBefore found = new SentBefore(sources.size(), 0, sources, 0, List.of());
        return new SentBeforeWords("https://a.test", new Counts(Map.of(State.PLANNED, 10L))).stopped(found);
    }

    @ParameterizedTest
    @CsvSource({
        "a a a a, 1 other run folder of this file",
        "a a a a a, 2 other run folders of this file",
        "a b a b, 1 other run folder of these files",
        "a b c d, 1 other file",
        "a b c d e, 2 other files",
        "a b c d d, 2 other run folders"
    })
    void what_is_not_named_is_called_what_it_is(String inputs, String others) {
        assertThat(sentences(inputs)).endsWith("; and more from " + others + ".");
    }
}
