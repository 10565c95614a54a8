package feedbackuploader.mapping.options;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Value;
import feedbackuploader.input.InputOptions;
import feedbackuploader.mapping.CompletionLookup;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.LabelWords;
import feedbackuploader.mapping.Labels;
import feedbackuploader.mapping.MappingException;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.Names;
import feedbackuploader.mapping.RowVariant;
import feedbackuploader.mapping.SkipRule;
import feedbackuploader.mapping.Users;
import feedbackuploader.mapping.Uuids;
import feedbackuploader.mapping.WinnerMeaning;
import feedbackuploader.mapping.text.NumberStyle;
import feedbackuploader.support.IoErrors;
import feedbackuploader.support.Printable;
import feedbackuploader.support.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@link MappingOptions} as a file: JSON, in which comments and trailing commas are allowed.
 *
 * @param about one line that says what the mapping is for
 * @param reading how the files that are mapped are read
 */
public record MappingFile(String about, MappingOptions options, InputOptions reading) {

    /** With nothing said on how files are read. */
    public MappingFile(String about, MappingOptions options) {
        this(about, options, InputOptions.none());
    }

    /** Rules whose places the file must have. */
    static final String SKIP_WHERE = "skip_where";

    /** Columns that may say that an answer is not final. */
    static final String IGNORE = "ignore";

    /** By what completions are found. */
    static final String FIND_COMPLETION = "find_completion";

    /** Rules whose places a file may lack. */
    static final String SKIP_WHERE_PRESENT = "skip_where_present";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @throws MappingException when it cannot be read or is wrong; the message names file, line and column */
    public static MappingFile read(Path file) throws MappingException {
        try {
            return parse(SmallFile.read(file, StandardCharsets.UTF_8), String.valueOf(file.getFileName()));
        } catch (NoSuchFileException e) {
            throw new MappingException("--mapping " + file + ": no such file. Ready mappings: "
                    + String.join(", ", ReadyMappings.names()) + ".");
        } catch (IOException e) {
            throw new MappingException("The mapping file " + file + " cannot be read (" + IoErrors.of(e) + ").");
        }
    }

    /** @param name of the file, for messages */
    public static MappingFile parse(String text, String name) throws MappingException {
        try (JsonParser parser = JSON.createParser(text)) {
            return new Reading(new JsonPlace(parser, Printable.of(name, 200))).file();
        } catch (JsonProcessingException e) {
            throw JsonPlace.malformed(e, Printable.of(name, 200));
        } catch (IOException e) {
            throw new AssertionError("a string can always be read", e);
        }
    }

    /** Everything that {@link #read} reads, so that equal options have equal texts. */
    public String toJson() {
        return MappingWriter.write(this);
    }

    /** One reading of one file. */
    private static final class Reading {

        private static final List<String> KEYS = Stream.concat(
                        Stream.of(
                                "about",
                                "kind",
                                "map",
                                "set",
                                "metrics",
                                "each",
                                "winner",
                                "values",
                                "decimal_comma",
                                "thousands",
                                "percent",
                                "users",
                                "drop_unknown_users",
                                SKIP_WHERE,
                                SKIP_WHERE_PRESENT,
                                IGNORE,
                                FIND_COMPLETION),
                        Stream.concat(CompletionKeys.NAMES.stream(), ReadingKeys.NAMES.stream()))
                .toList();

        private final JsonPlace json;
        private final ReadingKeys reading;
        private final CompletionKeys completions;
        private String about = "";
        private @Nullable Kind kind;
        private Map<Field, String> columns = Map.of();
        private Map<Field, String> constants = Map.of();
        private List<RowVariant> variants = List.of();
        private Labels<WinnerMeaning> winner = Labels.none();
        private Labels<Optional<Value>> values = Labels.none();
        private boolean decimalComma;
        private boolean thousands;
        private NumberStyle.Percent percent = NumberStyle.Percent.REFUSED;
        private final Map<String, UUID> users = new LinkedHashMap<>();
        private boolean dropUnknown;
        private @Nullable CompletionLookup lookup;
        private final List<SkipRule> skipWhere = new ArrayList<>();
        private final Set<String> ignored = new LinkedHashSet<>();

        Reading(JsonPlace json) {
            this.json = json;
            this.reading = new ReadingKeys(json);
            this.completions = new CompletionKeys(json);
        }

        MappingFile file() throws IOException, MappingException {
            json.next();
            json.object(KEYS, this::entry);
            json.end();
            return new MappingFile(
                    about,
                    new MappingOptions(
                            kind,
                            constants,
                            columns,
                            variants,
                            winner,
                            values,
                            new NumberStyle(decimalComma, thousands, percent),
                            new Users(users, dropUnknown),
                            skipWhere,
                            ignored,
                            completions.options(),
                            lookup),
                    reading.options());
        }

