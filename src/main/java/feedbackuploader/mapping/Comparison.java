package feedbackuploader.mapping;

import feedbackuploader.input.ColumnNames;
import feedbackuploader.support.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Columns that look like two answers to one question and a verdict on them, in a file without ids.
 *
 * @param models those of the two models' names, or none
 * @param winner the column of the verdicts, if its name tells
 * @param prompt the column of the question, if its name tells
 */
record Comparison(String first, String second, List<String> models, Optional<String> winner, Optional<String> prompt) {

    private static final List<List<String>> SIDES = List.of(
            List.of("1", "2"),
            List.of("0", "1"),
            List.of("a", "b"),
            List.of("A", "B"),
            List.of("left", "right"),
            List.of("first", "second"),
            List.of("one", "two"));

    private static final Set<String> WINNERS = Set.of(
            "winner", "label", "preference", "preferred", "verdict", "choice", "chosen", "better", "best", "vote");

    private static final Set<String> PROMPTS =
            Set.of("prompt", "instruction", "question", "query", "input", "userprompt", "usermessage");

    /** Names of models and labels are shorter on average, texts longer. */
    private static final int SHORTEST_TEXT = 20;

    static Optional<Comparison> in(List<String> columns, List<List<String>> rows) {
        String first = null;
        String second = null;
        double longest = SHORTEST_TEXT;
        List<String> models = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            for (int j = i + 1; j < columns.size(); j++) {
                if (!areSides(columns.get(i), columns.get(j))) {
                    continue;
                }
                double length = length(rows, i);
                if (length >= longest) {
                    longest = length;
                    first = columns.get(i);
                    second = columns.get(j);
                } else if (models.isEmpty() && isModel(columns.get(i))) {
                    models.add(columns.get(i));
                    models.add(columns.get(j));
                }
            }
        }
        return first == null || second == null
                ? Optional.empty()
                : Optional.of(new Comparison(first, second, models, named(WINNERS, columns), named(PROMPTS, columns)));
    }

    private static double length(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).average().orElse(0);
    }

    private static boolean isModel(String column) {
        String normal = column.toLowerCase(Locale.ROOT);
        return normal.contains("model") || normal.contains("generator");
    }

    private static Optional<String> named(Set<String> names, List<String> columns) {
        return columns.stream()
                .filter(column -> names.contains(ColumnNames.normal(column)))
                .findFirst();
    }

    /** Whether two names differ in nothing but the side. */
    private static boolean areSides(String name, String other) {
        for (List<String> side : SIDES) {
            String one = side.get(0);
            for (int at = name.indexOf(one); at >= 0; at = name.indexOf(one, at + 1)) {
                String counterpart = name.substring(0, at) + side.get(1) + name.substring(at + one.length());
                if (counterpart.equals(other) && isWord(name, at, one)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A letter within a word is none: {@code bad} is no side of {@code bbd}. */
    private static boolean isWord(String name, int at, String side) {
        int end = at + side.length();
        boolean isLetter = Character.isLetter(side.charAt(0));
        boolean isCapital = Character.isUpperCase(side.charAt(0));
        boolean begins = at == 0 || !Character.isLetter(name.charAt(at - 1)) || isCapital;
        boolean ends = end == name.length() || !Character.isLetter(name.charAt(end));
        return !isLetter || (begins && ends);
    }

    /** What to add if they are what they look like, a sentence after a space. */
    String advice(boolean lacksMetric) {
        StringBuilder text = new StringBuilder(" ");
        text.append(Names.quoted(first)).append(" and ").append(Names.quoted(second));
        text.append(" look like two answers. If so, add");
        map(text, Field.COMPLETION_A_TEXT, first);
        map(text, Field.COMPLETION_B_TEXT, second);
        map(text, Field.WINNER, winner.orElse("COLUMN"));
        map(text, Field.PROMPT, prompt.orElse("COLUMN"));
        if (models.isEmpty()) {
            text.append(" --set completion_a_model=MODEL --set completion_b_model=MODEL");
        } else {
            map(text, Field.COMPLETION_A_MODEL, models.get(0));
            map(text, Field.COMPLETION_B_MODEL, models.get(1));
        }
        return text.append(lacksMetric ? " --metric KEY" : "")
                .append(", with your own words in place of those in capitals.")
                .toString();
    }

    private static void map(StringBuilder text, Field field, String place) {
        text.append(" --map ").append(Shell.word(field.label() + "=" + place));
    }
}
