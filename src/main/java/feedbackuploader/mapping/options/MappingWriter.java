package feedbackuploader.mapping.options;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import feedbackuploader.feedback.Value;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.LabelWords;
import feedbackuploader.mapping.Labels;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.RowVariant;
import feedbackuploader.mapping.SkipRule;
import feedbackuploader.mapping.Users;
import feedbackuploader.mapping.WinnerMeaning;
import feedbackuploader.mapping.text.NumberStyle;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The text of a mapping file: only what differs from saying nothing, in one fixed order. */
final class MappingWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private MappingWriter(JsonGenerator json) {
        this.json = json;
    }

    static String write(MappingFile file) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
            printer.indentObjectsWith(indenter);
            printer.indentArraysWith(indenter);
            json.setPrettyPrinter(printer);
            new MappingWriter(json).file(file);
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes whatever is written", e);
        }
        return text.append('\n').toString();
    }

    private void file(MappingFile file) throws IOException {
        MappingOptions options = file.options();
        json.writeStartObject();
        if (!file.about().isEmpty()) {
            json.writeStringField("about", file.about());
        }
        ReadingKeys.write(file.reading(), json);
        if (options.kind() != null) {
            json.writeStringField("kind", options.kind().label());
        }
        fields("map", options.columns());
        fields("set", options.constants());
        variants(options.variants());
        labels("winner", options.winner());
        values(options.values());
        yes("decimal_comma", options.numbers().decimalComma());
        yes("thousands", options.numbers().thousands());
        if (options.numbers().percent() != NumberStyle.Percent.REFUSED) {
            json.writeStringField("percent", options.numbers().percent().label());
        }
        users(options.users());
        rules(options.skipWhere());
        texts(MappingFile.IGNORE, List.copyOf(options.ignored()));
        if (options.lookup() != null) {
            json.writeObjectFieldStart(MappingFile.FIND_COMPLETION);
            for (Map.Entry<String, String> place : options.lookup().places().entrySet()) {
                json.writeStringField(place.getKey(), place.getValue());
            }
            json.writeEndObject();
        }
        CompletionKeys.write(options.completions(), json);
        json.writeEndObject();
    }

    private void fields(String name, Map<Field, String> fields) throws IOException {
        if (!fields.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (Map.Entry<Field, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey().label(), field.getValue());
            }
            json.writeEndObject();
        }
    }

    private void variants(List<RowVariant> variants) throws IOException {
        if (variants.isEmpty()) {
            return;
        }
        if (variants.stream().allMatch(RowVariant::isMetric)) {
            json.writeObjectFieldStart("metrics");
            for (RowVariant variant : variants) {
                json.writeStringField(
                        variant.constants().get(Field.METRIC), variant.columns().get(Field.VALUE));
            }
            json.writeEndObject();
            return;
        }
        json.writeArrayFieldStart("each");
        for (RowVariant variant : variants) {
            json.writeStartObject();
            fields("map", variant.columns());
            fields("set", variant.constants());
            rules(variant.skipWhere());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void rules(List<SkipRule> rules) throws IOException {
        texts(
                MappingFile.SKIP_WHERE,
                rules.stream()
                        .filter(rule -> !rule.mayLack())
                        .map(SkipRule::text)
                        .toList());
        texts(
                MappingFile.SKIP_WHERE_PRESENT,
                rules.stream().filter(SkipRule::mayLack).map(SkipRule::text).toList());
    }

    private void texts(String name, List<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
    }

    private void labels(String name, Labels<WinnerMeaning> labels) throws IOException {
        if (!labels.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (Map.Entry<String, WinnerMeaning> label : labels.meanings().entrySet()) {
                json.writeStringField(label.getKey(), label.getValue().label());
            }
            json.writeEndObject();
        }
    }

    private void values(Labels<Optional<Value>> labels) throws IOException {
        if (!labels.isEmpty()) {
            json.writeObjectFieldStart("values");
            for (Map.Entry<String, Optional<Value>> label : labels.meanings().entrySet()) {
                json.writeStringField(
                        label.getKey(), label.getValue().map(Value::toString).orElse(LabelWords.SKIP));
            }
            json.writeEndObject();
        }
    }

    private void yes(String name, boolean value) throws IOException {
        if (value) {
            json.writeBooleanField(name, true);
        }
    }

    private void users(Users users) throws IOException {
        if (!users.byName().isEmpty()) {
            json.writeObjectFieldStart("users");
            for (Map.Entry<String, UUID> user : new TreeMap<>(users.byName()).entrySet()) {
                json.writeStringField(user.getKey(), user.getValue().toString());
            }
            json.writeEndObject();
        }
        yes("drop_unknown_users", users.dropUnknown());
    }
}
