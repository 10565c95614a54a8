package feedbackuploader.mapping;

import feedbackuploader.mapping.text.Listed;
import feedbackuploader.support.Shell;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The options that make feedback of a file whose columns mean nothing by themselves, in sentences. */
final class LikelyAdvice {

    private static final int LISTED = 10;

    /** A file can be fixed by no option. */
    private static final String NO_IDS =
            " No %s holds the ids of completions (UUIDs), so this file cannot be uploaded as it is: the deployment records"
                    + " a rating under the id of its completion. Add a %s \"completion_id\" with these ids. If the deployment"
                    + " knows the completions by a label of your own, such as a ticket, add --find-completion label.NAME=%s.";

    private static final String NO_IDS_BUT_TEXTS = " No %s holds the ids of completions (UUIDs).";

    private final LikelyColumns likely;
    private final String noun;
    private final StringBuilder text = new StringBuilder();

    private LikelyAdvice(LikelyColumns likely, String noun) {
        this.likely = likely;
        this.noun = noun;
    }

    /**
     * Sentences, each after a space; or nothing.
     *
     * @param noun what the file's names are: column or key
     * @param creates whether completions are created from their texts
     */
    static String of(
            LikelyColumns likely,
            String noun,
            boolean creates,
            boolean lacksId,
            boolean lacksMetric,
            boolean lacksValue) {
        LikelyAdvice advice = new LikelyAdvice(likely, noun);
        if (lacksId && !creates && likely.ids().isEmpty() && likely.comparison().isPresent()) {
            return likely.comparison().get().advice(lacksMetric);
        }
        if (lacksId && (creates || likely.ids().isEmpty())) {
            return advice.withoutIds(creates, lacksMetric, lacksValue);
        }
        if (lacksId) {
            advice.ids();
        }
        if (lacksValue) {
            advice.values(lacksMetric);
        }
        if (!advice.text.isEmpty()) {
            advice.others("");
        }
        return advice.text.toString();
    }

    private String withoutIds(boolean creates, boolean lacksMetric, boolean lacksValue) {
        String texts = likely.texts().advice(noun, creates);
        if (likely.isEmpty() || texts.isEmpty()) {
            return likely.isEmpty() || creates ? "" : noIds(noun);
        }
        if (!creates) {
            text.append(noIdsButTexts(noun));
        }
        text.append(texts);
        if (lacksValue) {
            values(lacksMetric);
        }
        text.append(likely.texts().dateAdvice());
        others(" --raters keep");
        return text.toString();
    }

    static String noIdsButTexts(String noun) {
        return NO_IDS_BUT_TEXTS.formatted(noun);
    }

    static String noIds(String noun) {
        return NO_IDS.formatted(noun, noun, noun.toUpperCase(Locale.ROOT));
    }

    private void ids() {
        text.append(" There are UUIDs in ")
                .append(KindRule.listed(likely.ids()))
                .append(
                        likely.ids().size() == 1
                                ? ". If these are completion ids, add "
                                : ". Which of these are completion ids? Add ")
                .append(likely.ids().stream()
                        .limit(LISTED)
                        .map(id -> map(Field.COMPLETION_ID, List.of(id)))
                        .collect(Collectors.joining(" or ")))
                .append('.');
    }

    private void values(boolean lackMetric) {
        List<String> values = likely.values();
        if (values.isEmpty()) {
            if (lackMetric && noun.equals("column")) {
                text.append(" If each metric has its own column, add --metrics 'COLUMN, COLUMN'.");
            }
            return;
        }
        text.append(" There are values in ").append(KindRule.listed(values)).append('.');
        if (!lackMetric) {
            text.append(" If one of these is the value, add ").append(map(Field.VALUE, values));
        } else {
            text.append(values.size() == 1 ? " If that is a metric, add " : " If these are metrics, add ");
            text.append(metrics(values));
        }
        String known = likely.labels().known();
        text.append(likely.withDecimalComma() ? " --decimal-comma" : "")
                .append(known.isEmpty() ? "" : " " + known)
                .append(lackMetric ? keys(values) : "")
                .append('.')
                .append(likely.labels().unknown());
    }

    /** @param raters the option that says that the users rated, after a space; or nothing */
    private void others(String raters) {
        if (!likely.users().isEmpty()) {
            text.append(" If ")
                    .append(Names.quoted(likely.users().get(0)))
                    .append(raters.isEmpty() ? " holds the user, add " : " holds who rated, add ")
                    .append(map(Field.USER, likely.users()))
                    .append(raters)
                    .append('.');
        }
        if (likely.areUsersNamed()) {
            text.append(" The server knows users by UUID. ").append(Users.NAMING);
        }
        if (!likely.remarks().isEmpty()) {
            text.append(' ').append(remark(likely.remarks().get(0)));
        }
        if (!likely.totals().isEmpty()) {
            text.append(" Rows of totals are no feedback: skip them with ")
                    .append(likely.totals().stream()
                            .map(rule -> "--skip-where " + Shell.quoted(rule))
                            .collect(Collectors.joining(" ")))
                    .append('.');
        }
    }

    /** What to do with a column of what people wrote beside a rating. */
    static String remark(String column) {
        return "If " + Names.quoted(column) + " holds the comment on the rating, add "
                + map(Field.DETAILS, List.of(column)) + ".";
    }

    private static String map(Field field, List<String> columns) {
        return "--map " + Shell.word(field.label() + "=" + columns.get(0));
    }

    /** Whether a metric may well have the column's name for its key. */
    private static boolean isKey(String column) {
        return column.matches("[\\w.:-]+");
    }

    private static String metrics(List<String> values) {
        StringBuilder metrics = new StringBuilder();
        int others = 0;
        for (String column : values.stream().limit(LISTED).toList()) {
            metrics.append(metrics.isEmpty() ? "" : ", ");
            metrics.append(isKey(column) ? column : placeholder(++others, values) + "=" + Listed.escaped(column));
        }
        return "--metrics " + Shell.quoted(metrics.toString());
    }

    /** What stands for a key that only the reader knows: each has its own, since no two metrics are one. */
    private static String placeholder(int number, List<String> values) {
        return count(values) == 1 ? "KEY" : "KEY" + number;
    }

    private static long count(List<String> values) {
        return values.stream().limit(LISTED).filter(column -> !isKey(column)).count();
    }

    private static String keys(List<String> values) {
        long count = count(values);
        return count == 0
                ? ""
                : count == 1
                        ? ", with the key of the metric in place of KEY"
                        : ", with the keys of the metrics in place of KEY1" + (count == 2 ? " and" : " to") + " KEY"
                                + count;
    }
}
