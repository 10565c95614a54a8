package feedbackuploader.sandbox;

import org.jspecify.annotations.Nullable;

/** What the sandbox serves. */
enum SandboxRoute {
    FEEDBACK("POST", "/api/v1/feedback", true),
    COMPARISON("POST", "/api/v1/comparison", true),
    INTERACTION("POST", "/api/v1/interactions", true),
    OUTCOME("POST", "/api/v1/outcome", true),
    GRAPHQL("POST", "/api/graphql", true),
    /** As in a deployment, whoever watches over it has no key. */
    HEALTH("GET", "/health", false),
    LISTING("GET", "/sandbox/feedback", true),
    STATS("GET", "/sandbox/stats", true);

    private final String method;
    private final String path;
    private final boolean needsKey;

    SandboxRoute(String method, String path, boolean needsKey) {
        this.method = method;
        this.path = path;
        this.needsKey = needsKey;
    }

    static @Nullable SandboxRoute at(String path) {
        for (SandboxRoute route : values()) {
            if (route.path.equals(path)) {
                return route;
            }
        }
        return null;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    boolean needsKey() {
        return needsKey;
    }
}
