package feedbackuploader.upload;

import feedbackuploader.adaptive.Bodies;
import feedbackuploader.adaptive.Project;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.RunName;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.EarlierRuns;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The runs that the rows of a file tell of, where it is a report, and whether what it says of them holds for this upload. */
public final class KnownRuns implements EarlierRuns<LedgerException> {

    /** A file whose cells were overwritten has no end of names. */
    private static final int REMEMBERED = 1_000;

    private static final int NAMED = 3;

    private final @Nullable String target;
    private final @Nullable String project;
    private final Map<String, Optional<RunName>> names = new HashMap<>();
    private final Set<String> elsewhere = new LinkedHashSet<>();

    private KnownRuns(@Nullable String target, @Nullable Project project) {
        this.target = target;
        this.project = project == null ? null : project.key();
    }

    /** For rows that go to {@code target}, of which nothing is known but what the file says. */
    public static KnownRuns at(String target, @Nullable Project project) {
        return new KnownRuns(target, project);
    }

    /** For rows of which nobody knows yet where they go: what their file says of them is taken as it stands. */
    public static KnownRuns anywhere() {
        return new KnownRuns(null, null);
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
            elsewhere.add(name.project() == null ? name.target() : name.target() + ", " + name.project());
        }
        return false;
    }

    @Override
    public Standing standing(String run, long row, Feedback feedback) {
        return Standing.NOT_TOLD;
    }

    @Override
    public String keyOf(Feedback feedback) {
        return Bodies.keyOf(feedback).hex();
    }

    /** What the user should know, once all rows were asked for. */
    List<String> notices() {
        return elsewhere.isEmpty()
                ? List.of()
                : List.of("Some rows are of a report on an upload to "
                        + elsewhere.stream().limit(NAMED).collect(Collectors.joining(", or "))
                        + (elsewhere.size() > NAMED ? ", or elsewhere" : "")
                        + ". What it says of them is ignored, since they were not sent to " + target
                        + (project == null ? "" : ", " + project) + ".");
    }
}
