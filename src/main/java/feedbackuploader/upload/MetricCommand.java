package feedbackuploader.upload;

import feedbackuploader.support.Shell;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command that registers metrics and links them, at the deployment and in the use case or project of an upload. */
public final class MetricCommand {

    private static final Set<String> PROJECT = Set.of("--use-case", "--project");

    /** The options of an upload that say which deployment it is and how to reach it, and have a value. */
    static final Set<String> WITH_VALUE = Set.of(
            "--use-case",
            "--project",
            "--url",
            "--api-key-file",
            "--header",
            "--ca-file",
            "--client-cert",
            "--client-key",
            "--timeout");

    /** Those that have none. */
    static final Set<String> FLAGS = Set.of("--allow-insecure-http");

    /** A word of a shell, its quotes included. */
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\\\\.|[^\\s'\\\\])+");

    private MetricCommand() {}

    /**
     * @param metrics each as KEY:KIND
     * @param upload the command of the upload, as it may be pasted
     */
    public static String create(List<String> metrics, String upload) {
        List<String> words = words(upload);
        int command = Math.max(0, words.indexOf("upload"));
        String program = String.join(" ", words.subList(0, command));
        String options = options(words.subList(command, words.size()));
        return metrics.stream()
                .map(metric -> program + " metrics create " + Shell.word(metric) + options)
                .collect(Collectors.joining(" && "));
    }

    private static List<String> words(String command) {
        return WORD.matcher(command).results().map(MatchResult::group).toList();
    }

    private static String options(List<String> words) {
        StringBuilder options = new StringBuilder();
        boolean hasProject = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String name = word.replaceFirst("^'", "").replaceFirst("(?s)=.*", "");
            boolean hasValueBehind = WITH_VALUE.contains(word) && i + 1 < words.size();
            if (WITH_VALUE.contains(name) || FLAGS.contains(name)) {
                hasProject |= PROJECT.contains(name);
                options.append(' ').append(word);
            }
            if (hasValueBehind) {
                i++;
                options.append(' ').append(words.get(i));
            }
        }
        return options + (hasProject ? " --link" : "");
    }

    /** Whether the command names where a metric may be linked to. */
    static boolean namesProject(String upload) {
        return options(words(upload)).endsWith(" --link");
    }
}
