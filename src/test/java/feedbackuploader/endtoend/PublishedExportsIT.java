package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports as they were published, when they are at hand: all that is created of them, field by field. */
class PublishedExportsIT {

    private static final Path DATA = Path.of(System.getProperty("feedbackuploader.data", "../shared/data"))
            .resolve("raw");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void judgements_are_completions_with_three_ratings_each() throws Exception {
        List<JsonNode> kept = uploaded(
                "mt_bench_eval.json",
                "--mapping",
                "mt-bench",
                "--metric",
                "quality",
                "--map",
                "completion_text=instruction ~ (?s)###Response to evaluate:\\n(.*)\\n\\n###Reference Answer",
                "--map",
                "prompt=instruction ~ (?s)###The instruction to evaluate:\\n(.*)\\n\\n###Response to evaluate",
                "--map",
                "model=response_source");

        List<String> expected = new ArrayList<>();
        for (JsonNode record : records("mt_bench_eval.json")) {
            String text = record.path("instruction").asText();
            ObjectNode one = completion(
                    between(text, "###Response to evaluate:\n", "\n\n###Reference Answer"),
                    between(text, "###The instruction to evaluate:\n", "\n\n###Response to evaluate"),
                    record.path("response_source").asText());
            for (int i = 0; i < 3; i++) {
                ObjectNode rating = one.withArray("feedbacks").addObject().put("metric", "quality");
                rating.set("value", record.path("gpt4_score").path(i));
                rating.set("details", record.path("gpt4_feedback").path(i));
            }
            expected.add(one.toString());
        }
        assertThat(expected).hasSize(320);
        assertThat(kept.stream().map(PublishedExportsIT::withoutOwn)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void answers_of_annotators_are_ratings_and_ignored_ones_are_none() throws Exception {
        List<JsonNode> kept = uploaded(
                "prodigy-github-issues.jsonl",
                "--mapping",
                "prodigy",
                "--metric",
                "helpful",
                "--map",
                "completion_text=text",
                "--set",
                "prompt=Write a title");

        List<String> expected = new ArrayList<>();
        for (JsonNode record : records("prodigy-github-issues.jsonl")) {
            ObjectNode one = completion(record.path("text").asText(), "Write a title", null);
            String answer = record.path("answer").asText();
            if (!answer.equals("ignore")) {
                one.withArray("feedbacks")
                        .addObject()
                        .put("metric", "helpful")
                        .put("value", answer.equals("accept") ? 1 : 0);
            }
            expected.add(one.toString());
        }
        assertThat(expected).hasSize(830);
        assertThat(kept.stream().map(PublishedExportsIT::withoutOwn)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void both_sides_of_a_comparison_are_created_and_then_compared() throws Exception {
        List<JsonNode> kept = uploaded(
                "LLMBar_Natural.json",
                "--map",
                "completion_a_text=output_1",
                "--map",
                "completion_b_text=output_2",
                "--map",
                "winner=label",
                "--map",
                "prompt=input",
                "--set",
                "completion_a_model=a",
                "--set",
                "completion_b_model=b",
                "--metric",
                "acceptance",
                "--winner",
                "1=a, 2=b");

        Map<String, String> sides = new HashMap<>();
        List<String> found = new ArrayList<>();
        for (JsonNode line : kept) {
            if (line.path("kind").asText().equals("interaction")) {
                sides.put(line.path("id").asText(), withoutOwn(line));
            } else {
                found.add(line.path("metric").asText()
                        + sides.get(line.path("preferred_completion").asText())
                        + sides.get(line.path("other_completion").asText())
                        + line.path("tied"));
            }
        }
        List<String> expected = new ArrayList<>();
        for (JsonNode record : records("LLMBar_Natural.json")) {
            String prompt = record.path("input").asText();
            String a = completion(record.path("output_1").asText(), prompt, "a").toString();
            String b = completion(record.path("output_2").asText(), prompt, "b").toString();
            boolean isFirst = record.path("label").asInt() == 1;
            expected.add("acceptance" + (isFirst ? a + b : b + a));
        }
        assertThat(expected).hasSize(100);
        assertThat(sides).hasSize(200);
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** @return what the sandbox keeps */
    private List<JsonNode> uploaded(String name, String... options) throws Exception {
        assumeThat(DATA.resolve(name)).as("Not at hand").exists();
        Files.copy(DATA.resolve(name), folder.resolve(name));
        List<String> command = new ArrayList<>(List.of("upload", name, "--sandbox", "--create-completions"));
        command.addAll(List.of(options));

        PackagedProgram.in(folder).run(command.toArray(String[]::new)).exits(0);

        List<JsonNode> kept = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(name + ".sandbox/sandbox.jsonl"))) {
            kept.add(JSON.readTree(line));
        }
        return kept;
    }

    private static List<JsonNode> records(String name) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        if (name.endsWith(".jsonl")) {
            for (String line : Files.readAllLines(DATA.resolve(name))) {
                records.add(JSON.readTree(line));
            }
        } else {
            JSON.readTree(DATA.resolve(name).toFile()).forEach(records::add);
        }
        return records;
    }

    private static String between(String text, String start, String end) {
        return text.substring(text.indexOf(start) + start.length(), text.lastIndexOf(end));
    }

    private static ObjectNode completion(String text, String prompt, @Nullable String model) {
        ObjectNode line = JSON.createObjectNode().put("completion", text);
        line.putArray("messages").addObject().put("role", "user").put("content", prompt);
        line.put("use_case", "sandbox");
        return model == null ? line : line.put("model_service", model);
    }

    /** Without ids, labels and times that the program or the sandbox gave: these files have none. */
    private static String withoutOwn(JsonNode line) {
        ObjectNode left = line.deepCopy();
        left.remove(List.of("kind", "id", "created_at", "recorded_at", "completion_id", "session_id", "labels"));
        left.path("feedbacks").forEach(rating -> ((ObjectNode) rating).remove(List.of("id", "created_at")));
        return left.toString();
    }
}
