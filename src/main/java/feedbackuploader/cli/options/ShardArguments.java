package feedbackuploader.cli.options;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.delivery.Rate;
import feedbackuploader.feedback.Shard;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            description =
                    "Same as --shard in a Kubernetes Indexed Job: $JOB_COMPLETION_INDEX, from 0, selects the part.")
    private @Nullable Integer shards;

    /** Null for the whole file. */
    @Nullable
    public Shard shard(Surroundings surroundings) throws UnusableException {
        if (shards == null) {
            return shard;
        }
        String index = surroundings.variable(INDEX_VARIABLE);
        try {
            if (index != null) {
                return new Shard(Integer.parseInt(index.strip()) + 1, shards);
            }
        } catch (IllegalArgumentException e) {
            throw new UnusableException(
                    "--shards " + shards + " with " + INDEX_VARIABLE + "=" + index + ": expected a count from 1 to "
                            + Shard.MOST + ", and an index from 0 to the count minus 1.",
                    e);
        }
        throw new UnusableException("--shards " + shards + ": " + INDEX_VARIABLE
                + " is not set. Outside an Indexed Job, use --shard N/" + shards + ".");
    }

    /** The part of {@code all} that this process may have; all of it for the whole file. */
    static @Nullable Rate part(@Nullable Rate all, @Nullable Shard shard) {
        return all == null || shard == null ? all : all.sharedBy(shard.count());
    }

    /** What a rate for several processes means for this one, a sentence; empty where there is nothing to say. */
    static Optional<String> rateInWords(@Nullable Rate all, @Nullable Shard shard) {
        return all == null || shard == null || shard.count() == 1
                ? Optional.empty()
                : Optional.of("--rate " + all + " is for all " + shard.count()
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
        Set<Integer> counts = new TreeSet<>();
        Pattern name = Pattern.compile(Pattern.quote(String.valueOf(whole.getFileName())) + "-\\d{1,5}-of-(\\d{1,5})");
        try (Stream<Path> folders =
                Files.list(Objects.requireNonNull(whole.toAbsolutePath().getParent()))) {
            folders.map(folder -> name.matcher(String.valueOf(folder.getFileName())))
                    .filter(Matcher::matches)
                    .forEach(found -> counts.add(Integer.valueOf(found.group(1))));
        }
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
}
