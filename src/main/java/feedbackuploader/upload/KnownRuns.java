package feedbackuploader.upload;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Project;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.feedback.RunName;
import feedbackuploader.ledger.CreatedElsewhere;
import feedbackuploader.ledger.EarlierFeedback;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.OtherUpload;
import feedbackuploader.ledger.State;
import feedbackuploader.mapping.EarlierRuns;
import feedbackuploader.server.Bodies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The runs that the rows of a file tell of, where it is a report: whether what it says of them holds for this upload, and
 * what their ledgers know beside it, since the report of a run that was killed is older than its ledger. A ledger that was
 * asked is held until this is closed.
 */
public final class KnownRuns implements EarlierRuns<LedgerException>, AutoCloseable {

    /** A file whose cells were overwritten has no end of names. */
    private static final int REMEMBERED = 1_000;

    private static final int NAMED = 3;

    /**
     * A run's ledger, as long as it is open.
     *
     * @param isOfShard whether pieces of its rows may be in the ledgers of other shards
     */
    private record Held(Path folder, Ledger ledger, boolean isOfShard, EarlierFeedback recognition) {}

    private final @Nullable String target;
    private final @Nullable String project;
    private final @Nullable RunFolders folders;
    private final String ownLedger;
    private final Function<Feedback, RowKey> identity;
    private final Map<String, Optional<RunName>> names = new HashMap<>();
    private final Map<String, Optional<Held>> ledgers = new HashMap<>();
    private final Set<OtherUpload> inDoubt = new LinkedHashSet<>();
    private final Set<String> elsewhere = new LinkedHashSet<>();

    private KnownRuns(
            @Nullable String target,
            @Nullable Project project,
            @Nullable Path input,
            String ownLedger,
            Function<Feedback, RowKey> identity) {
        this.identity = identity;
        this.target = target;
        this.project = project == null ? null : project.key();
        this.folders = input == null ? null : RunFolders.around(input);
        this.ownLedger = ownLedger;
    }

    /** For rows of which nobody knows yet where they go: what their file says of them is taken as it stands. */
    public static KnownRuns anywhere() {
        return new KnownRuns(null, null, null, "", Bodies::keyOf);
    }

    /** For rows that go to {@code target}, of which nothing is known but what the file says. */
    public static KnownRuns at(String target, @Nullable Project project) {
        return new KnownRuns(target, project, null, "", Bodies::keyOf);
    }

    /** @param own the name of the upload that asks */
    static KnownRuns of(UploadRequest request, RunName own) {
        return new KnownRuns(request.target(), request.project(), request.input(), own.ledger(), UploadRequest::keyOf);
    }

    private Optional<RunName> name(String run) {
        Optional<RunName> known = names.get(run);
        if (known == null) {
            known = RunName.parse(run);
            if (names.size() < REMEMBERED) {
                names.put(run, known);
            }
        }
        return known;
    }

    /** A report that does not say of which target it is may be of this one. */
    @Override
    public boolean concern(String run, @Nullable Kind kind) {
        @Nullable RunName name = name(run).orElse(null);
        if (name == null || target == null || name.isAt(target, project, kind)) {
            return true;
        }
        if (elsewhere.size() < REMEMBERED) {
            elsewhere.add(
                    name.project() == null || name.project().equals(name.target())
                            ? name.target()
                            : name.target() + ", " + name.project());
        }
        return false;
    }

    @Override
    public Standing standing(String run, long row, Feedback feedback) throws LedgerException {
        String ledger = name(run).map(RunName::ledger).orElse("");
        if (ledger.isEmpty()) {
            return Standing.NOT_TOLD;
        } else if (ledger.equals(ownLedger)) {
            return Standing.NOT_RECORDED; // or this plan gets its state from there anyway
        }
        @Nullable Held held = held(ledger);
        if (held == null) {
            return Standing.NOT_TOLD;
        }
        Standing standing = standing(held, row, feedback);
        if (standing == Standing.OPEN) {
            inDoubt.add(new OtherUpload(held.ledger().owner().input(), held.folder()));
        }
        return standing;
    }

