package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.Value;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Cells of any content, under any options: nothing crashes, every problem says where, and what is valid can be sent.
 * {@code -Dmapper.rows=1000000} makes it long.
 */
@Tag("long")
class MapperPropertyTest {

    private static final int ROWS = Integer.getInteger("mapper.rows", 20_000);
    private static final int ROWS_A_FILE = 200;

    private static final List<NumberStyle.Percent> PERCENTS = List.of(NumberStyle.Percent.values());

    private static final List<String> ATOMS = List.of(
            "",
            " ",
            "\u00A0",
            "0",
            "1",
            "1.0",
            "-3",
            "4,5",
            "1 000",
            "1.234,5",
            "80 %",
            "12,5\u202F%",
            "1e400",
            "1e-400",
            "9".repeat(120),
            "NaN",
            "true",
            "FALSE",
            "yes",
            "n/a",
            "'4",
            "“4”",
            "٣",
            "a",
            "b",
            "tie",
            "skip",
            Mapping.ID,
            "{" + Mapping.ID2 + "}",
            "'" + Mapping.ID,
            "1.23E+35",
            "chatcmpl-1",
            "ann@example.org",
            "\u0000",
            "\u202E",
            "\uD83D\uDE00",
            "[1,2]",
            "{\"text\":\"t\",\"model\":\"m\"}",
            "{\"a\":1,\"b\":null}",
            "[",
            "{",
            "[[1]]",
            "[{\"role\":\"user\",\"content\":\"x\"}]",
            "good",
            "bad",
            "=1+1",
            "x_y",
            "1e99999999999 %",
            "% %",
            "'",
            "''");

    private static final List<String> COLUMNS = List.of(
            "completion_id,metric,value,details,user",
            "metric,preferred,other,tied,messages,user",
            "metric,completion_a,completion_b,winner,user",
            "metric,text_a,model_a,text_b,model_b,winner,prompt,user",
            "completion_id,feedbacks,details,upload_status,upload_error,upload_parts",
            "completion_id,CSAT,speed,details",
            "completion_id,metric,cell,value,preferred,other");

    @Test
    void random_cells() throws Exception {
        Random random = new Random(20_260_105);
        int valid = 0;
        int problems = 0;
        for (int row = 0; row < ROWS; row += ROWS_A_FILE) {
            String columns = COLUMNS.get(random.nextInt(COLUMNS.size()));
            boolean asJson = random.nextBoolean();
            MappingOptions options = options(random, columns, asJson);
            Mapping mapping = Mapping.of(file(random, columns.split(","), asJson), options);

            valid += mapping.feedback().size();
            mapping.feedback().forEach(MapperPropertyTest::assertSendable);
            for (String told : mapping.told()) {
                if (told.startsWith("ratings.csv")) {
                    problems++;
                    assertThat(told)
                            .matches("(?s)ratings\\.csv row \\d+( \\(line \\d+\\))?(, column \"[^\\n]*\")?"
                                    + "(: found .+; expected .+\\.| skipped: .+).*")
                            .doesNotContain("\n", "\u0000", "\u202E");
                }
            }
        }
        assertThat(valid).isGreaterThan(ROWS / 200);
        assertThat(problems).isGreaterThan(ROWS / 2);
    }

    private static void assertSendable(Feedback feedback) {
        assertThat(feedback.metric()).isNotBlank();
        if (feedback instanceof MetricFeedback metric) {
            if (metric.value() instanceof Value.Scalar scalar) {
                assertThat(scalar.number().doubleValue()).isFinite();
                assertThat(scalar.toString()).hasSizeLessThan(500);
            }
            assertThat(String.valueOf(metric.details())).doesNotContain("\u0000");
        } else if (feedback instanceof PreferenceFeedback preference) {
            assertThat(preference.preferred()).isNotEqualTo(preference.other());
            if (preference.preferred() instanceof CompletionRef.ByText) {
                assertThat(preference.messages()).isNotEmpty();
            }
        }
    }

    private static String file(Random random, String[] columns, boolean asJson) {
        StringBuilder text = new StringBuilder(asJson ? "" : String.join(",", columns) + "\n");
        for (int i = 0; i < ROWS_A_FILE; i++) {
            text.append(IntStream.range(0, columns.length)
                    .mapToObj(column -> asJson
                            ? "\"" + columns[column] + "\":" + json(random)
                            : "\"" + cell(random).replace("\"", "\"\"") + "\"")
                    .collect(Collectors.joining(",", asJson ? "{" : "", asJson ? "}\n" : "\n")));
        }
        return text.toString();
    }

    private static String cell(Random random) {
        String atom = ATOMS.get(random.nextInt(ATOMS.size()));
        return random.nextInt(10) == 0 ? atom + ATOMS.get(random.nextInt(ATOMS.size())) : atom;
    }

    private static String json(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "null";
            case 1 -> "[1, null, \"b\", [2]]";
            case 2 -> "[\"a\", \"b\"]";
            case 3 -> String.valueOf(random.nextInt(3));
            case 4 -> "{\"text\": \"t\", \"model\": \"m" + random.nextInt(2) + "\"}";
            default -> {
                String cell = cell(random);
                yield "\"" + cell.replace("\\", "\\\\").replace("\"", "\\\"").replace("\u0000", "\\u0000") + "\"";
            }
        };
    }

    private static MappingOptions options(Random random, String columns, boolean asJson) throws MappingException {
        Map<Field, String> map = !columns.contains("cell")
                ? Map.of()
                : switch (random.nextInt(4)) {
                    case 0 -> Map.of(Field.VALUE, "cell#");
                    case 1 -> Map.of(Field.DETAILS, "cell + value");
                    case 2 -> Map.of(Field.DETAILS, "cell ~ ^(.)_");
                    default -> asJson ? Map.of(Field.VALUE, "/cell/*") : Map.of(Field.VALUE, "cell#/0");
                };
        List<Branch> branches = columns.contains("CSAT") || (random.nextInt(10) == 0 && columns.contains("details"))
                ? List.of(Branch.ofMetric("CSAT", "details"), Branch.ofMetric("d", "details"))
                : List.of();
        return new MappingOptions(
                null,
                random.nextBoolean() ? Map.of(Field.METRIC, "m") : Map.of(),
                map,
                branches,
                random.nextBoolean() ? LabelWords.winner(List.of("a=a, b=b, tie=tie-bad, 1=a, =skip")) : Labels.none(),
                random.nextBoolean() ? LabelWords.values(List.of("a=1, n/a=skip, b=true")) : Labels.none(),
                new NumberStyle(random.nextBoolean(), random.nextBoolean(), PERCENTS.get(random.nextInt(3))),
                new Users(Map.of(), random.nextBoolean()));
    }
}
