package feedbackuploader.mapping.options;

import com.fasterxml.jackson.core.JsonGenerator;
import feedbackuploader.mapping.MappingException;
import feedbackuploader.mapping.Names;
import feedbackuploader.mapping.NewCompletions;
import feedbackuploader.mapping.Raters;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The part of a mapping file on completions that the deployment does not hold. */
final class CompletionKeys {

    private static final String CREATE = "create_completions";
    private static final String RATERS = "raters";
    private static final String ZONE = "timezone";
    private static final String LABELS = "labels";
    private static final String LABEL_COLUMNS = "label_columns";

    static final List<String> NAMES = List.of(CREATE, RATERS, ZONE, LABELS, LABEL_COLUMNS);

    private final JsonPlace json;
    private boolean create;
    private Raters raters = Raters.NONE;
    private @Nullable ZoneId zone;
    private final SortedMap<String, String> labels = new TreeMap<>();
    private final SortedMap<String, String> labelColumns = new TreeMap<>();

    CompletionKeys(JsonPlace json) {
        this.json = json;
    }

    NewCompletions options() {
        return new NewCompletions(create, raters, zone, labels, labelColumns, InstantSource.system());
    }

    /** @return whether {@code key} is one of {@link #NAMES} */
    boolean read(String key) throws IOException, MappingException {
        switch (key) {
            case CREATE -> create = json.yesOrNo();
            case RATERS -> raters = json.word(new Raters[] {Raters.KEEP, Raters.DROP}, Raters::label);
            case ZONE -> zone = zone();
            case LABELS -> json.object(null, label -> labels.put(label, json.text("text")));
            case LABEL_COLUMNS ->
                json.object(null, label -> labelColumns.put(label, json.text("the name of a column")));
            default -> {
                return false;
            }
        }
        return true;
    }

    private ZoneId zone() throws IOException, MappingException {
        String name = json.text("a time zone");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw json.problem(Names.quoted(name), "a time zone such as UTC, Europe/Paris or +02:00", null);
        }
    }

    /** What differs from saying nothing. */
    static void write(NewCompletions options, JsonGenerator json) throws IOException {
        if (options.create()) {
            json.writeBooleanField(CREATE, true);
        }
        if (options.raters() != Raters.NONE) {
            json.writeStringField(RATERS, options.raters().label());
        }
        @Nullable ZoneId zone = options.zone();
        if (zone != null) {
            json.writeStringField(ZONE, zone.getId());
        }
        write(LABELS, options.labels(), json);
        write(LABEL_COLUMNS, options.labelColumns(), json);
    }

    private static void write(String name, Map<String, String> texts, JsonGenerator json) throws IOException {
        if (!texts.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (Map.Entry<String, String> text : texts.entrySet()) {
                json.writeStringField(text.getKey(), text.getValue());
            }
            json.writeEndObject();
        }
    }
}
