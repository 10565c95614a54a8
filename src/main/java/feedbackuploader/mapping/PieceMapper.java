package feedbackuploader.mapping;

import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a row's pieces to feedback: first the completions that the row creates, then what is said of them. */
final class PieceMapper {

    private final KindRule kinds;
    private final MetricKeys metrics;
    private final Skips skips;
    private final MetricRows metricRows;
    private final PreferenceRows preferenceRows;
    private final InteractionRows interactionRows;
    private final OutcomeRows outcomeRows;
    private final boolean creates;
    private final Users users;
    private final Notices notices;
    private final CreationNotices creations;
    private final OutcomeNotices outcomes;
    private final FieldSources sources = new FieldSources();

    PieceMapper(KindRule kinds, MetricKeys metrics, MappingOptions options, Notices notices) {
        Values values = new Values(options.values(), options.numbers());
        this.kinds = kinds;
        this.metrics = metrics;
        this.creates = options.completions().create();
        this.skips = new Skips(values, options.winner());
        this.users = options.users();
        this.notices = notices;
        this.creations =
                new CreationNotices(notices.noun(), options.completions().raters());
        this.outcomes = new OutcomeNotices(options.kind() == Kind.OUTCOME);
        this.metricRows = new MetricRows(values, options.users(), notices);
        this.preferenceRows = new PreferenceRows(options.winner(), options.users(), notices);
        this.outcomeRows = new OutcomeRows(metricRows, options.users(), notices);
        this.interactionRows = new InteractionRows(
                options.completions(),
                metricRows,
                options.users(),
                new Moments(options.completions(), creations),
                notices);
    }

    /** Whether a row without any rating creates a completion. */
    boolean isInteraction(RawFields fields) {
        return kinds.isInteraction(fields);
    }

    /** @param problems of the row as a whole */
    List<Mapped> of(long row, List<RawFields> pieces, List<Problem> problems) {
        Map<UUID, Interaction> created = new LinkedHashMap<>();
        List<Mapped> mapped = new ArrayList<>();
        for (RawFields piece : pieces) {
            Mapped one = piece(row, piece, new ArrayList<>(problems), created);
            if (one != null) {
                mapped.add(one);
            }
        }
        List<Mapped> all = new ArrayList<>();
        created.values().forEach(interaction -> all.add(new Mapped.Valid(interaction)));
        all.addAll(mapped);
        if (!created.isEmpty() && mapped.isEmpty()) {
            creations.unrated();
        }
        return all.size() == 1 ? all : together(all);
    }

    /** Null for a row that creates a completion and says nothing of it. */
    private @Nullable Mapped piece(long row, RawFields fields, List<Problem> problems, Map<UUID, Interaction> created) {
        String reason = fields.skipping().reason();
        if (reason != null) {
            return new Mapped.Skipped(reason);
        }
        Kind other = kinds.otherOf(fields);
        if (other != null) {
            notices.isOfOtherKind(other);
            return new Mapped.Skipped(
                    "skipped: it is " + other.label() + " feedback, and this upload takes another kind");
        }
        Kind kind = kinds.of(fields, problems);
        sources.note(fields, leftOut(kind, fields));
        String skip = kind == null || !problems.isEmpty() ? null : skips.reason(kind, fields);
        if (kind != null && kind != Kind.OUTCOME) {
            outcomes.other(row, fields);
        }
        if (kind == Kind.INTERACTION) {
            return interaction(fields, problems, skip, created);
        }
        if (skip != null) {
            return new Mapped.Skipped(skip);
        }
        Feedback feedback = kind == null ? null : feedback(kind, fields, problems);
        boolean isSound = problems.isEmpty();
        if (feedback != null) {
            feedback = metrics.named(feedback);
            problems.addAll(metrics.problemsOf(feedback, fields));
        }
        if (feedback == null || !problems.isEmpty()) {
            return new Mapped.Invalid(problems, isSound ? feedback : null);
        }
        notices.unused(feedback.kind(), fields);
        if (kind == Kind.OUTCOME) {
            outcomes.outcome(row, fields);
        }
        return creates && feedback instanceof PreferenceFeedback preference
                ? byIds(preference, created)
                : new Mapped.Valid(feedback);
    }

