package feedbackuploader.mapping;

import feedbackuploader.support.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What databases and programs write into a table where there is nothing. In JSON, such a word is a text in quotes. */
final class NoText {

    private static final Set<String> WORDS = Set.of(
            "NULL",
            "null",
            "Null",
            "NaN",
            "nan",
            "NAN",
            "None",
            "NaT",
            "<NA>",
            "<null>",
            "\\N",
            "n/a",
            "N/A",
            "undefined",
            "(null)");

    /** In other capitals it may be an answer. */
    private static final String ALSO_AN_ANSWER = "None";

    private NoText() {}

    static boolean isIn(RawValue given) {
        return given.origin() == RawValue.Origin.CELL
                && given.node() != null
                && WORDS.contains(Texts.trim(given.node().asText()));
    }

    /** Null where there is no such word. */
    static @Nullable Problem problem(RawValue given, String expected) {
        if (!isIn(given)) {
            return null;
        }
        String word = given.node() == null ? "" : Texts.trim(given.node().asText());
        String option = word.equals(ALSO_AN_ANSWER)
                ? SkipRule.advisedExactly(given.column(), word)
                : SkipRule.advised(given.column(), word);
        return given.problem(
                expected,
                "It usually means that there is no value. Fill it in"
                        + (option == null ? "" : ", or skip such rows with " + option)
                        + ". If it is the text itself, upload the row as JSONL.");
    }
}
