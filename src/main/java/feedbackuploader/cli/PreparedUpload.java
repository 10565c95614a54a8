package feedbackuploader.cli;

import feedbackuploader.cli.console.KeyLike;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.options.FileArgument;
import feedbackuploader.cli.options.Target;
import feedbackuploader.input.InputFile;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.options.MappingFile;
import feedbackuploader.upload.OpenedUpload;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.upload.Upload;
import feedbackuploader.upload.UploadListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * An {@code upload} of one file whose words come from the page or another program: they are parsed as a terminal's are,
 * by the same classes, and have the same defaults.
 */
public final class PreparedUpload {

    /** What only a person at a terminal needs. */
    public static final Set<String> FOR_A_TERMINAL =
            Set.of("--help", "--version", "--yes", "--json", "--quiet", "--verbose", "--progress", "--metrics-file");

    private static final String UPLOAD = "upload";

    private final UploadSetup setup;
    private final FileArgument file;
    private final MappingFile described;

    private PreparedUpload(UploadSetup setup, FileArgument file) throws UnusableException {
        this.setup = setup;
        this.file = file;
        this.described = setup.described();
    }

    /**
     * Reads nothing but what the options name.
     *
     * @param file as it is to stand in the command
     * @param options each name and each value a word
     * @param refused options that have no place here
     * @throws UnusableException when the words are wrong, as the terminal would say it
     */
    public static PreparedUpload of(String file, List<String> options, Set<String> refused, Surroundings surroundings)
            throws UnusableException {
        String[] words =
                Stream.concat(Stream.of(UPLOAD, file), options.stream()).toArray(String[]::new);
        CommandLine all = Program.commandLine(surroundings, UPLOAD);
        all.setExpandAtFiles(false); // each word is what it says
        try {
            ParseResult parsed = all.parseArgs(words);
            OptionChecks.check(parsed);
            refuse(parsed.subcommand(), refused);
            UploadCommand command =
                    Objects.requireNonNull(all.getSubcommands().get(UPLOAD)).getCommand();
            UploadSetup setup = command.setup();
            return new PreparedUpload(
                    setup, setup.places(List.of(Path.of(file))).get(0));
        } catch (ParameterException e) {
            throw new UnusableException(KeyLike.hidden(UsageErrors.sentence(e, List.of(words)), List.of(words)), e);
        }
    }

    private static void refuse(ParseResult upload, Set<String> refused) throws UnusableException {
        for (OptionSpec option : upload.matchedOptions()) {
            if (refused.contains(option.longestName())) {
                throw new UnusableException(option.longestName() + " has no place here. Leave it out.");
            }
        }
        List<String> files = upload.matchedPositionals().get(0).originalStringValues();
        if (files.size() > 1) {
            throw new UnusableException("One file at a time, and " + files.get(1)
                    + " is another one, or the value of an option whose name is missing.");
        }
    }

    UploadSetup setup() {
        return setup;
    }

    MappingFile described() {
        return described;
    }

    public RunFolder folder() {
        return file.folder();
    }

    /** The same on the command line, to be pasted; never with a secret in it. */
    public String command() {
        return Who.again(setup.typed());
    }

    /**
     * Opens the run folder and connects. The caller closes it.
     *
     * @param interrupted ends the preparations with an InterruptedException
     */
    public OpenedUpload open(UploadListener listener, BooleanSupplier interrupted)
            throws UnusableException, LedgerException, InterruptedException, IOException {
        InputFile input = InputFile.of(file.input(), described.reading());
        @Nullable Target deployment = setup.deployment();
        Target target = deployment == null ? setup.sandbox(file, input, described, interrupted) : deployment;
        try {
            return new Running(setup, target, setup.open(file, input, described, target, listener));
        } catch (UnusableException | LedgerException | RuntimeException e) {
            target.close();
            throw e;
        }
    }

    /** What the terminal would say of a failure. */
    public static String sentence(Throwable failure) {
        return Program.sentence(failure);
    }

    private record Running(UploadSetup setup, Target target, Upload upload) implements OpenedUpload {
        @Override
        public void plan() throws UnusableException, LedgerException {
            setup.plan(upload);
        }

        @Override
        public void close() throws LedgerException {
            try {
                upload.close();
            } finally {
                target.close();
            }
        }
    }
}
