package feedbackuploader.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence in lines that a terminal does not break: only between words, never between an option and its value, nor within
 * a command, since both are copied from there.
 */
final class TerminalLines {

    /** Below this, every second word would stand alone. */
    private static final int NARROWEST = 30;

    private static final String INDENT = "  ";

    /** An option with its value, or a word; either with what stands in quotes in it. */
    private static final Pattern WORD =
            Pattern.compile("(?:'?--[\\w-]+ |\\(?[\\d,]+ × )?(?:'[^']*'|\"[^\"]*\"|[^\\s'\"]|['\"])+(?=\\s|$)");

    private TerminalLines() {}

    /**
     * @param columns of the terminal; the sentence stays as it is when they are very few
     * @param program by its name: what begins with it is a command
     */
    static List<String> of(String sentence, int columns, String program) {
        int room = columns - 1; // some terminals wrap as soon as the last column is written
        if (columns < NARROWEST || sentence.length() <= room) {
            return List.of(sentence);
        }
        int command = commandIn(sentence, program);
        String indent =
                INDENT + " ".repeat(sentence.length() - sentence.stripLeading().length());
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int end = 0;
        Matcher word = WORD.matcher(sentence);
        while (end < sentence.length()) {
            int from = end;
            boolean isWord = end < command && word.region(end, command).find();
            end = isWord ? word.end() : sentence.length();
            String next = sentence.substring(from, end);
            if (line.toString().isBlank() || line.length() + next.length() <= room) {
                line.append(next);
            } else {
                lines.add(line.toString());
                line = new StringBuilder(indent).append(next.stripLeading());
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** Where a command begins; the length of {@code sentence} if there is none. */
    private static int commandIn(String sentence, String program) {
        int end = sentence.length();
        for (String start :
                new String[] {": " + program + " ", ": feedback-uploader ", ": ssh ", ": sh -c ", ": echo ", ": mkdir "
                }) {
            int at = sentence.indexOf(start);
            end = at < 0 ? end : Math.min(end, at + 2);
        }
        return end;
    }
}
