package feedbackuploader.upload;

import feedbackuploader.feedback.Shard;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.OtherUpload;
import feedbackuploader.report.Invocation;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.RunHistory;
import feedbackuploader.support.Shell;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The command of an earlier run, as it can be typed again by a person, who is in no pod and may be in another folder.
 *
 * @param words behind the name of the program, without those that choose the shard
 * @param redirection of standard input, with what stands before it; empty where a file was named
 * @param folder in which it was typed; null where that is here, or not known
 */
record EarlierCommand(
        String program,
        List<String> words,
        String redirection,
        @Nullable Path folder) {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.upload");

    private static final String STANDARD_INPUT = "-";

    private static final String FROM = " < ";

    /** Options whose value may be the name of a file. */
    private static final List<String> WITH_FILE = List.of(
            "--mapping",
            "--save-mapping",
            "--users",
            "--ca-file",
            "--client-cert",
            "--client-key",
            "--api-key-file",
            "--metrics-file");

    /** Empty where the history does not tell it. */
    static Optional<EarlierCommand> of(RunHistory.@Nullable Run run) {
        return of(run == null ? null : run.invocation());
    }

    /** Empty where the command is not known. */
    static Optional<EarlierCommand> of(@Nullable Invocation invocation) {
        if (invocation == null
                || invocation.command() == null
                || invocation.options().isEmpty()) {
            return Optional.empty();
        }
        int end = invocation
                .command()
                .indexOf(" " + Shell.word(invocation.options().get(0)));
        return end < 0
                ? Optional.empty()
                : Optional.of(new EarlierCommand(
                        invocation.command().substring(0, end),
                        without(invocation.options()),
                        redirection(invocation),
                        elsewhere(invocation.folder())));
    }

    private static String redirection(Invocation invocation) {
        @Nullable String command = invocation.command();
        int from = command == null || !invocation.options().contains(STANDARD_INPUT) ? -1 : command.lastIndexOf(FROM);
        return command == null || from < 0 ? "" : command.substring(from);
    }

    private static List<String> without(List<String> options) {
        return without(options, List.of("--shard", "--shards", "--first"), List.of("--resend-unknown", "--dry-run"));
    }

    static List<String> withoutShard(List<String> options) {
        return without(options, List.of("--shard", "--shards"), List.of());
    }

    private static List<String> without(List<String> options, List<String> withValue, List<String> alone) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            String word = options.get(i);
            String name = name(word);
            if (withValue.contains(name)) {
                i += name.equals(word) ? 1 : 0;
            } else if (!alone.contains(word)) {
                kept.add(word);
            }
        }
        return kept;
    }

    private static String name(String option) {
        int value = option.indexOf('=');
        return value < 0 ? option : option.substring(0, value);
    }

    /** Where the command must be typed, unless that is here. */
    private static @Nullable Path elsewhere(@Nullable String folder) {
        Path here = Path.of("").toAbsolutePath();
        return folder == null || Path.of(folder).equals(here) || !Files.isDirectory(Path.of(folder))
                ? null
                : Path.of(folder);
    }

    /** @param shard null for a file that was not divided */
    String toContinue(@Nullable Shard shard) {
        List<String> all = new ArrayList<>(words);
        if (shard != null) {
            all.addAll(List.of("--shard", shard.toString()));
        }
        return toPaste(all) + redirection;
    }

    /** How {@code others} go on, which must come before the same command again; one step where the commands are alike. */
    static List<NextStep> toContinueFirst(Collection<OtherUpload> others) {
        return others.stream().map(EarlierCommand::toContinueFirst).distinct().toList();
    }

    private static NextStep toContinueFirst(OtherUpload other) {
        if (!Files.exists(other.input())) {
            return new NextStep(
                    "The upload of " + Shell.path(other.input()) + " must go on first, but that file is gone. Restore"
                            + " it, upload it, then run the same command again.",
                    null);
        }
        return of(RunHistory.last(new RunFolder(other.folder()).history()).orElse(null))
                .map(command -> new NextStep(
                        "Continue the upload of the other file first, then run the same command again:",
                        command.toContinue(shardIn(other.folder()))))
                .orElse(new NextStep(
                        "Continue the upload of " + Shell.path(other.input())
                                + " first, then run the same command again.",
                        null));
    }

    private static @Nullable Shard shardIn(Path folder) {
        try (Ledger ledger = Ledger.openToRead(folder)) {
            return ledger.plan()
                    .map(plan -> PlanBasis.shardIn(plan.basis()))
                    .filter(shard -> !shard.isEmpty())
                    .map(Shard::parse)
                    .orElse(null);
        } catch (LedgerException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot read the ledger in " + folder, e);
            return null;
        }
    }

    /**
     * The same for {@code other} as a whole.
     *
     * @param input that the command was for, as an absolute path
     * @return empty where the command names other files too or has edits of this one
     */
    Optional<String> toUpload(Path other, Path input) {
        List<Integer> places = IntStream.range(1, words.size())
                .filter(place -> !WITH_FILE.contains(words.get(place - 1)) && isFile(words.get(place)))
                .boxed()
                .toList();
        if (isOfEdits() || places.size() != 1 || !isOf(input, words.get(places.get(0)))) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(words);
        all.set(places.get(0), folder == null ? Shell.path(other) : other.toString());
        return Optional.of(toPaste(all));
    }

    /** Those are of the rows of the file alone. */
    private boolean isOfEdits() {
        return words.stream().anyMatch(word -> name(word).equals("--edits"));
    }

    private boolean isFile(String word) {
        return word.equals(STANDARD_INPUT) || (!word.startsWith("-") && Files.isRegularFile(place(word)));
    }

    private boolean isOf(Path input, String word) {
        return word.equals(STANDARD_INPUT) || place(word).equals(input);
    }

    private Path place(String word) {
        try {
            Path typedIn = folder == null ? Path.of("") : folder;
            return typedIn.resolve(word).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return Path.of(""); // a value that no file can be named
        }
    }

    private String toPaste(List<String> all) {
        return (folder == null ? "" : "cd " + Shell.word(folder.toString()) + " && ") + program + " "
                + all.stream().map(Shell::word).collect(Collectors.joining(" "));
    }
}
