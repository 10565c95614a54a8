package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.input.Row;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of JSON objects, each object for itself; {@code null} is no value, as an absent key is none. */
final class JsonLayout implements Layout {

    /** How many names of keys are remembered; a file whose keys are ids has no end of them. */
    private static final int REMEMBERED = 10_000;

    private static final int LONGEST_REMEMBERED = 200;

    /** Up to this number of keys, all must be repeated by their values: a metric may be named metric. */
    private static final int MOST_FOR_ALL = 3;

    /** @param field that the key means, or null */
    private record Meaning(@Nullable Field field, boolean isWord) {}

    private final RawFields defaults;
    private final boolean creates;
    private final Map<String, FieldLocator> labels;
    private final Map<String, FieldLocator> sought;
    private final Map<Field, FieldLocator> mapped = new EnumMap<>(Field.class);
    private final Map<Field, String> places;
    private final List<Overlay> overlays;
    private final SkipTests skips;
    private final Set<String> taken = new HashSet<>();
    private final Set<String> lookedAt = new HashSet<>();
    private final Map<String, Meaning> meanings = new LinkedHashMap<>();
    private final Notices notices;

    /** Fields that a row has had. */
    private final Set<Field> seen = EnumSet.noneOf(Field.class);

    JsonLayout(MappingOptions options, Notices notices) throws MappingException {
        this.defaults = RawFields.of(options.constants());
        this.notices = notices;
        this.creates = options.completions().create();
        this.places = options.columns();
        FieldLocators.Finder finder = new JsonFinder(taken, false);
        for (Map.Entry<Field, String> entry : options.columns().entrySet()) {
            mapped.put(entry.getKey(), FieldLocators.of(entry.getKey(), entry.getValue(), finder));
        }
        labels = FieldLocators.ofLabels(options.completions(), finder);
        sought = FieldLocators.ofLookup(options.lookup(), finder);
        FieldLocators.Finder looking = new JsonFinder(lookedAt, true);
        skips = SkipTests.of(options.skipWhere(), options.numbers(), looking);
        overlays = Overlay.allOf(options, finder, looking);
    }

    @Override
    public boolean isOfField(String name) {
        return taken.contains(ColumnNames.normal(name)) || meaning(name).field != null;
    }

    @Override
    public List<Overlay> overlays() {
        return overlays;
    }

    @Override
    public SkipTests skips() {
        return skips;
    }

    @Override
    public boolean has(Field field) {
        return seen.contains(field) || overlays.stream().anyMatch(overlay -> overlay.has(field));
    }

    /** As where a table that was joined from several was turned into JSON: each value is its key. */
    @Override
    public boolean isHeader(Row row) {
        if (!(row instanceof JsonRow json) || json.object().size() < 2) {
            return false;
        }
        int others = 0;
        for (Map.Entry<String, JsonNode> entry : json.object().properties()) {
            String value = entry.getValue().isTextual() ? entry.getValue().textValue() : "";
            boolean isSame = value.length() <= LONGEST_REMEMBERED
                    && (ColumnNames.normal(value).equals(ColumnNames.normal(entry.getKey()))
                            || ColumnNames.haveSameLetters(value, entry.getKey()));
            others += isSame ? 0 : 1;
            if (others > 1) {
                return false;
            }
        }
        return others == 0 || json.object().size() > MOST_FOR_ALL;
    }

    /** Those of the rows so far, up to a maximum. */
    @Override
    public Collection<String> names() {
        return meanings.keySet();
    }

    @Override
    public RawFields read(Row row, List<Problem> problems) {
        if (!(row instanceof JsonRow json)) {
            return defaults.copy();
        }
        RawFields read = defaults.copyFor(() -> namesOf(json.object()));
        Map<Field, String> keys = new EnumMap<>(Field.class);
        for (Map.Entry<String, JsonNode> entry : json.object().properties()) {
            String key = entry.getKey();
            Meaning meaning = meaning(key);
            String label = creates ? NewCompletions.labelIn(key) : null;
            if (label != null) {
                read.labels().put(label, RawValue.json(key, entry.getValue()));
            } else if (meaning.field == null) {
                note(key, entry.getValue());
            } else if (!entry.getValue().isNull()) {
                choose(keys, key, meaning.field, problems);
            } else {
                seen.add(meaning.field);
                read.set(meaning.field, RawValue.json(key, entry.getValue()));
            }
        }
        keys.forEach(
                (field, key) -> read.set(field, RawValue.json(key, json.object().get(key))));
        seen.addAll(keys.keySet());
        mapped.forEach((field, locator) -> {
            RawValue given = locator.in(row, problems);
            read.set(field, given);
            if (!given.isMissing()) {
                seen.add(field);
            }
        });
        labels.forEach((label, locator) -> read.labels().put(label, locator.in(row, problems)));
        sought.forEach((name, locator) -> read.seek(name, locator.in(row, problems)));
        if (seen.contains(Field.DETAILS)) {
            notices.hasDetails();
        }
        return read;
    }

