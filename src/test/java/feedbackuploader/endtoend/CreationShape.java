package feedbackuploader.endtoend;

import java.util.List;
import java.util.stream.IntStream;

/** How rows create completions. */
enum CreationShape {
    /** With their ratings, dated, in the same request. */
    NESTED(List.of("--create-completions")),
    /** First, and then their ratings with who rated, by the new id. */
    TWO_STEPS(List.of("--create-completions", "--raters", "keep")),
    /** Both sides of preferences, which are shared by rows, and then the preference by their ids. */
    SIDES(List.of("--create-completions"));

    @SuppressWarnings("ImmutableEnumChecker") // List.of gives an immutable one
    private final List<String> options;

    CreationShape(List<String> options) {
        this.options = options;
    }

    List<String> options() {
        return options;
    }

    /** No other {@code name} has any of them. */
    List<CreatedRow> rows(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> row(name, i)).toList();
    }

    private CreatedRow row(String name, int i) {
        return switch (this) {
            case NESTED -> CreatedRow.nested(name, i);
            case TWO_STEPS -> CreatedRow.inTwoSteps(name, i);
            case SIDES -> CreatedRow.sides(name, i);
        };
    }
}
