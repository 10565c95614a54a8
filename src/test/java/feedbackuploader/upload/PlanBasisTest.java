package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.delivery.DeliveryOptions;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.feedback.MetricCatalogue.Metric;
import feedbackuploader.feedback.MetricCatalogue.MetricKind;
import feedbackuploader.feedback.Project;
import feedbackuploader.feedback.Value;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.ledger.DuplicatePolicy;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.LabelWords;
import feedbackuploader.mapping.Labels;
import feedbackuploader.mapping.MappingException;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.RowVariant;
import feedbackuploader.mapping.Users;
import feedbackuploader.mapping.WinnerMeaning;
import feedbackuploader.mapping.text.NumberStyle;
import feedbackuploader.mapping.text.NumberStyle.Percent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes an earlier plan worthless, and what does not. */
class PlanBasisTest {

    private static final Metric QUALITY = new Metric("1", "quality", MetricKind.SCALAR);
    private static final Metric HELPFUL = new Metric("2", "helpful", MetricKind.BOOL);
    private static final Map<Field, String> SET = Map.of(Field.METRIC, "quality", Field.USER, "u");
    private static final PlanBasis BASIS = basis("p 1", Kind.METRIC, SET, Map.of(), DuplicatePolicy.SEND, null);

    static Stream<PlanBasis> others() {
        return Stream.of(
                basis("p 2", Kind.METRIC, SET, Map.of(), DuplicatePolicy.SEND, null),
                basis("p 1", null, SET, Map.of(), DuplicatePolicy.SEND, null),
                basis("p 1", Kind.METRIC, Map.of(), Map.of(), DuplicatePolicy.SEND, null),
                basis("p 1", Kind.METRIC, Map.of(), SET, DuplicatePolicy.SEND, null),
                basis("p 1", Kind.METRIC, SET, Map.of(Field.VALUE, "v"), DuplicatePolicy.SEND, null),
                basis("p 1", Kind.METRIC, SET, Map.of(), DuplicatePolicy.SKIP, null),
                basis("p 1", Kind.METRIC, SET, Map.of(), DuplicatePolicy.SEND, "demo"));
    }

    static Stream<MappingOptions> shapes() throws MappingException {
        MappingOptions none = MappingOptions.none();
        return Stream.of(
                none,
                none.withVariants(List.of(RowVariant.ofMetric("a", "a"))),
                none.withVariants(List.of(RowVariant.ofMetric("a", "b"))),
                with(LabelWords.winner(List.of("x=a")), Labels.none(), NumberStyle.PLAIN, Users.NONE),
                with(LabelWords.winner(List.of("x=b")), Labels.none(), NumberStyle.PLAIN, Users.NONE),
                with(Labels.none(), LabelWords.values(List.of("x=1")), NumberStyle.PLAIN, Users.NONE),
                with(Labels.none(), LabelWords.values(List.of("x=skip")), NumberStyle.PLAIN, Users.NONE),
                with(Labels.none(), Labels.none(), new NumberStyle(true, false, Percent.REFUSED), Users.NONE),
                with(Labels.none(), Labels.none(), new NumberStyle(false, true, Percent.REFUSED), Users.NONE),
                with(Labels.none(), Labels.none(), new NumberStyle(false, false, Percent.NUMBER), Users.NONE),
                with(Labels.none(), Labels.none(), NumberStyle.PLAIN, new Users(Map.of(), true)),
                with(Labels.none(), Labels.none(), NumberStyle.PLAIN, new Users(Map.of("x", new UUID(1, 2)), false)));
    }

    private static MappingOptions with(
            Labels<WinnerMeaning> winner, Labels<Optional<Value>> values, NumberStyle numbers, Users users) {
        return new MappingOptions(null, Map.of(), Map.of(), List.of(), winner, values, numbers, users);
    }

