package feedbackuploader.cli;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.cli.options.FileArgument;
import feedbackuploader.cli.options.InputArguments;
import feedbackuploader.cli.options.MappingArguments;
import feedbackuploader.cli.options.ServerArguments;
import feedbackuploader.cli.options.ShardArguments;
import feedbackuploader.cli.options.Target;
import feedbackuploader.cli.options.UploadArguments;
import feedbackuploader.cli.options.UsageException;
import feedbackuploader.feedback.Shard;
import feedbackuploader.input.InputFile;
import feedbackuploader.ledger.DamagedLedgerException;
import feedbackuploader.ledger.ForeignLedgerException;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.CompletionLookup;
import feedbackuploader.mapping.options.MappingFile;
import feedbackuploader.upload.MissingMetricsException;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.upload.Upload;
import feedbackuploader.upload.UploadListener;
import feedbackuploader.upload.UploadRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What the words of an {@code upload} come to, step by step, whoever had them parsed: a terminal or the page. */
record UploadSetup(
        Surroundings surroundings,
        ServerArguments server,
        boolean isSandbox,
        InputArguments reading,
        MappingArguments mapping,
        UploadArguments how,
        ShardArguments sharding,
        CommandSpec spec) {

    List<FileArgument> places(List<Path> files) throws UnusableException {
        String suffix = FileArgument.suffix(isSandbox, shard());
        return files.stream()
                .map(file -> new FileArgument(file, suffix, how.outputDir()))
                .toList();
    }

    Optional<String> rateInWords() throws UnusableException {
        return how.rateInWords(shard());
    }

    private @Nullable Shard shard() throws UnusableException {
        return sharding.shard(surroundings);
    }

    /** How the file is to be understood. */
    MappingFile described() throws UnusableException {
        MappingFile described = mapping.file(reading);
        if (isSandbox && described.options().lookup() != null) {
            throw new UsageException("--sandbox holds no completions that " + CompletionLookup.OPTION
                    + " could find. To try the file, give the deployment and add --dry-run: it asks for the completions and"
                    + " sends nothing.");
        }
        return described;
    }

    /** The caller closes it; null where each file gets a sandbox of its own. */
    @Nullable
    Target deployment() throws UnusableException {
        return isSandbox ? null : Target.deployment(server, surroundings, how.route());
    }

    /**
     * The caller closes it.
     *
     * @param interrupted ends the reading of {@code input} with an InterruptedException
     */
    Target sandbox(FileArgument file, InputFile input, MappingFile described, BooleanSupplier interrupted)
            throws UnusableException, LedgerException, InterruptedException, IOException {
        return Target.sandbox(input, file.folder(), described.options(), server, how.route(), interrupted);
    }

    /** The caller closes it, before {@code target}. */
    Upload open(FileArgument file, InputFile input, MappingFile described, Target target, UploadListener listener)
            throws UnusableException, LedgerException {
        UploadRequest request = how.request(
                input, file.folder(), target, described.options(), server.timeout(), surroundings.memory(), shard());
        try {
            return Upload.open(
                    request,
                    target.client(),
                    listener,
                    surroundings.time(),
                    RandomGenerator.getDefault(),
                    Who.runs(surroundings, typed(), file.isStandardInput() ? file.input() : null));
        } catch (DamagedLedgerException e) {
            throw LedgerAdvice.on(e, file, typed());
        } catch (ForeignLedgerException e) {
            if (e.isOfAnotherTarget()) {
                throw LedgerAdvice.onOtherTarget(e, typed());
            }
            throw e;
        }
    }

    void plan(Upload upload) throws UnusableException, LedgerException {
        try {
            upload.plan();
        } catch (MissingMetricsException e) {
            throw MetricAdvice.on(e, typed());
        }
    }

    TypedCommand typed() {
        return TypedCommand.of(spec, surroundings.name());
    }
}