        private void entry(String key) throws IOException, MappingException {
            switch (key) {
                case "about" -> about = json.text("a line of text");
                case "kind" -> kind = json.word(Kind.values(), Kind::label);
                case "map" -> columns = fields();
                case "set" -> constants = fields();
                case "metrics" -> variants(metrics());
                case "each" -> variants(each());
                case "winner" -> winner = labels(WinnerMeaning.WORDS, LabelWords::verdict);
                case "values" -> values = labels("a number, true, false or \"skip\"", LabelWords::value);
                case "decimal_comma" -> decimalComma = json.yesOrNo();
                case "thousands" -> thousands = json.yesOrNo();
                case "percent" ->
                    percent = json.word(
                            new NumberStyle.Percent[] {NumberStyle.Percent.NUMBER, NumberStyle.Percent.FRACTION},
                            NumberStyle.Percent::label);
                case "users" -> json.object(null, name -> users.put(name, user()));
                case "drop_unknown_users" -> dropUnknown = json.yesOrNo();
                case IGNORE -> json.list("a list of columns", () -> ignored.add(json.text("the name of a column")));
                case FIND_COMPLETION -> lookup = lookup();
                case SKIP_WHERE, SKIP_WHERE_PRESENT -> skipWhere.addAll(skipWhere(key));
                default -> {
                    if (!completions.read(key)) {
                        reading.read(key);
                    }
                }
            }
        }

        private void variants(List<RowVariant> given) throws MappingException {
            if (!variants.isEmpty()) {
                throw json.problem("both \"metrics\" and \"each\"", "one of the two", null);
            }
            variants = given;
        }

        private Map<Field, String> fields() throws IOException, MappingException {
            Map<Field, String> fields = new LinkedHashMap<>();
            json.object(Names.OF_FIELDS, name -> {
                Field field = Field.typed(name).orElseThrow();
                if (fields.put(field, json.text("text")) != null) {
                    throw json.problem("the field " + field.label() + " twice", "each field once", null);
                }
            });
            return fields;
        }

        private CompletionLookup lookup() throws IOException, MappingException {
            Map<String, String> places = new LinkedHashMap<>();
            json.object(null, name -> places.put(name, json.text("the name of a column")));
            return json.checked(() -> CompletionLookup.of(places));
        }

        private List<RowVariant> metrics() throws IOException, MappingException {
            List<RowVariant> metrics = new ArrayList<>();
            if (json.token() == JsonToken.START_OBJECT) {
                json.object(null, key -> metrics.add(RowVariant.ofMetric(key, json.text("the name of a column"))));
            } else {
                json.list("a list of metrics, or an object with one column per metric", () -> {
                    String key = json.text("a metric's key");
                    metrics.add(RowVariant.ofMetric(key, key));
                });
            }
            return metrics;
        }

        private List<RowVariant> each() throws IOException, MappingException {
            List<RowVariant> each = new ArrayList<>();
            json.list("a list of objects with map, set or both", () -> {
                Map<Field, String> map = new LinkedHashMap<>();
                Map<Field, String> set = new LinkedHashMap<>();
                List<SkipRule> skip = new ArrayList<>();
                json.object(List.of("map", "set", SKIP_WHERE, SKIP_WHERE_PRESENT), key -> {
                    switch (key) {
                        case "map" -> map.putAll(fields());
                        case "set" -> set.putAll(fields());
                        default -> skip.addAll(skipWhere(key));
                    }
                });
                each.add(new RowVariant(map, set, skip));
            });
            return each;
        }

        private List<SkipRule> skipWhere(String key) throws IOException, MappingException {
            List<SkipRule> rules = new ArrayList<>();
            json.list("a list of rules such as \"status=discarded\"", () -> {
                String rule = json.text("a rule such as \"status=discarded\"");
                rules.add(json.checked(() -> SkipRule.of(rule, key.equals(SKIP_WHERE_PRESENT))));
            });
            return rules;
        }

        private <M> Labels<M> labels(String expected, Function<String, Optional<M>> meaning)
                throws IOException, MappingException {
            Map<String, M> labels = new LinkedHashMap<>();
            json.object(null, label -> {
                String word = json.text(expected);
                labels.put(
                        label, meaning.apply(word).orElseThrow(() -> json.problem(Names.quoted(word), expected, null)));
            });
            return json.checked(() -> Labels.of(labels));
        }

        private UUID user() throws IOException, MappingException {
            String text = json.text("a UUID");
            UUID uuid = Uuids.parse(text);
            if (uuid == null) {
                throw json.problem(Names.quoted(text), Uuids.EXPECTED, Uuids.hint(text));
            }
            return uuid;
        }
    }
}