    @Override
    public Set<Field> fieldsOf(Row row) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        if (row instanceof JsonRow json) {
            for (Map.Entry<String, JsonNode> entry : json.object().properties()) {
                Field field = meaning(entry.getKey()).field;
                if (field != null && !fields.add(field)) {
                    return Set.of();
                }
            }
        }
        seen.addAll(fields);
        fields.addAll(mapped.keySet());
        return fields;
    }

    @Override
    public @Nullable RawValue at(Row row, Field field) {
        FieldLocator locator = mapped.get(field);
        if (locator != null) {
            return locator.in(row, new ArrayList<>());
        }
        return ((JsonRow) row)
                .object().properties().stream()
                        .filter(entry -> meaning(entry.getKey()).field == field)
                        .map(entry -> RawValue.json(entry.getKey(), entry.getValue()))
                        .findFirst()
                        .orElse(null);
    }

    private static List<String> namesOf(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Also knows the columns' names, for a results file that someone turned into JSON lines. */
    @Override
    public EarlierUpload earlier(Row row) {
        if (!(row instanceof JsonRow json)) {
            return EarlierUpload.NONE;
        }
        ObjectNode object = json.object();
        if (object.get(ReportColumn.OBJECT) instanceof ObjectNode upload) {
            return EarlierUpload.ofJson(column -> upload.path(column.key()));
        }
        for (ReportColumn column : ReportColumn.values()) {
            if (object.has(column.column())) {
                return EarlierUpload.ofJson(each -> object.path(each.column()));
            }
        }
        return EarlierUpload.NONE;
    }

    /** The field's own word wins over a synonym; two keys of the same rank are a problem. */
    private void choose(Map<Field, String> keys, String key, Field field, List<Problem> problems) {
        String rival = keys.putIfAbsent(field, key);
        if (rival == null) {
            return;
        }
        boolean wins = meaning(key).isWord;
        if (wins == meaning(rival).isWord) {
            problems.add(new Problem(
                    key,
                    "the key " + Names.quoted(rival) + " too",
                    "one key for " + field.label(),
                    "Both mean the same. Choose one: --map " + Shell.word(field.label() + "=" + key) + "."));
        } else {
            String winner = wins ? key : rival;
            keys.put(field, winner);
            notices.passedOver(wins ? rival : key, winner, field);
        }
    }

    private Meaning meaning(String key) {
        Meaning meaning = meanings.get(key);
        if (meaning == null) {
            String normal = ColumnNames.normal(key);
            Field field = Optional.ofNullable(Field.ofNormal(normal, creates))
                    .filter(named -> !taken.contains(normal) && !mapped.containsKey(named))
                    .orElse(null);
            meaning = new Meaning(field, field != null && field.isWord(key));
            if (meanings.size() < REMEMBERED && key.length() <= LONGEST_REMEMBERED) {
                meanings.put(key, meaning);
            }
        }
        return meaning;
    }

    private void note(String key, JsonNode value) {
        boolean ours = (key.equals(ReportColumn.OBJECT) && value.isObject()) || ReportColumn.isOurs(key);
        String normal = ColumnNames.normal(key);
        if (ours || taken.contains(normal)) {
            return;
        }
        if (lookedAt.contains(normal)) {
            notices.onlyLookedAt(key);
            return;
        }
        Field field = Field.ofNormal(normal, creates);
        String place = field == null ? null : places.get(field);
        if (field != null && place != null) {
            notices.passedOver(key, place, field);
        } else {
            notices.unknown(key);
        }
    }
}
