package feedbackuploader.cli.options;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.delivery.Rate;
import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Shard;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that share one file among several processes. */
public final class ShardArguments {

    /** Which pod of an Indexed Job this is, from 0 (Kubernetes, "Indexed Job for Parallel Processing"). */
    private static final String INDEX_VARIABLE = "JOB_COMPLETION_INDEX";

    @Option(
            names = "--shard",
            paramLabel = "N/COUNT",
            description =
                    "Part N of COUNT equal parts of the feedback in FILE. Other processes upload the other parts.")
    private @Nullable Shard shard;

    @Option(
            names = "--shards",
            paramLabel = "COUNT",
            description = "In place of --shard in the pods of a Kubernetes Indexed Job: each takes the part with its"
                    + " $JOB_COMPLETION_INDEX, of COUNT parts.")
    private @Nullable Integer shards;

    /** Null for the whole file. */
    @Nullable
    public Shard shard(Surroundings surroundings) throws UnusableException {
        if (shards == null) {
            return shard;
        }
        if (shards < 1 || shards > Shard.MOST) {
            throw new UnusableException(
                    "--shards: found '" + shards + "'; expected a number from 1 to " + Amount.of(Shard.MOST) + ".");
        }
        @Nullable String index = surroundings.variable(INDEX_VARIABLE);
        if (index == null) {
            throw new UnusableException("--shards is for the pods of a Kubernetes Indexed Job: " + INDEX_VARIABLE
                    + " is not set. Elsewhere, give each process its part: --shard 1/" + shards
                    + (shards == 1 ? "." : " for the first, --shard " + shards + "/" + shards + " for the last."));
        }
        try {
            return new Shard(Integer.parseInt(index.strip()) + 1, shards);
        } catch (IllegalArgumentException e) {
            throw new UnusableException(
                    INDEX_VARIABLE + ": found '" + index + "'; with --shards " + shards + ", expected "
                            + (shards == 1 ? "0" : "a number from 0 to " + (shards - 1))
                            + ". Give --shards the completions of the job.",
                    e);
        }
    }

    /** The part of {@code all} that this process may have; all of it for the whole file. */
    static @Nullable Rate part(@Nullable Rate all, @Nullable Shard shard) {
        return all == null || shard == null ? all : all.sharedBy(shard.count());
    }

    /** What a rate for several processes means for this one, a sentence; empty where there is nothing to say. */
    static Optional<String> rateInWords(@Nullable Rate all, @Nullable Shard shard) {
        return all == null || shard == null || shard.count() == 1
                ? Optional.empty()
                : Optional.of("--rate " + all + " is for all " + Amount.of(shard.count())
                        + " shards together: this one sends at most " + all.sharedBy(shard.count()) + ".");
    }

    /**
     * How many shards a file was divided into.
     *
     * @param whole where the run folder of the whole file would be: those of its shards are beside it
     */
    int count(Path whole) throws UnusableException, IOException {
        if (shards != null) {
            return shards;
        }
        Set<Integer> counts = begun(whole).stream().map(Shard::count).collect(Collectors.toCollection(TreeSet::new));
        if (counts.size() != 1) {
            throw new UnusableException(
                    counts.isEmpty()
                            ? "No shards found: there is no folder " + whole + "-N-of-COUNT."
                            : "Found uploads in "
                                    + counts.stream().map(String::valueOf).collect(Collectors.joining(" and in "))
                                    + " shards. Choose with --shards COUNT.");
        }
        return counts.iterator().next();
    }

    /**
     * The shards whose run folders lie beside {@code whole}, in the order of their numbers; those from which nothing was
     * sent only if there are no others.
     */
    static List<Shard> begun(Path whole) throws IOException {
        List<Shard> found = found(whole);
        List<Shard> sent = found.stream()
                .filter(each -> Ledger.hasSentFrom(whole.resolveSibling(whole.getFileName() + "-" + each.slug())))
                .toList();
        return sent.isEmpty() ? found : sent;
    }

    private static List<Shard> found(Path whole) throws IOException {
        Pattern name =
                Pattern.compile(Pattern.quote(String.valueOf(whole.getFileName())) + "-(\\d{1,5})-of-(\\d{1,5})");
        Path parent = Objects.requireNonNull(whole.toAbsolutePath().getParent());
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(Ledger::existsIn)
                    .map(folder -> name.matcher(String.valueOf(folder.getFileName())))
                    .filter(Matcher::matches)
                    .flatMap(found -> shard(found.group(1) + "/" + found.group(2)).stream())
                    .sorted(Comparator.comparingInt(Shard::count).thenComparingInt(Shard::number))
                    .toList();
        }
    }

    private static Optional<Shard> shard(String text) {
        try {
            return Optional.of(Shard.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
