package feedbackuploader.mapping;

import feedbackuploader.input.ColumnNames;
import feedbackuploader.support.Shell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Columns that look like what people asked and what a model answered, in a file without ids: such completions can be
 * created.
 *
 * @param answer the column of what a model wrote, if its name tells
 * @param prompt the column of what was asked, if its name tells
 * @param hasAnswer whether a field has what the model wrote already
 * @param hasPrompt whether a field has the prompt already
 * @param hasTexts whether any column holds texts, beside those of remarks
 * @param hasOnlyPrompt whether that of the prompt is the only such column
 * @param date the column of when it was rated, if its name tells and no field has it
 * @param lacksZone whether those dates are written without a time zone, and no option names it
 */
record LikelyTexts(
        Optional<String> answer,
        Optional<String> prompt,
        boolean hasAnswer,
        boolean hasPrompt,
        boolean hasTexts,
        boolean hasOnlyPrompt,
        Optional<String> date,
        boolean lacksZone) {

    private static final Pattern ANSWERS = Pattern.compile("answer|response|output|reply|completion|generat|assistant"
            + "|antwort|réponse|respuesta|risposta|resposta|antwoord|ответ|回答|回复|답변");

    private static final Pattern PROMPTS = Pattern.compile("prompt|instruction|question|query|input|request|usermessage"
            + "|frage|pregunta|domanda|pergunta|vraag|вопрос|提问|问题|質問|질문");

    private static final int ENOUGH = 5;

    /**
     * @param rows the first ones, with a cell for each of {@code columns}
     * @param isFree whether the column at an index means no field yet
     * @param has whether a field is in the file, or an option says where
     * @param lacksZone whether no option names the zone of dates without one
     */
    static LikelyTexts in(
            List<String> columns,
            List<List<String>> rows,
            IntPredicate isFree,
            Predicate<Field> has,
            boolean lacksZone) {
        List<String> texts = IntStream.range(0, columns.size())
                .filter(index -> isFree.test(index)
                        && !Names.isRemark(columns.get(index))
                        && !Names.isRater(columns.get(index))
                        && isText(rows, index))
                .mapToObj(columns::get)
                .toList();
        Optional<String> answer = first(texts, name -> ANSWERS.matcher(name).find());
        Optional<String> prompt = first(
                texts,
                name -> PROMPTS.matcher(name).find() && !ANSWERS.matcher(name).find());
        Optional<String> date = has.test(Field.RATED_AT)
                ? Optional.empty()
                : columns.stream().filter(Names::isDate).findFirst();
        return new LikelyTexts(
                answer,
                prompt,
                has.test(Field.COMPLETION_TEXT),
                has.test(Field.PROMPT) || has.test(Field.MESSAGES),
                !texts.isEmpty() && columns.size() > 1,
                prompt.isPresent() && texts.size() == 1,
                date,
                lacksZone
                        && date.filter(column -> hasLocalDates(rows, columns.indexOf(column)))
                                .isPresent());
    }

    private static boolean hasLocalDates(List<List<String>> rows, int column) {
        return rows.stream().anyMatch(row -> Moments.lacksZone(Texts.trim(row.get(column))));
    }

    private static Optional<String> first(List<String> names, Predicate<String> such) {
        return names.stream()
                .filter(name -> such.test(ColumnNames.normal(name).toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Whether at least half of the filled cells hold more than one word: a label is one, an id too. */
    private static boolean isText(List<List<String>> rows, int column) {
        List<String> cells = rows.stream()
                .map(row -> Texts.trim(row.get(column)))
                .filter(cell -> !KnownWords.isNone(cell))
                .toList();
        long texts = cells.stream().filter(LikelyTexts::hasWords).count();
        return texts > 0 && texts * 10 >= cells.size() * (long) ENOUGH;
    }

    /** Chinese and Japanese have no blanks between words. */
    private static boolean hasWords(String cell) {
        return cell.codePoints().anyMatch(Character::isLetter)
                && (cell.indexOf(' ') > 0 || cell.codePoints().anyMatch(Character::isIdeographic));
    }

    /**
     * What to add if the deployment does not hold the completions, sentences after a space; nothing where there are no
     * texts.
     *
     * @param noun what the file's names are: column or key
     * @param isGiven whether the option that creates is given already
     */
    String advice(String noun, boolean isGiven) {
        if (answer.isEmpty() && !hasTexts) {
            return "";
        }
        if (!hasAnswer && hasOnlyPrompt) {
            return " No " + noun + " seems to hold what the model wrote. Add a " + noun
                    + " with that, or with the ids of the completions.";
        }
        if (isGiven && hasAnswer && hasPrompt) {
            String any = noun.toUpperCase(Locale.ROOT);
            return " To create completions, name the " + noun + " of their text with" + map(Field.COMPLETION_TEXT, any)
                    + " and that of the prompt with" + map(Field.PROMPT, any) + '.';
        }
        StringBuilder text = new StringBuilder(" ");
        answer.filter(column -> !hasAnswer)
                .ifPresent(column -> text.append(Names.quoted(column)).append(" looks like what the model wrote. "));
        if (isGiven) {
            text.append("To create the completions, add");
        } else {
            text.append("If the deployment does not hold these completions, create them: add --create-completions");
        }
        if (!hasAnswer) {
            text.append(map(Field.COMPLETION_TEXT, answer.orElse(noun.toUpperCase(Locale.ROOT))));
        }
        if (!hasPrompt) {
            text.append(map(Field.PROMPT, prompt.orElse(noun.toUpperCase(Locale.ROOT))));
        }
        text.append('.');
        if (!hasPrompt && prompt.isEmpty()) {
            text.append(
                            " If the file does not hold the prompts, give one for all rows: --set prompt=TEXT in place of --map prompt=")
                    .append(noun.toUpperCase(Locale.ROOT))
                    .append('.');
        }
        return text.toString();
    }

    /** What to add for the date of the ratings, a sentence after a space, or nothing. */
    String dateAdvice() {
        return date.map(column -> " If " + Names.quoted(column) + " holds when it was rated, add"
                        + map(Field.RATED_AT, column)
                        + (lacksZone ? " --timezone UTC (or the zone of these dates, such as Europe/Paris)." : "."))
                .orElse("");
    }

    private static String map(Field field, String column) {
        return " --map " + Shell.word(field.label() + "=" + column);
    }
}
