package feedbackuploader.cli.console;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Kind;
import feedbackuploader.support.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers, paths and commands as people read them. */
public final class Words {

    private static final String HEADER = "--header";

    /** User and password in a URL. */
    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");

    private Words() {}

    /** {@code 12,345}. */
    public static String number(long number) {
        return Amount.of(number);
    }

    /** {@code 1 row}, {@code 2 rows}. */
    public static String count(long number, String singular) {
        return Amount.of(number, singular);
    }

    /** The question whether so much feedback is to be sent. */
    public static String toSend(Map<Kind, Long> feedback, String target) {
        return "Send "
                + feedback.entrySet().stream()
                        .map(one -> count(one.getValue(), "piece") + " of "
                                + one.getKey().label() + " feedback")
                        .collect(Collectors.joining(" and "))
                + " to " + target + "?";
    }

    /** The question what becomes of what was sent before; without any, the file was sent in other words. */
    public static String repetitionQuestion(long sentBefore, long planned) {
        return sentBefore == 0
                ? "Send the rows a second time, as they are now (a), or stop? [a/N] "
                : sentBefore == planned
                        ? "All " + number(planned) + " were sent before. Send them a second time (a), or stop? [a/N] "
                        : "Skip the " + number(sentBefore) + " sent before and send " + number(planned - sentBefore)
                                + " (s), send all " + number(planned) + " (a), or stop? [s/a/N] ";
    }

    /** What there is to type, for someone who typed {@code answer}. */
    public static String repetitionHint(String answer, long sentBefore, long planned) {
        boolean canSkip = sentBefore > 0 && sentBefore < planned;
        return '"' + answer + "\" is no answer here. Type " + (canSkip ? "s to skip what was sent before, " : "")
                + "a to send " + (canSkip ? "all" : "it a second time") + ", or n to stop.";
    }

    /** {@code path} from the working directory if it is below it, else whole. */
    public static String path(String path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = Path.of(path);
        return whole.startsWith(here) ? here.relativize(whole).toString() : path;
    }

    /** {@code arguments} with three dots for what follows the name of each {@code --header}: it may be a secret. */
    public static List<String> withoutHeaderValues(List<String> arguments) {
        List<String> shown = new ArrayList<>(arguments.size());
        boolean isHeader = false;
        for (String argument : arguments) {
            if (isHeader || argument.startsWith(HEADER + "=")) {
                int colon = argument.indexOf(':');
                shown.add((colon < 0 ? (isHeader ? "" : HEADER + "=") : argument.substring(0, colon + 1) + " ") + "…");
            } else {
                shown.add(argument);
            }
            isHeader = argument.equals(HEADER);
        }
        return shown;
    }

    /** {@code arguments} without whatever in them may be a secret, to be kept in a file. */
    public static List<String> withoutSecrets(List<String> arguments) {
        return withoutHeaderValues(arguments).stream()
                .map(argument -> USER_INFO.matcher(argument).replaceAll("//…@"))
                .map(argument -> KeyLike.hidden(argument, List.of(argument)))
                .toList();
    }

    /** A command that can be pasted into a shell. */
    public static String command(String program, List<String> arguments) {
        return Stream.concat(Stream.of(program), arguments.stream())
                .map(Words::quoted)
                .collect(Collectors.joining(" "));
    }

    public static String quoted(String argument) {
        return Shell.word(argument);
    }
}
