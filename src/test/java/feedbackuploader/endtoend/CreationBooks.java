package feedbackuploader.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rows that create completions, with what their results say, held against everything that the sandbox has kept. */
final class CreationBooks {

    private static final int FINDINGS_SHOWN = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param upload what the results say of it */
    record Uploaded(CreatedRow row, JsonNode upload) {

        String status() {
            return upload.path("status").asText();
        }
    }

    private final boolean isProof;
    private final boolean isLabelled;
    private final Map<String, String> textOfId = new HashMap<>();
    private final Map<String, String> factOfId = new HashMap<>();
    private final Map<String, Integer> there = new HashMap<>();
    private final Map<String, Integer> timesCreated = new HashMap<>();
    private final Set<String> labels = new HashSet<>();
    private final List<String> findings = new ArrayList<>();
    private long wrong;

    /**
     * @param lines of the sandbox's data file
     * @param isProof whether no row may be unknown
     */
    CreationBooks(List<String> lines, boolean isProof, boolean isLabelled) throws IOException {
        this.isProof = isProof;
        this.isLabelled = isLabelled;
        for (String line : lines) {
            enter((ObjectNode) JSON.readTree(line));
        }
    }

    private void enter(ObjectNode line) {
        String id = line.path("id").asText();
        String fact = line.path("kind").asText().equals("interaction") ? created(id, line) : judgement(line);
        factOfId.put(id, fact);
        there.merge(fact, 1, Integer::sum);
    }

    private String created(String id, ObjectNode line) {
        String text = line.path("completion").asText();
        textOfId.put(id, text);
        timesCreated.merge(text, 1, Integer::sum);
        JsonNode label = line.path("labels").path("feedback_uploader");
        if (label.isMissingNode() == isLabelled || (isLabelled && !labels.add(label.asText()))) {
            wrong("its label is missing, unwanted or another's: " + line);
        }
        line.remove(List.of("kind", "id", "recorded_at", "completion_id"));
        if (line.path("labels") instanceof ObjectNode all) {
            all.remove("feedback_uploader");
            if (all.isEmpty()) {
                line.remove(List.of("labels", "session_id", "created_at")); // a side has none of its own
            }
        } else {
            line.remove(List.of("session_id", "created_at"));
        }
        line.path("feedbacks").forEach(rating -> ((ObjectNode) rating).remove("id"));
        return inOrder(line);
    }

    /** Whatever the order of its keys. */
    private static String inOrder(JsonNode line) {
        ObjectNode sorted = JSON.createObjectNode();
        line.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> sorted.set(entry.getKey(), entry.getValue()));
        return sorted.toString();
    }

    private String judgement(ObjectNode line) {
        String metric = line.path("metric").asText();
        return line.path("kind").asText().equals("metric")
                ? metric + ' ' + line.path("value") + " of " + textOf(line, "completion_id") + " by "
                        + line.path("user_id").asText()
                : metric + ' ' + textOf(line, "preferred_completion") + " over " + textOf(line, "other_completion")
                        + (line.has("tied") ? " tied " + line.path("tied").asText() : "");
    }

    private String textOf(ObjectNode line, String key) {
        return textOfId.getOrDefault(line.path(key).asText(), "nothing that was created: " + line);
    }

    Reckoning close(List<Uploaded> rows) throws IOException {
        Map<String, Boolean> asked = new HashMap<>();
        long unknown = 0;
        for (Uploaded one : rows) {
            boolean isRecorded = one.status().equals("recorded");
            unknown += isRecorded ? 0 : 1;
            for (String created : one.row().created()) {
                asked.merge(inOrder(JSON.readTree(created)), isRecorded, Boolean::logicalOr);
            }
            one.row().judgements().forEach(judgement -> asked.merge(judgement, isRecorded, Boolean::logicalOr));
            check(one, rows);
        }
        long lost = 0;
        for (Map.Entry<String, Boolean> fact : asked.entrySet()) {
            if (fact.getValue() && !there.containsKey(fact.getKey())) {
                lost++;
                findings.add("lost: " + fact.getKey());
            }
        }
        long twice = 0;
        for (Map.Entry<String, Integer> fact : there.entrySet()) {
            twice += fact.getValue() - 1;
            if (fact.getValue() > 1) {
                findings.add("twice: " + fact);
            }
            if (!asked.containsKey(fact.getKey())) {
                wrong("no row asks for it: " + fact.getKey());
            }
        }
        for (Map.Entry<String, Integer> text : timesCreated.entrySet()) {
            if (text.getValue() > 1) {
                twice++;
                findings.add("created " + text.getValue() + " times: " + text.getKey());
            }
        }
        return new Reckoning(
                rows.size(),
                twice,
                lost,
                wrong,
                unknown,
                List.copyOf(findings.subList(0, Math.min(findings.size(), FINDINGS_SHOWN))));
    }

    private void wrong(String finding) {
        wrong++;
        findings.add("wrong: " + finding);
    }

    /** Whether what its results say is true. */
    private void check(Uploaded one, List<Uploaded> rows) throws IOException {
        List<String> facts = new ArrayList<>(one.row().judgements());
        for (String created : one.row().created()) {
            facts.add(inOrder(JSON.readTree(created)));
        }
        for (String id : ids(one, "id")) {
            if (!facts.contains(factOfId.getOrDefault(id, "nothing"))) {
                wrong("the id " + id + " is of " + factOfId.get(id) + ": " + one);
            }
        }
        for (String id : ids(one, "completion_id")) {
            if (!one.row().texts().contains(textOfId.getOrDefault(id, "nothing"))) {
                wrong("the completion " + id + " is of " + textOfId.get(id) + ": " + one);
            }
        }
        switch (one.status()) {
            case "recorded" -> {
                if (ids(one, "id").isEmpty()) {
                    wrong("without an id: " + one);
                }
            }
            case "unknown" -> {
                if ((isProof && (isCompletionUnknown(one) || hasCanary(one, rows)))
                        || one.upload().path("error").asText().isEmpty()) {
                    wrong("unknown without need, or without a reason: " + one);
                }
            }
            case "not_sent" -> {
                if (isProof || one.row().judgements().stream().anyMatch(there::containsKey)) {
                    wrong("not_sent without need, or sent: " + one);
                }
            }
            default -> wrong("no such status is to be expected: " + one);
        }
    }

    private static boolean isCompletionUnknown(Uploaded one) {
        return parts(one)
                .anyMatch(part ->
                        !part.has("metric") && part.path("status").asText().equals("unknown"));
    }

    /** Whether feedback by ids was recorded by its own answer in the same upload: without any, a read-back proves nothing. */
    private static boolean hasCanary(Uploaded unknown, List<Uploaded> rows) {
        return rows.stream()
                .filter(one -> one.upload().path("run").equals(unknown.upload().path("run")))
                .flatMap(CreationBooks::parts)
                .anyMatch(part -> part.has("metric")
                        && part.has("id")
                        && part.path("http_status").asInt() == 201
                        && part.path("attempts").asInt() == 1);
    }

    private static Stream<JsonNode> parts(Uploaded one) {
        return StreamSupport.stream(one.upload().path("parts").spliterator(), false);
    }

    private static List<String> ids(Uploaded one, String key) {
        String ids = one.upload().path(key).asText();
        return ids.isEmpty() ? List.of() : List.of(ids.split(" "));
    }
}
