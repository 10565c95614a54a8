package feedbackuploader.cli;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What a shell shows beside a word that it offers: one line. */
final class CompletionText {

    private CompletionText() {}

    /** The header stands in the list of commands; one without has its description there. */
    static String of(UsageMessageSpec usage) {
        return firstSentence(usage.header().length > 0 ? usage.header() : usage.description());
    }

    static String of(ArgSpec argument) {
        return firstSentence(argument.description());
    }

    static boolean isFile(ArgSpec argument) {
        return argument.type() == Path.class || argument.paramLabel().contains("FILE");
    }

    private static String firstSentence(String[] description) {
        String first =
                String.join(" ", description).split("\\. |;| \\(default", 2)[0].strip();
        return CommandLine.Help.Ansi.OFF.string(
                (first.endsWith(".") ? first.substring(0, first.length() - 1) : first).replace("%%", "%"));
    }
}
