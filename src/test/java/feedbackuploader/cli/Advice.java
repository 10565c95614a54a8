package feedbackuploader.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options that a text tells its reader to type, as a shell would take them apart. Words in capitals stand for
 * something that the reader has to fill in.
 *
 * @param option its name
 * @param argument what stands behind it, without the shell's quotes; empty for an option that takes none
 * @param sentence that it stands in, of those of the text, from 0
 * @param start where it begins
 */
record Advice(String option, String argument, int sentence, int start) {

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(--[a-z][a-z-]*[a-z])([= ]?)");
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?:.*[/=, .])?(?:KEY[0-9]*|COLUMN|COUNT|VALUE|FILE|NAME|MODEL|LABEL|MEANING|FIELD|TEXT|…)(?:[/=, …].*)?|N(?:/[0-9]+)?");

    /** All of them, in the order in which they stand there. */
    static List<Advice> in(String text, CommandSpec... commands) {
        List<Advice> all = new ArrayList<>();
        Matcher option = OPTION.matcher(text);
        while (option.find()) {
            String name = option.group(1);
            boolean takesOne = false;
            for (CommandSpec command : commands) {
                OptionSpec spec = command.findOption(name);
                takesOne |= spec != null && spec.arity().max() > 0;
            }
            if (takesOne && option.group(2).isEmpty()) {
                continue; // it is only spoken of
            }
            String argument = takesOne ? word(text, option.end()) : "";
            all.add(new Advice(name, argument, sentences(text.substring(0, option.start())), option.start()));
        }
        return all;
    }

    private static int sentences(String before) {
        return (int) Pattern.compile("[.?!;:] |\\n").matcher(before).results().count();
    }

    boolean isToBeFilledIn() {
        return PLACEHOLDER.matcher(argument).matches();
    }

    /** One word of a command line. */
    static String word(String text, int from) {
        StringBuilder word = new StringBuilder();
        int bare = 0; // where the marks that end a sentence may begin
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
                bare = word.length();
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '\\' && i + 1 < text.length()) {
                i++;
                word.append(text.charAt(i));
                bare = word.length();
            } else if (Character.isWhitespace(c)) {
                break;
            } else {
                word.append(c);
            }
        }
        int end = word.length();
        while (end > bare && MARKS.contains(word.charAt(end - 1))) {
            end--;
        }
        return quote != 0 ? "unclosed quote" : word.substring(0, end);
    }

    /** Where the blank after a word stands, or the end of the text. */
    static int endOfWord(String text, int from) {
        char quote = 0;
        int i = from;
        while (i < text.length() && (quote != 0 || !Character.isWhitespace(text.charAt(i)))) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '\\') {
                i++;
            }
            i++;
        }
        return Math.min(i, text.length());
    }

    private static final Set<Character> MARKS = Set.of('.', ',', ';', ':', ')', '?');
}
