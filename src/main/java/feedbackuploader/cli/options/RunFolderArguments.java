package feedbackuploader.cli.options;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.delivery.Rate;
import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Shard;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.upload.PageOptions;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.ShardMerge;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that find the run folder of an earlier upload. */
public final class RunFolderArguments {

    private final Surroundings surroundings;

    /** Shards that are named. */
    private static final int NAMED = 10;

    @Parameters(paramLabel = "FILE", description = "The file that was uploaded.")
    private Path file = Path.of("");

    @Option(names = "--sandbox", description = "Use the upload to the sandbox, not the one to a deployment.")
    private boolean sandbox;

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "The --output-dir of the upload. (default: beside FILE)")
    private @Nullable Path outputDir;

    @Mixin
    private final ShardArguments sharding = new ShardArguments();

    public RunFolderArguments(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public Path input() throws UnusableException {
        return argument().input();
    }

    public RunFolder folder() throws UnusableException {
        return argument().folder();
    }

    /** The part of {@code all} that this process may have. */
    @Nullable
    public Rate part(@Nullable Rate all) throws UnusableException {
        return ShardArguments.part(all, sharding.shard(surroundings));
    }

    /** What {@code all} means for this process, a sentence; empty where there is nothing to say. */
    public Optional<String> rateInWords(@Nullable Rate all) throws UnusableException {
        return ShardArguments.rateInWords(all, sharding.shard(surroundings));
    }

    private FileArgument argument() throws UnusableException {
        return argument(FileArgument.suffix(sandbox, sharding.shard(surroundings)));
    }

    private FileArgument argument(String suffix) {
        return new FileArgument(file, suffix, outputDir);
    }

    /**
     * Puts the run folders of all shards together, in one of its own.
     *
     * @param page whether a report to look at is written too
     */
    public ShardMerge.Merged merge(PageOptions page) throws UnusableException, LedgerException, IOException {
        String whole = FileArgument.suffix(sandbox, null);
        int count = sharding.count(argument(whole).folder().path());
        return ShardMerge.write(
                argument(FileArgument.suffix(sandbox, new Shard(1, count))).input(),
                count,
                shard -> argument(FileArgument.suffix(sandbox, shard)).folder().path(),
                argument(whole + RunFolder.MERGED).folder().path(),
                page);
    }

    public boolean isSandbox() {
        return sandbox;
    }

    /** To look at; an upload may go on meanwhile. The caller closes it. */
    public Ledger ledgerToRead() throws UnusableException, LedgerException {
        return Ledger.openToRead(existingFolder());
    }

    /** To report from; no upload may go on meanwhile. The caller closes it. */
    public Ledger ledgerToReport() throws UnusableException, LedgerException {
        return Ledger.openToReport(existingFolder());
    }

    /** None where one was asked for. */
    private List<Shard> foundShards() throws UnusableException {
        if (sharding.shard(surroundings) != null) {
            return List.of();
        }
        try {
            return ShardArguments.begun(
                    argument(FileArgument.suffix(sandbox, null)).folder().path());
        } catch (IOException e) {
            return List.of(); // then there is nothing that could be said of them
        }
    }

    private String inShards(List<Shard> shards) {
        String listed = shards.stream().limit(NAMED).map(Shard::toString).collect(Collectors.joining(", "))
                + (shards.size() > NAMED ? " and " + Amount.of(shards.size() - NAMED) + " more" : "");
        return file + (sandbox ? " went to the sandbox" : " was uploaded") + " in shards: " + listed
                + ". For one of them, add --shard " + shards.get(0) + ". For one report of all: "
                + mergedReport().toPaste();
    }

    private TypedCommand mergedReport() {
        List<String> words = new ArrayList<>(List.of("report", file.toString(), "--merge"));
        if (sandbox) {
            words.add("--sandbox");
        }
        if (outputDir != null) {
            words.addAll(List.of("--output-dir", outputDir.toString()));
        }
        return new TypedCommand(surroundings.name(), words);
    }

    private Path existingFolder() throws UnusableException {
        if (InputFiles.isRunFolder(file)) {
            throw InputFiles.isNoInput(file);
        }
        Path folder = folder().path();
        if (!Ledger.existsIn(folder)) {
            List<Shard> shards = foundShards();
            if (!shards.isEmpty()) {
                throw new UnusableException(inShards(shards));
            }
            throw new UnusableException("No upload of " + file + (sandbox ? " to the sandbox" : "")
                    + " was found: there is no ledger in " + folder + "."
                    + (sandbox ? "" : " For an upload to the sandbox, add --sandbox."));
        }
        return folder;
    }
}
