package feedbackuploader.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.input.InputOptions;
import feedbackuploader.input.edits.EditsFile;
import feedbackuploader.ledger.Fixes;
import feedbackuploader.mapping.options.MappingFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything but the file that a plan depends on, as a JSON object in which equal things are equal: a plan made on the
 * same basis from the same bytes would be the same plan.
 */
public final class PlanBasis {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String READING = "reading";
    private static final String KIND = "kind";
    private static final String SHARD = "shard";
    private static final String DIVISION = "division";
    private static final String CATALOGUE = "catalogue";
    private static final String FIXES = "fixes";

    /** The edits with which the file was read: by their digest, and where they lay, which makes no other plan. */
    private static final String EDITS = "edits";

    private static final String EDITS_PATH = "edits_path";

    /** Of what the ledgers of earlier runs say tomorrow nobody knows today. */
    private static final String LEDGERS = "ledgers";

    /** As {@link #with} writes one. */
    private static final Pattern METRIC =
            Pattern.compile("(?<key>.*) (?<id>\\S+) (?<kind>BOOL|SCALAR)", Pattern.DOTALL);

    private final ObjectNode options = JSON.createObjectNode();
    private final boolean again;
    private final @Nullable EditsFile edits;

    /** @param program name and version, since another version may read a file otherwise */
    PlanBasis(UploadRequest request, String program) {
        again = request.knownRows() == KnownRows.SEND;
        edits = request.reading().edits();
        options.put("program", program)
                .put(READING, request.reading().toLine())
                .put("mapping", new MappingFile("", request.mapping()).toJson())
                .put("duplicates", request.duplicates().name())
                .put("project", String.valueOf(request.project()));
        if (request.mapping().kind() != null) {
            options.put(KIND, request.mapping().kind().name());
        }
        if (request.sameText() != null) {
            options.put("sameText", request.sameText().name());
        }
        if (!request.labelled()) {
            options.put("labelled", false);
        }
        if (edits != null) {
            options.put(EDITS, edits.sha256());
        }
        if (request.shard() != null) {
            options.put(SHARD, request.shard().toString()).put(DIVISION, ShardRows.DIVISION);
        }
    }

    /** Without anything, where it was written by an earlier version. */
    private static ObjectNode parse(String basis) {
        try {
            return JSON.readTree(basis) instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    /** How the file was read when the plan on this basis was made. */
    public static InputOptions readingIn(String basis) {
        ObjectNode all = parse(basis);
        JsonNode reading = all.path(READING);
        InputOptions options = reading.isTextual() ? InputOptions.parse(reading.textValue()) : InputOptions.none();
        JsonNode digest = all.path(EDITS);
        return digest.isTextual()
                ? options.withEdits(new EditsFile(Path.of(all.path(EDITS_PATH).asText("")), digest.textValue()))
                : options;
    }

    /** The kind of feedback that was planned by its name; null when each row was taken as it is. */
    static @Nullable Kind kindIn(String basis) {
        JsonNode kind = parse(basis).path(KIND);
        return kind.isTextual() ? Kind.valueOf(kind.textValue()) : null;
    }

    /** The metrics of the deployment whose kinds were known, by key and by id: each as KEY:KIND. */
    static Map<String, String> metricsIn(String basis) {
        Map<String, String> metrics = new HashMap<>();
        for (JsonNode metric : parse(basis).path(CATALOGUE)) {
            Matcher parts = METRIC.matcher(metric.asText());
            if (parts.matches()) {
                String named = parts.group("key") + ":" + parts.group("kind").toLowerCase(Locale.ROOT);
                metrics.put(parts.group("id"), named);
                metrics.put(parts.group("key"), named);
            }
        }
        return metrics;
    }

    /** The shard that was planned, as {@code 2/8}; empty when it was the whole file. */
    static String shardIn(String basis) {
        return parse(basis).path(SHARD).asText("");
    }

    /** Whether {@code basis} is of the same shard, of a file that was divided in the same way. */
    boolean hasSameShard(String basis) {
        ObjectNode all = parse(basis);
        return all.path(SHARD).equals(options.path(SHARD)) && all.path(DIVISION).equals(options.path(DIVISION));
    }

    /**
     * Equal for all the shards of one file that were planned alike. Of rows that were fixed in a copy each knows its own,
     * and metrics may come to the deployment between the runs of two shards.
     */
    static String inAnyShard(String basis) {
        return parse(basis)
                .without(List.of(SHARD, EDITS_PATH, FIXES, CATALOGUE))
                .toString();
    }

    /** Whether {@code basis} has these options, whatever its catalogue. */
    boolean hasSameOptions(String basis) {
        return parse(basis)
                .without(List.of(CATALOGUE, FIXES, LEDGERS, EDITS_PATH))
                .equals(options);
    }

    /** {@code basis}, and the ledgers of other uploads: such a plan is made anew by each run. */
    static String andLedgers(String basis) {
        return parse(basis).put(LEDGERS, true).toString();
    }

    static boolean hasLedgers(String basis) {
        return parse(basis).has(LEDGERS);
    }

    /** @param fixes that the plan takes into account */
    String with(@Nullable MetricCatalogue catalogue, Fixes fixes) {
        ObjectNode basis = parse(with(catalogue));
        return fixes.isEmpty() ? basis.toString() : basis.put(FIXES, of(fixes)).toString();
    }

    private String of(Fixes fixes) {
        return fixes.isEmpty() ? "" : fixes.stamp() + (again ? " again" : "");
    }

    /** Whether {@code basis} takes these into account, and no others. */
    boolean hasFixes(String basis, Fixes fixes) {
        return parse(basis).path(FIXES).asText("").equals(of(fixes));
    }

    String with(@Nullable MetricCatalogue catalogue) {
        ObjectNode basis = options.deepCopy();
        if (edits != null) {
            basis.put(EDITS_PATH, edits.path().toString());
        }
        if (catalogue == null) {
            return basis.putNull(CATALOGUE).toString();
        }
        TreeSet<String> metrics = new TreeSet<>();
        for (MetricCatalogue.Metric metric : catalogue.metrics()) {
            metrics.add(metric.key() + " " + metric.id() + " " + metric.kind());
        }
        metrics.forEach(basis.putArray(CATALOGUE)::add);
        return basis.toString();
    }
}
