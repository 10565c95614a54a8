package feedbackuploader.web.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is answered where. A pattern is a path in which a name in braces stands for any part: {@code
 * /api/files/{id}/rows}. Where two fit, the one that was added first answers.
 */
public final class Routes {

    /** In bytes: the longest body of JSON. */
    static final long LONGEST_JSON = 1_000_000;

    /** What the body of a request may be. */
    enum Body {
        NONE,
        JSON,
        STREAM
    }

    /** An endpoint with its pattern. */
    record Entry(List<String> pattern, Body body, Endpoint endpoint) {
        String method() {
            return body == Body.NONE ? "GET" : "POST";
        }

        Optional<Map<String, String>> parts(List<String> path) {
            if (path.size() != pattern.size()) {
                return Optional.empty();
            }
            Map<String, String> parts = new LinkedHashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String wanted = pattern.get(i);
                if (wanted.startsWith("{")) {
                    parts.put(wanted.substring(1, wanted.length() - 1), path.get(i));
                } else if (!wanted.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(parts);
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    public Routes get(String pattern, Endpoint endpoint) {
        return add(pattern, Body.NONE, endpoint);
    }

    /** A POST whose body is JSON of at most a million bytes; see {@link Call#json}. */
    public Routes post(String pattern, Endpoint endpoint) {
        return add(pattern, Body.JSON, endpoint);
    }

    /** A POST whose body is {@code application/octet-stream} of any length: the endpoint sees that it has room. */
    public Routes stream(String pattern, Endpoint endpoint) {
        return add(pattern, Body.STREAM, endpoint);
    }

    private Routes add(String pattern, Body body, Endpoint endpoint) {
        entries.add(new Entry(split(pattern), body, endpoint));
        return this;
    }

    /** All that are at this path, whatever their method. */
    List<Entry> at(List<String> path) {
        return entries.stream().filter(entry -> entry.parts(path).isPresent()).toList();
    }

    static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
