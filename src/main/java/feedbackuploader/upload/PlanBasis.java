package feedbackuploader.upload;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.input.InputOptions;
import feedbackuploader.ledger.Fixes;
import feedbackuploader.mapping.options.MappingFile;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything but the file that a plan depends on, as text in which equal things are equal: a plan made on the same basis
 * from the same bytes would be the same plan.
 */
public final class PlanBasis {

    private static final String READING = "\nread ";
    private static final Pattern KIND = Pattern.compile("\"kind\"\\s*:\\s*\"([a-z]+)\"");

    private static final String SHARD = "\nshard ";
    private static final String FIXES = "\nrows fixed in copies ";
    private static final String CATALOGUE = "\ncatalogue ";

    /** Of what they say tomorrow nobody knows today. */
    private static final String LEDGERS = "\nledgers of earlier runs";

    private final String options;
    private final String again;

    /** @param program name and version, since another version may read a file otherwise */
    PlanBasis(UploadRequest request, String program) {
        this.again = request.knownRows() == KnownRows.SEND ? " again" : "";
        this.options = program
                + READING + request.reading().toLine()
                + "\nmapping " + new MappingFile("", request.mapping()).toJson()
                + "\nduplicates " + request.duplicates()
                + "\nproject " + request.project()
                + (request.shard() == null ? "" : SHARD + request.shard());
    }

    /** How the file was read when the plan on this basis was made. */
    public static InputOptions readingIn(String basis) {
        return basis.lines()
                .filter(line -> line.startsWith(READING.strip() + " "))
                .findFirst()
                .map(line -> InputOptions.parse(line.substring(READING.strip().length() + 1)))
                .orElse(InputOptions.none());
    }

    /** The kind of feedback that was planned by its name; null when each row was taken as it is. */
    static @Nullable Kind kindIn(String basis) {
        Matcher kind = KIND.matcher(basis);
        return kind.find() ? Kind.valueOf(kind.group(1).toUpperCase(Locale.ROOT)) : null;
    }

    /** The shard that was planned, as {@code 2/8}; empty when it was the whole file. */
    static String shardIn(String basis) {
        return basis.lines()
                .filter(line -> line.startsWith(SHARD.strip() + " "))
                .findFirst()
                .map(line -> line.substring(SHARD.strip().length() + 1))
                .orElse("");
    }

    /** Equal for all the shards of one file that were planned alike. */
    static String inAnyShard(String basis) {
        return basis.replaceFirst(SHARD + "\\S*", "");
    }

    /** Whether {@code basis} has these options, whatever its catalogue. */
    boolean hasSameOptions(String basis) {
        return basis.startsWith(options + CATALOGUE);
    }

    /** {@code basis}, and the ledgers of other uploads: such a plan is made anew by each run. */
    static String andLedgers(String basis) {
        return basis + LEDGERS;
    }

    static boolean hasLedgers(String basis) {
        return basis.endsWith(LEDGERS);
    }

    /** @param fixes that the plan takes into account */
    String with(@Nullable MetricCatalogue catalogue, Fixes fixes) {
        return with(catalogue) + of(fixes);
    }

    private String of(Fixes fixes) {
        return fixes.isEmpty() ? "" : FIXES + fixes.stamp() + again;
    }

    /** Whether {@code basis} takes these into account, and no others. */
    boolean hasFixes(String basis, Fixes fixes) {
        return fixes.isEmpty() ? !basis.contains(FIXES) : basis.contains(of(fixes));
    }

    String with(@Nullable MetricCatalogue catalogue) {
        if (catalogue == null) {
            return options + CATALOGUE + "unknown";
        }
        TreeSet<String> metrics = new TreeSet<>();
        for (MetricCatalogue.Metric metric : catalogue.metrics()) {
            metrics.add(metric.key() + " " + metric.id() + " " + metric.kind());
        }
        return options + CATALOGUE + metrics;
    }
}
