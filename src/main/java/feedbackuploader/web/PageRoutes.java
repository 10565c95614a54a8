package feedbackuploader.web;

import feedbackuploader.web.local.BadCallException;
import feedbackuploader.web.local.Call;
import feedbackuploader.web.local.Endpoint;
import feedbackuploader.web.local.Reply;
import feedbackuploader.web.local.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page asks for, and who answers it. */
public final class PageRoutes {

    private static final int BAD = 400;

    private PageRoutes() {}

    private record Key(@Nullable String key) {}

    private record Opened(@Nullable String path) {}

    private record Chosen(@Nullable List<Choice> choices) {}

    private record Wanted(@Nullable Long first) {}

    private record Answered(@Nullable String answer) {}

    /** What is done to one file. */
    @FunctionalInterface
    private interface Deed {
        FileState with(String id, Call call) throws IOException;
    }

    public static void add(Routes routes, Workbench bench) {
        routes
                .get("/api/session", call -> new Reply.Json(bench.session()))
                .post(
                        "/api/key",
                        call -> new Reply.Json(bench.useKey(call.json(Key.class).key())))
                .get("/api/options", call -> new Reply.Json(bench.options()))
                .get("/api/mappings", call -> new Reply.Json(bench.mappings()))
                .get("/api/files", call -> new Reply.Json(bench.uploads()))
                .post(
                        "/api/files",
                        call -> id(bench.open(required(call.json(Opened.class).path(), "path"))))
                .stream("/api/drop", call -> id(bench.drop(required(call.query("name"), "name"), call.body())))
                .get("/api/files/{id}", on((id, call) -> bench.state(id)))
                .post(
                        "/api/files/{id}/choices",
                        on((id, call) -> bench.choose(
                                id, required(call.json(Chosen.class).choices(), "choices"))))
                .post("/api/files/{id}/check-deployment", on((id, call) -> bench.checkDeployment(id)))
                .post(
                        "/api/files/{id}/upload",
                        on((id, call) ->
                                bench.upload(id, call.json(Wanted.class).first())))
                .post(
                        "/api/files/{id}/answer",
                        on((id, call) -> bench.answer(
                                id, required(call.json(Answered.class).answer(), "answer"))))
                .post("/api/files/{id}/pause", on((id, call) -> bench.pause(id)));
    }

    private static Endpoint on(Deed deed) {
        return call -> new Reply.Json(deed.with(call.part("id"), call));
    }

    private static Reply id(String id) {
        return new Reply.Json(Map.of("id", id));
    }

    private static <T> T required(@Nullable T value, String name) throws BadCallException {
        if (value == null) {
            throw new BadCallException(BAD, "\"" + name + "\" is missing.");
        }
        return value;
    }
}
