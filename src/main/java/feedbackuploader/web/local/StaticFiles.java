package feedbackuploader.web.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page itself: what lies in one folder of the program, by names that lead nowhere else. */
final class StaticFiles {

    /** @param type as in {@code Content-Type} */
    record StaticFile(String type, String text) {}

    private static final String FOLDER = "/feedbackuploader/page";
    private static final String FIRST = "/index.html";

    /** No dot but the one before the ending, and nothing that stands for one. */
    private static final Pattern NAME = Pattern.compile("/(?:[a-z0-9-]+/)?[a-z0-9-]+\\.(html|css|js|svg)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private StaticFiles() {}

    /** @return {@code null} if there is none at this path */
    static @Nullable StaticFile at(String path) throws IOException {
        String name = path.equals("/") ? FIRST : path;
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return null;
        }
        try (InputStream in = StaticFiles.class.getResourceAsStream(FOLDER + name)) {
            return in == null
                    ? null
                    : new StaticFile(
                            TYPES.getOrDefault(parts.group(1), "text/plain"),
                            new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
