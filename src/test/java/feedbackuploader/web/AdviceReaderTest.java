package feedbackuploader.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a message advises becomes choices that are ready to be made; what it only speaks of does not. */
class AdviceReaderTest {

    private static UploadOption option(String name, @Nullable String label, String... values) {
        return new UploadOption(
                "Group", name, label, "", true, label == null, values.length == 0 ? null : List.of(values), null);
    }

    private static final AdviceReader READER = new AdviceReader(List.of(
            option("--map", "FIELD=COLUMN"),
            option("--set", "FIELD=VALUE"),
            option("--metric", "KEY"),
            option("--metrics", "KEY[=COLUMN],…"),
            option("--values", "LABEL=VALUE,…"),
            option("--skip-lines", "N"),
            option("--skip-where", "FIELD=VALUE"),
            option("--sheet", "NAME|N"),
            option("--escape", "CHAR|none"),
            option("--mapping", "NAME|FILE"),
            option("--users", "FILE"),
            option("--timezone", "ZONE"),
            option("--use-case", "KEY"),
            option("--project", "KEY"),
            option("--percent", "WHAT", "number", "fraction"),
            option("--on-duplicate", "WHAT", "send", "skip", "reject"),
            option("--decimal-comma", null),
            option("--thousands", null),
            option("--drop-unknown-users", null),
            option("--create-completions", null),
            option("--skip-recorded", null),
            option("--adopt", null)));

    static Stream<Arguments> messages() {
        return Stream.of(
                arguments("Row 4 looks like the header: use --skip-lines 3.", "--skip-lines=3"),
                arguments("A decimal comma? Write 4.5, or use --decimal-comma.", "--decimal-comma"),
                arguments("Write 1234.5, or use --decimal-comma and --thousands.", "--decimal-comma + --thousands"),
                arguments(
                        "Write 80 or 0.8, or use --percent number or --percent fraction.",
                        "--percent=number | --percent=fraction"),
                arguments(
                        "If these are completion ids, add --map 'completion_id=Answer ID'. If \"Reviewer\" holds the"
                                + " user, add --map user=Reviewer.",
                        "--map=completion_id=Answer ID | --map=user=Reviewer"),
                arguments(
                        "add --metrics 'CSAT, helpful' --decimal-comma --values 'Yes=true, N/A=skip'. To skip the"
                                + " others, add --values 'x=skip'; for a label with a meaning, write a number.",
                        "--metrics=CSAT, helpful + --decimal-comma + --values=Yes=true, N/A=skip | --values=x=skip"),
                arguments("This file has a backslash before such a quote: add --escape '\\'.", "--escape=\\"),
                arguments(
                        "Is this a second header? Then add --skip-where 'completion_id=uuid'.",
                        "--skip-where=completion_id=uuid"),
                arguments("To skip repetitions, upload with --on-duplicate skip.", "--on-duplicate=skip"),
                arguments("The sheet seems to have the header: use --sheet 'Q1 Ratings'.", "--sheet=Q1 Ratings"),
                arguments(
                        "Give the UUID with --users FILE, or upload without such users: add --drop-unknown-users.",
                        "--drop-unknown-users"),
                arguments("This looks like a PandaLM file: add --mapping pandalm --metric KEY.", "--mapping=pandalm"),
                arguments(
                        "create them: add --create-completions --map completion_text=COLUMN --map prompt=COLUMN.",
                        "--create-completions"),
                arguments("For one metric in all rows, add --metric KEY.", ""),
                arguments("Name it with --sheet.", ""),
                arguments("With --decimal-comma, write decimals with a comma.", ""),
                arguments("Without --use-case or --project, the program cannot check rows.", ""),
                arguments("expected a zone, as in --timezone UTC or --timezone Europe/Paris.", ""),
                arguments("fill in their UUIDs in that file, and add --users no-such-file.csv.", ""),
                arguments(
                        "Continue the upload of the other file first, then run the same command again:"
                                + " feedback-uploader upload other.csv --skip-recorded",
                        ""),
                arguments(
                        "To create it: feedback-uploader metrics create quality:scalar --use-case support && "
                                + "feedback-uploader metrics create speed:scalar --use-case support",
                        ""),
                arguments(
                        "upload its results instead: mv a.upload a.damaged && feedback-uploader upload a --adopt", ""));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void advice_is_ready_to_be_taken(String message, String choices) {
        assertThat(READER.in(message).stream()
                        .map(advice ->
                                advice.choices().stream().map(Choice::word).collect(Collectors.joining(" + ")))
                        .collect(Collectors.joining(" | ")))
                .isEqualTo(choices);
    }

    @Test
    void each_stands_by_its_sentence() {
        assertThat(READER.in("Found a comma. Write 4.5, or use --decimal-comma. Nothing else."))
                .singleElement()
                .extracting(AdvisedChoices::text)
                .isEqualTo("Write 4.5, or use --decimal-comma.");
    }
}
