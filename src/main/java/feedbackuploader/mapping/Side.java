package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.input.StrictJson;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One side of a preference: an id, an object with text and model, or a text and a model each by itself.
 *
 * @param id holds an id or an object
 */
record Side(RawValue id, RawValue text, RawValue model) {

    private static final String EITHER = "a completion's UUID, or its text and model";

    static Side of(RawFields fields, SideFields side) {
        return new Side(fields.get(side.id), fields.get(side.text), fields.get(side.model));
    }

    /** Null with a problem when the side is not given, given twice or given wrong. */
    @Nullable
    CompletionRef read(List<Problem> problems, Notices notices) {
        if (id.isOwn() && text.isOwn()) {
            problems.add(id.problem(
                    "one form of the completion",
                    "Give its id, or its text and model, not both: " + Names.quoted(text.column())
                            + " is filled too."));
            return null;
        }
        if (!id.isBlank() && !text.isOwn()) {
            return together(problems, notices); // the name of its model beside an id does no harm
        }
        if (text.isOwn() || model.isOwn() || (!model.isBlank() && text.node() != null)) {
            return apart(problems, notices);
        }
        problems.add(id.problem(EITHER, null));
        return null;
    }

    /** Whether the text is a blank cell, which may be an empty answer. */
    boolean isBlankCell() {
        return id.isBlank() && text.origin() == RawValue.Origin.CELL && text.isBlank();
    }

    /** Where a problem with the side as a whole belongs. */
    String column() {
        return id.isBlank() ? text.column() : id.column();
    }

    private @Nullable CompletionRef apart(List<Problem> problems, Notices notices) {
        if (model.isBlank()) {
            problems.add(model.problem(
                    "the key of the model that wrote the text",
                    model.node() != null
                            ? null
                            : Field.typed(model.column())
                                    .map(field -> "For one model in all rows, add --set " + field.label() + "=MODEL.")
                                    .orElse(null)));
            return null;
        }
        if (text.node() == null) {
            problems.add(text.problem("the text that the model wrote", null));
            return null;
        }
        return ofParts(text, model, problems, notices);
    }

    private @Nullable CompletionRef together(List<Problem> problems, Notices notices) {
        JsonNode node = id.node();
        if (node instanceof ObjectNode object) {
            return ofObject(object, problems, notices);
        }
        if (node == null || !node.isTextual()) {
            problems.add(id.problem(EITHER, null));
            return null;
        }
        UUID uuid = Uuids.parse(node.textValue());
        if (uuid != null) {
            return new CompletionRef.ById(uuid);
        }
        String cell = Texts.trim(node.textValue());
        if (id.mayHoldJsonText('{') && cell.startsWith("{")) {
            return ofJsonText(cell, problems, notices);
        }
        String hint = Uuids.hint(cell);
        problems.add(id.problem(
                EITHER,
                hint != null
                        ? hint
                        : text.isMissing() && id.origin() != RawValue.Origin.OPTION
                                ? "If this is the text itself, add --map "
                                        + Shell.word(text.column() + "=" + id.column())
                                        + (model.isMissing() ? " --set " + model.column() + "=MODEL." : ".")
                                : "Put a text into " + text.column() + " and its model into " + model.column() + "."));
        return null;
    }

    private @Nullable CompletionRef ofJsonText(String cell, List<Problem> problems, Notices notices) {
        try {
            return ofObject((ObjectNode) StrictJson.read(cell), problems, notices);
        } catch (StrictJson.Malformed e) {
            problems.add(e.problem().withColumn(id.column()));
            return null;
        }
    }

    private @Nullable CompletionRef ofObject(ObjectNode object, List<Problem> problems, Notices notices) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!entry.getKey().equals("text") && !entry.getKey().equals("model")) {
                problems.add(new Problem(
                        id.column(),
                        "an object with the key " + Names.quoted(entry.getKey()),
                        "the keys text and model",
                        null));
                return null;
            }
        }
        RawValue innerText = part(object, "text");
        RawValue innerModel = part(object, "model");
        if (innerText.node() == null) {
            problems.add(innerText.problem("the text that the model wrote", null));
        }
        if (innerModel.isBlank()) {
            problems.add(innerModel.problem("the key of the model that wrote the text", null));
        }
        return innerText.node() == null || innerModel.isBlank()
                ? null
                : ofParts(innerText, innerModel, problems, notices);
    }

    private RawValue part(ObjectNode object, String key) {
        JsonNode node = object.get(key);
        return new RawValue(id.column() + "." + key, node == null || node.isNull() ? null : node, RawValue.Origin.JSON);
    }

    private static @Nullable CompletionRef ofParts(
            RawValue text, RawValue model, List<Problem> problems, Notices notices) {
        Problem noText = NoText.problem(text, "the text that the model wrote");
        Problem noModel = NoText.problem(model, "the key of the model that wrote the text");
        if (noText != null || noModel != null) {
            Stream.of(noText, noModel).filter(Objects::nonNull).forEach(problems::add);
            return null;
        }
        if (text.isTrouble()) {
            problems.add(text.problem(
                    "the text that the model wrote", "The formula gives an error: fix it, or remove the row."));
            return null;
        }
        String words = Texts.readSpelled(text, problems, notices);
        String key = Texts.read(model, problems);
        return words == null || key == null ? null : new CompletionRef.ByText(Texts.trim(key), words);
    }
}
