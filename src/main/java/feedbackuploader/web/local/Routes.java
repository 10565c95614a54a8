package feedbackuploader.web.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is answered where. A pattern is a path in which a name in braces stands for any part: {@code
 * /api/files/{id}/rows}. Where two fit, the one that was added first answers.
 */
public final class Routes {

    /** What the body of a request may be. A page of another site cannot send these types without being asked about it. */
    enum Body {
        NONE("", 0),
        JSON("application/json", 1_000_000),
        STREAM("application/octet-stream", Long.MAX_VALUE);

        private final String type;
        private final long longest;

        Body(String type, long longest) {
            this.type = type;
            this.longest = longest;
        }

        String type() {
            return type;
        }

        /** In bytes. */
        long longest() {
            return longest;
        }

        /** @param types all that a request names in {@code Content-Type}; it must be one, apart from its charset */
        boolean isOf(@Nullable List<String> types) {
            return this == NONE
                    || (types != null && types.size() == 1 && bare(types.get(0)).equalsIgnoreCase(type));
        }
    }

    private static String bare(String type) {
        return type.split(";", 2)[0].strip();
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
                if (wanted.startsWith("{") && path.get(i).matches("[A-Za-z0-9_-]+")) {
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