    @Test
    void every_option_about_the_shape_of_a_file_makes_another_basis() throws Exception {
        assertThat(shapes().map(shape ->
                        basis("p 1", shape, DuplicatePolicy.SEND, null).with(null)))
                .hasSize(12)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("others")
    void another_option_is_another_basis(PlanBasis other) {
        assertThat(BASIS.hasSameOptions(other.with(null))).isFalse();
        assertThat(other.hasSameOptions(BASIS.with(null))).isFalse();
        assertThat(BASIS.with(null)).isNotEqualTo(other.with(null));
    }

    @Test
    void another_way_of_reading_is_another_basis_and_can_be_had_from_it_again() {
        InputOptions semicolons = new InputOptions(null, ';', 2, "Sheet 1");
        PlanBasis other = new PlanBasis(
                request(new MappingOptions(Kind.METRIC, SET, Map.of()), DuplicatePolicy.SEND, null, semicolons), "p 1");

        assertThat(other.hasSameOptions(BASIS.with(null))).isFalse();
        assertThat(PlanBasis.readingIn(other.with(null))).isEqualTo(semicolons);
        assertThat(PlanBasis.readingIn(BASIS.with(null))).isEqualTo(InputOptions.none());
        assertThat(PlanBasis.readingIn("made by an earlier version")).isEqualTo(InputOptions.none());
    }

    @Test
    void the_order_of_options_and_metrics_makes_no_difference() {
        Map<Field, String> reversed = new LinkedHashMap<>();
        reversed.put(Field.USER, "u");
        reversed.put(Field.METRIC, "quality");
        PlanBasis same = basis("p 1", Kind.METRIC, reversed, Map.of(), DuplicatePolicy.SEND, null);

        assertThat(same.with(new MetricCatalogue(List.of(QUALITY, HELPFUL))))
                .isEqualTo(BASIS.with(new MetricCatalogue(List.of(HELPFUL, QUALITY))));
    }

    @Test
    void another_catalogue_is_another_basis_of_the_same_options() {
        List<String> bases = Stream.of(
                        new MetricCatalogue(List.of()),
                        new MetricCatalogue(List.of(QUALITY)),
                        new MetricCatalogue(List.of(new Metric("1", "quality", MetricKind.BOOL))),
                        new MetricCatalogue(List.of(new Metric("1", "quality", null))),
                        new MetricCatalogue(List.of(new Metric("9", "quality", MetricKind.SCALAR))),
                        new MetricCatalogue(List.of(QUALITY, HELPFUL)))
                .map(BASIS::with)
                .toList();

        assertThat(bases)
                .doesNotHaveDuplicates()
                .doesNotContain(BASIS.with(null))
                .allMatch(BASIS::hasSameOptions);
    }

    private static PlanBasis basis(
            String program,
            @Nullable Kind kind,
            Map<Field, String> set,
            Map<Field, String> map,
            DuplicatePolicy duplicates,
            @Nullable String project) {
        return basis(program, new MappingOptions(kind, set, map), duplicates, project);
    }

    private static PlanBasis basis(
            String program, MappingOptions mapping, DuplicatePolicy duplicates, @Nullable String project) {
        return new PlanBasis(request(mapping, duplicates, project, InputOptions.none()), program);
    }

    private static UploadRequest request(
            MappingOptions mapping, DuplicatePolicy duplicates, @Nullable String project, InputOptions reading) {
        return new UploadRequest(
                InputFile.of(Path.of("/data/in.csv"), reading),
                new RunFolder(Path.of("/data/in.csv.upload")),
                "https://example.test",
                project == null ? null : new Project(Project.Naming.PROJECT, project),
                mapping,
                duplicates,
                ErrorLimit.parse("50%"),
                new DeliveryOptions(1, 1, Duration.ZERO),
                Duration.ZERO,
                false,
                false,
                false,
                IdCheck.NONE,
                false,
                null,
                KnownRows.STOP,
                null,
                true,
                null,
                null,
                PageOptions.STANDARD);
    }
}