    @Override
    public Optional<String> completionOf(String run, long row, Interaction interaction) throws LedgerException {
        String ledger = name(run).map(RunName::ledger).orElse("");
        @Nullable Held held = ledger.isEmpty() || ledger.equals(ownLedger) ? null : held(ledger);
        return held == null
                ? Optional.empty()
                : CreatedElsewhere.ids(held.ledger(), identity.apply(interaction), row).stream()
                        .findFirst();
    }

    private @Nullable Held held(String ledger) throws LedgerException {
        if (!ledgers.containsKey(ledger) && ledgers.size() < REMEMBERED) {
            ledgers.put(ledger, open(ledger));
        }
        return ledgers.getOrDefault(ledger, Optional.empty()).orElse(null);
    }

    private Optional<Held> open(String id) throws LedgerException {
        Optional<Path> folder = folders == null ? Optional.empty() : folders.find(id);
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Ledger ledger = Ledger.openToReport(folder.get());
        try {
            boolean isOfShard = ledger.plan()
                    .map(plan -> !PlanBasis.shardIn(plan.basis()).isEmpty())
                    .orElse(false);
            return Optional.of(new Held(folder.get(), ledger, isOfShard, new EarlierFeedback(ledger)));
        } catch (LedgerException e) {
            try (ledger) {
                throw e;
            }
        }
    }

    private Standing standing(Held held, long row, Feedback feedback) throws LedgerException {
        return held.recognition()
                .take(identity.apply(feedback), row)
                .map(KnownRuns::standing)
                .orElse(held.isOfShard() ? Standing.NOT_TOLD : Standing.NOT_RECORDED);
    }

    private static Standing standing(State state) {
        return switch (state) {
            case RECORDED -> Standing.RECORDED;
            case SENDING, AMBIGUOUS, UNKNOWN -> Standing.OPEN;
            case PLANNED, REJECTED, INVALID, WAITING, CARRIED -> Standing.NOT_RECORDED;
            case SKIPPED -> Standing.NOT_TOLD; // perhaps on account of yet another run, as the report says
        };
    }

    @Override
    public String keyOf(Feedback feedback) {
        return identity.apply(feedback).hex();
    }

    /** The uploads that can tell what became of rows that are skipped in doubt. */
    Set<OtherUpload> inDoubt() {
        return inDoubt;
    }

    /** Whether rows tell of an earlier upload: the file is a report, or holds the rows of one that are to be fixed. */
    boolean areTold() {
        return names.values().stream().anyMatch(Optional::isPresent);
    }

    /** The ids of the ledgers that were asked. With any, another plan of the same file may be another one. */
    Set<String> asked() {
        return ledgers.entrySet().stream()
                .filter(ledger -> ledger.getValue().isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the user should know, once all rows were asked for. */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (!elsewhere.isEmpty()) {
            notices.add("Some rows come from the report of an upload to "
                    + elsewhere.stream().limit(NAMED).collect(Collectors.joining(", or "))
                    + (elsewhere.size() > NAMED ? ", or elsewhere" : "")
                    + ". Their statuses there are ignored: this upload goes to " + target
                    + (project == null || project.equals(target) ? "" : ", " + project) + ".");
        }
        List<String> read = ledgers.values().stream()
                .flatMap(Optional::stream)
                .map(held -> held.folder().toString())
                .sorted()
                .toList();
        if (read.size() == 1) {
            notices.add("These rows come from an earlier upload. Their outcomes are read from its ledger in "
                    + read.get(0) + ", which may be newer than this file.");
        } else if (!read.isEmpty()) {
            notices.add("These rows come from earlier uploads. Their outcomes are read from the ledgers in "
                    + read.stream().limit(NAMED).collect(Collectors.joining(", "))
                    + (read.size() > NAMED ? " and " + Amount.of(read.size() - NAMED) + " more folders" : "")
                    + ", which may be newer than this file.");
        }
        return notices;
    }

    @Override
    public void close() throws LedgerException {
        try {
            for (Optional<Held> held : ledgers.values()) {
                if (held.isPresent()) {
                    held.get().ledger().close();
                }
            }
        } finally {
            ledgers.clear();
        }
    }
}
