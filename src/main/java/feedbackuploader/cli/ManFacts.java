package feedbackuploader.cli;

import feedbackuploader.cli.console.Surroundings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What a page for {@code man} says beside the options: exit codes, variables of the environment, files. */
final class ManFacts {

    /** In the footer of a help; a sentence may follow. */
    private static final Pattern EXIT_CODES = Pattern.compile("Exit codes: (.*?)\\.( .*)?");

    private static final Pattern CODE = Pattern.compile("(\\d+(?:, \\d+)*) (.*)");

    private static final Map<String, String> VARIABLES = new LinkedHashMap<>();

    private static final Map<String, String> FILES = new LinkedHashMap<>();

    static {
        VARIABLES.put(
                "ADAPTIVE_URL, ADAPTIVE_BASE_URL",
                "Root URL of the deployment, if --url is not given. ADAPTIVE_URL takes precedence.");
        VARIABLES.put(Surroundings.KEY_VARIABLE, "The API key, if --api-key-file is not given.");
        VARIABLES.put(
                "HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY",
                "Proxies, as for curl. Names in small letters, such as https_proxy, take precedence.");
        VARIABLES.put("JOB_COMPLETION_INDEX", "With --shards, the number of the part to upload, from 0.");
        VARIABLES.put(
                "XDG_STATE_HOME",
                "Folder for what the program remembers between runs. (default: ~/.local/state; on Windows LOCALAPPDATA)");
        VARIABLES.put("JAVA_HOME", "The Java to run with. (default: the java on the PATH)");
        VARIABLES.put(
                "FEEDBACK_UPLOADER_JAVA_OPTS",
                "Options for Java, such as -Xmx1g. Java itself also reads JDK_JAVA_OPTIONS and JAVA_TOOL_OPTIONS.");

        FILES.put(
                "FILE.upload/",
                "The run folder of an upload, beside FILE or in --output-dir. With --sandbox it is FILE.sandbox/.");
        FILES.put(
                "FILE.upload/results.csv",
                "Every row with its status. The report of a workbook is results.xlsx, that of JSON results.jsonl.");
        FILES.put("FILE.upload/failed.csv", "Only the rows to fix; also failed.xlsx or failed.jsonl.");
        FILES.put("FILE.upload/report.html", "What became of the rows, to be opened in a browser.");
        FILES.put("FILE.upload/summary.json", "What the last run came to, as --json prints it.");
        FILES.put("FILE.upload/history.jsonl", "One line for each run.");
        FILES.put("FILE.upload/upload.log", "What happened, and when.");
        FILES.put(
                "FILE.upload/ledger.db",
                "The state of every row. Do not delete it: it keeps rows from being sent twice.");
        FILES.put(
                "FILE.upload/ledger.db-commits",
                "Shows whether ledger.db lost changes or was replaced by an older copy.");
        FILES.put("FILE.upload/lock", "Locked while an upload of FILE runs.");
        FILES.put("FILE.sandbox/sandbox.jsonl", "What the sandbox recorded.");
        FILES.put(
                "~/.local/state/feedback-uploader/memory.db",
                "A digest of every row that was sent. By it a row is recognized in any file.");
        FILES.put(
                "~/.local/state/feedback-uploader/ui/",
                "The files that are open in the page in the browser, and their edits.");
    }

    private ManFacts() {}

    static boolean isOfExitCodes(String footerLine) {
        return EXIT_CODES.matcher(footerLine).matches();
    }

    /** The exit codes that its help names, each with its meaning; of the program, those of {@code upload}. */
    static Map<String, String> exitCodes(CommandSpec command) {
        Map<String, String> codes = new LinkedHashMap<>();
        exitCodesOf(command).ifPresent(line -> {
            for (String each : List.of(line.group(1).split("; (?=\\d)"))) {
                Matcher code = CODE.matcher(each);
                if (code.matches()) {
                    codes.put(code.group(1), code.group(2) + ".");
                }
            }
        });
        return codes;
    }

    /** The sentence behind the exit codes; empty for none. */
    static String afterExitCodes(CommandSpec command) {
        return exitCodesOf(command)
                .map(line -> Objects.requireNonNullElse(line.group(2), "").strip())
                .orElse("");
    }

    private static Optional<Matcher> exitCodesOf(CommandSpec command) {
        CommandSpec named = command.subcommands().isEmpty()
                ? command
                : Objects.requireNonNull(command.subcommands().get("upload")).getCommandSpec();
        return List.of(named.usageMessage().footer()).stream()
                .map(EXIT_CODES::matcher)
                .filter(Matcher::matches)
                .findFirst();
    }

    /** Of the program, and of each command that goes to a deployment. */
    static Map<String, String> variables(CommandSpec command) {
        return isOrHas(command, "--url") ? VARIABLES : Map.of();
    }

    /** Of the program, and of each command that has a run folder. */
    static Map<String, String> files(CommandSpec command) {
        return isOrHas(command, "--output-dir") ? FILES : Map.of();
    }

    private static boolean isOrHas(CommandSpec command, String option) {
        @Nullable CommandSpec parent = command.parent();
        return parent == null || command.optionsMap().containsKey(option);
    }
}
