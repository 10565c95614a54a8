package feedbackuploader.mapping;

import java.util.List;
import java.util.function.Predicate;

/** The fields of one side of a preference: its id (or an object of text and model), or its text and model. */
enum SideFields {
    PREFERRED(Field.PREFERRED_COMPLETION, Field.PREFERRED_COMPLETION_TEXT, Field.PREFERRED_COMPLETION_MODEL),
    OTHER(Field.OTHER_COMPLETION, Field.OTHER_COMPLETION_TEXT, Field.OTHER_COMPLETION_MODEL),
    /** A first and a second completion, on which a verdict is given. */
    A(Field.COMPLETION_A, Field.COMPLETION_A_TEXT, Field.COMPLETION_A_MODEL),
    B(Field.COMPLETION_B, Field.COMPLETION_B_TEXT, Field.COMPLETION_B_MODEL);

    static final List<SideFields> PREFERRED_AND_OTHER = List.of(PREFERRED, OTHER);

    static final List<SideFields> A_AND_B = List.of(A, B);

    final Field id;
    final Field text;
    final Field model;

    SideFields(Field id, Field text, Field model) {
        this.id = id;
        this.text = text;
        this.model = model;
    }

    static boolean anyOfAAndB(Predicate<Field> such) {
        return A_AND_B.stream().anyMatch(side -> side.any(such));
    }

    static boolean anyOfPreferredAndOther(Predicate<Field> such) {
        return PREFERRED_AND_OTHER.stream().anyMatch(side -> side.any(such));
    }

    private boolean any(Predicate<Field> such) {
        return such.test(id) || such.test(text) || such.test(model);
    }
}
