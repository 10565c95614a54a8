package feedbackuploader.cli.console;

import feedbackuploader.support.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code --json} prints of a command that came to no result, by the keys of a summary. */
public final class JsonFailure {

    private JsonFailure() {}

    public static boolean isAskedFor(List<String> typed) {
        return typed.contains("--json");
    }

    public static String of(String why, int exitCode) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("program", Version.program());
        object.put("stopped", why);
        object.put("exit_code", exitCode);
        return JsonText.forTerminal(object);
    }
}
