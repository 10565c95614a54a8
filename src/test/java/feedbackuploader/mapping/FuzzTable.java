package feedbackuploader.mapping;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sound tables whose cells may hold anything, as CSV and as JSON lines. */
final class FuzzTable {

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

    static final List<String> COLUMNS = List.of(
            "completion_id,metric,value,details,user",
            "metric,preferred,other,tied,messages,user",
            "metric,completion_a,completion_b,winner,user",
            "metric,text_a,model_a,text_b,model_b,winner,prompt,user",
            "completion_id,feedbacks,details,upload_status,upload_error,upload_parts",
            "completion_id,CSAT,speed,details",
            "completion_id,metric,cell,value,preferred,other");

    static String of(SplittableRandom random, String[] columns, boolean asJson, int rows) {
        StringBuilder text = new StringBuilder(asJson ? "" : String.join(",", columns) + "\n");
        for (int i = 0; i < rows; i++) {
            text.append(IntStream.range(0, columns.length)
                    .mapToObj(column -> asJson
                            ? "\"" + columns[column] + "\":" + json(random)
                            : "\"" + cell(random).replace("\"", "\"\"") + "\"")
                    .collect(Collectors.joining(",", asJson ? "{" : "", asJson ? "}\n" : "\n")));
        }
        return text.toString();
    }

    private static String cell(SplittableRandom random) {
        String atom = ATOMS.get(random.nextInt(ATOMS.size()));
        return random.nextInt(10) == 0 ? atom + ATOMS.get(random.nextInt(ATOMS.size())) : atom;
    }

    private static String json(SplittableRandom random) {
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
}
