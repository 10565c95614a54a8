package feedbackuploader.web.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page itself: the resources that {@code feedbackuploader/page/files.txt} names, one a line, and no others. A
 * request's path is only looked up among them, so that it leads nowhere else.
 */
final class StaticFiles {

    /** @param type as in {@code Content-Type} */
    record StaticFile(String type, String text) {}

    private static final String FOLDER = "/feedbackuploader/page/";
    private static final String FIRST = "index.html";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** By path; of the one that is asked for first, also by {@code /}. */
    private final Map<String, String> resources = new LinkedHashMap<>();

    private StaticFiles() {}

    static StaticFiles ofPage() throws IOException {
        StaticFiles files = new StaticFiles();
        read(FOLDER + "files.txt").lines().forEach(name -> files.resources.put("/" + name, name));
        files.resources.put("/", FIRST);
        return files;
    }

    /** @return {@code null} if there is none at this path */
    @Nullable
    StaticFile at(String path) throws IOException {
        String name = resources.get(path);
        return name == null ? null : new StaticFile(type(name), read(FOLDER + name));
    }

    private static String type(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }

    private static String read(String resource) throws IOException {
        try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the program lacks its own file " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
