package feedbackuploader.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the program's own sentences the options that they tell their reader to add. What has to be filled in first is
 * left to the reader; what is only spoken of, and what belongs to a whole command, is no advice.
 */
final class AdviceReader {

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(--[a-z][a-z-]*[a-z])([= ]?)");

    /** Right before an option that someone is told to add. */
    private static final Pattern ADVISED =
            Pattern.compile("(?:\\b(?:[Aa]dd|[Uu]se|with|by|for example)|\\bthem:?|:) '?$");

    /** Between two options of one advice. */
    private static final Pattern TOGETHER = Pattern.compile(",?(?: and(?: add| with)?)? ");

    /** Between an option and another one in its place. */
    private static final Pattern INSTEAD = Pattern.compile(",? or(?: add| use| with)? |, ");

    /** Words in capitals stand for what the reader has to fill in. */
    private static final Pattern TO_BE_FILLED_IN = Pattern.compile(
            "(?:.*[/=, .])?(?:KEY[0-9]*|COLUMN|COUNT|VALUE|FILE|NAME|MODEL|LABEL|MEANING|FIELD|TEXT|UUID|…)(?:[/=, .…].*)?|N(?:/[0-9]+)?");

    private static final Pattern COMMAND = Pattern.compile("(?<![\\w/-])(?:feedback-uploader|mv) ");

    private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=[.?!]) (?=[A-Z\"])|\\n");

    private final Map<String, UploadOption> options;

    AdviceReader(List<UploadOption> options) {
        this.options = options.stream().collect(Collectors.toMap(UploadOption::name, Function.identity()));
    }

    /** An option as it stands in a text. */
    private record Found(Choice choice, int start, int end) {}

    /** What {@code message} advises, each once, in its order. */
    List<AdvisedChoices> in(String message) {
        Set<AdvisedChoices> all = new LinkedHashSet<>();
        List<Choice> together = new ArrayList<>();
        @Nullable Found before = null;
        int from = 0;
        for (Found found : found(message)) {
            String between = before == null ? "" : message.substring(before.end(), found.start());
            boolean isAdvised =
                    ADVISED.matcher(message.substring(0, found.start())).find();
            boolean isTogether = before != null && TOGETHER.matcher(between).matches();
            boolean isInstead = before != null && INSTEAD.matcher(between).matches();
            if (!isTogether || (isInstead && isSame(before, found))) {
                add(all, message, from, together);
                together = new ArrayList<>();
                from = found.start();
            }
            if (isAdvised || ((isTogether || isInstead) && before != null)) {
                together.add(found.choice());
                before = found;
            } else {
                before = null;
            }
        }
        add(all, message, from, together);
        return List.copyOf(all);
    }

    /** Of one that can be given once, another value comes in place of the first. */
    private boolean isSame(@Nullable Found before, Found found) {
        return before != null && before.choice().option().equals(found.choice().option());
    }

    private void add(Set<AdvisedChoices> all, String message, int at, List<Choice> choices) {
        List<Choice> ready = choices.stream().filter(this::isReady).toList();
        if (!ready.isEmpty()) {
            all.add(new AdvisedChoices(sentence(message, at), ready));
        }
    }

    private boolean isReady(Choice choice) {
        @Nullable UploadOption option = options.get(choice.option());
        return option != null
                && (option.flag()
                        || (choice.value() != null
                                && !choice.value().isEmpty()
                                && !TO_BE_FILLED_IN.matcher(choice.value()).matches()
                                && (!"FILE".equals(option.label()) || Files.exists(Path.of(choice.value())))
                                && (option.values() == null || option.values().contains(choice.value()))));
    }

    private List<Found> found(String message) {
        List<Found> all = new ArrayList<>();
        String own = withoutCommands(message);
        Matcher matcher = OPTION.matcher(own);
        int at = 0;
        while (matcher.find(at)) {
            @Nullable UploadOption option = options.get(matcher.group(1));
            boolean takesOne = option == null || !option.flag();
            if (takesOne && !matcher.group(2).isEmpty()) {
                int end = ShellWords.end(own, matcher.end());
                String value = ShellWords.word(own, matcher.end());
                int marks = marks(own, end);
                all.add(new Found(new Choice(matcher.group(1), value), matcher.start(), end - marks));
                at = value.startsWith("--") ? matcher.end() : end;
            } else {
                all.add(new Found(new Choice(matcher.group(1), null), matcher.start(), matcher.end(1)));
                at = matcher.end(1);
            }
        }
        return all;
    }

    private static int marks(String text, int end) {
        int marks = 0;
        while (marks < end && ShellWords.isMark(text.charAt(end - 1 - marks))) {
            marks++;
        }
        return marks;
    }

    /** Whole commands are to be typed elsewhere: their options stay out, in their places are blanks. */
    private static String withoutCommands(String message) {
        StringBuilder own = new StringBuilder(message);
        Matcher command = COMMAND.matcher(message);
        while (command.find()) {
            for (int i = command.start(); i < message.length() && message.charAt(i) != '\n'; i++) {
                own.setCharAt(i, '\u0000');
            }
        }
        return own.toString();
    }

    private static String sentence(String message, int at) {
        int start = 0;
        Matcher ends = END_OF_SENTENCE.matcher(message);
        while (ends.find()) {
            if (ends.start() >= at) {
                return message.substring(start, ends.start());
            }
            start = ends.end();
        }
        return message.substring(start);
    }
}
