package feedbackuploader.sandbox;

import java.util.List;
import java.util.Map;

/**
 * A query as far as the sandbox understands one.
 *
 * @param isMutation whether it changes something
 * @param variables the declared variables and their types, such as {@code id} and {@code UUID!}
 */
record GraphQlQuery(boolean isMutation, Map<String, String> variables, List<Field> selection) {

    /**
     * One selected field.
     *
     * @param alias the name in the answer; the field's own when there is no alias
     * @param selection empty when there is none
     */
    record Field(String alias, String name, Map<String, Argument> arguments, List<Field> selection) {}

    /** Either the name of a variable or a string. */
    record Argument(boolean isVariable, String text) {}

    /** What GraphQL answers with status 200 and a list of errors. */
    static final class Invalid extends Exception {
        Invalid(String message) {
            super(message, null, false, false);
        }
    }
}