    private Set<Field> leftOut(@Nullable Kind kind, RawFields fields) {
        Set<Field> without = kind == null ? Set.of() : Field.notIn(kind);
        if (!users.leavesOut(fields.get(Field.USER))) {
            return without;
        }
        Set<Field> withUser = EnumSet.of(Field.USER);
        withUser.addAll(without);
        return withUser;
    }

    private @Nullable Feedback feedback(Kind kind, RawFields fields, List<Problem> problems) {
        return switch (kind) {
            case METRIC -> metricRows.map(fields, problems);
            case PREFERENCE -> preferenceRows.map(fields, problems);
            case OUTCOME -> outcomeRows.map(fields, problems);
            case INTERACTION -> throw new IllegalStateException("no row is taken for " + kind);
        };
    }

    private @Nullable Mapped interaction(
            RawFields fields, List<Problem> problems, @Nullable String skip, Map<UUID, Interaction> created) {
        InteractionRows.Created row = interactionRows.map(fields, skip == null, problems);
        MetricFeedback rating = row == null ? null : row.rating();
        if (rating != null) {
            rating = (MetricFeedback) metrics.named(rating);
            problems.addAll(metrics.problemsOf(rating, fields));
        }
        Interaction interaction = row == null ? null : row.interaction();
        if (interaction != null) {
            Interaction before = created.putIfAbsent(interaction.placeholder(), interaction);
            if (before != null && !before.equals(interaction)) {
                problems.add(new Problem(
                        fields.get(Field.USER).column(),
                        "other words on the same completion than in front of it",
                        "one user, date and model for each completion",
                        "If the users are who rated, add --raters keep."));
            }
        }
        if (interaction == null || !problems.isEmpty()) {
            return new Mapped.Invalid(problems, problems.isEmpty() ? rating : null);
        }
        notices.unused(Kind.INTERACTION, fields);
        if (rating == null) {
            return skip == null ? null : new Mapped.Skipped(skip);
        }
        creations.rating(rating, fields);
        return new Mapped.Valid(rating, Set.of(rating.completionId()));
    }

    /** The comparison by ids, so that it can be read back: those of its texts are given when they are created. */
    private static Mapped byIds(PreferenceFeedback preference, Map<UUID, Interaction> created) {
        Set<UUID> awaits = new LinkedHashSet<>();
        CompletionRef preferred = created(preference.preferred(), preference, created, awaits);
        CompletionRef other = created(preference.other(), preference, created, awaits);
        return awaits.isEmpty()
                ? new Mapped.Valid(preference)
                : new Mapped.Valid(
                        new PreferenceFeedback(
                                preference.metric(), preferred, other, preference.tied(), List.of(), preference.user()),
                        awaits);
    }

    private static CompletionRef created(
            CompletionRef side, PreferenceFeedback preference, Map<UUID, Interaction> created, Set<UUID> awaits) {
        if (!(side instanceof CompletionRef.ByText text)) {
            return side;
        }
        Interaction interaction = Interaction.ofText(text.text(), preference.messages(), text.model());
        UUID placeholder = interaction.placeholder();
        created.putIfAbsent(placeholder, interaction);
        awaits.add(placeholder);
        return new CompletionRef.ById(placeholder);
    }

    /** What is wrong with every piece is wrong with the row, and is said once. */
    static List<Mapped> together(List<Mapped> mapped) {
        Set<Problem> problems = new LinkedHashSet<>();
        for (Mapped one : mapped) {
            if (!(one instanceof Mapped.Invalid invalid) || invalid.feedback() != null) {
                return mapped;
            }
            problems.addAll(invalid.problems());
        }
        return List.of(new Mapped.Invalid(List.copyOf(problems), null));
    }

    /** A row of a report, whose completions may be there already. */
    void createdBefore(List<Mapped> row) {
        if (row.stream().anyMatch(piece -> piece instanceof Mapped.Skipped skipped && skipped.completionId() != null)) {
            creations.createdBefore();
        }
    }

    /** Where the rows have their fields from. */
    FieldSources sources() {
        return sources;
    }

    /** On completions that rows create and on outcomes; complete once every row has been mapped. */
    List<String> sentences() {
        return Stream.concat(outcomes.sentences().stream(), creations.sentences().stream())
                .toList();
    }

    /** @throws MappingException if, after the last row, it is not clear which kind some rows are */
    void end() throws MappingException {
        outcomes.end();
    }
}
