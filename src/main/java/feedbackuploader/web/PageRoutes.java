package feedbackuploader.web;

import feedbackuploader.input.edits.Edit;
import feedbackuploader.web.grid.GridRow;
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

    private record Chosen(
            @Nullable List<Choice> choices, @Nullable Boolean advised) {}

    private record Wanted(@Nullable Long first) {}

    private record Cell(
            @Nullable Long row,
            @Nullable Integer column,
            @Nullable String text) {}

    private record Fix(
            @Nullable Integer problem,
            @Nullable Integer column,
            @Nullable List<Edit.Replacement> replace) {}

    private record Corrected(String path, FileState state) {}

    private record Edited(GridRow row, FileState state) {}

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
                .get("/api/mappings", call -> new Reply.Json(bench.mappings(call.query("file"))))
                .get("/api/files", call -> new Reply.Json(bench.uploads()))
                .post(
                        "/api/files",
                        call -> id(bench.open(required(call.json(Opened.class).path(), "path"))))
                .stream("/api/drop", call -> id(bench.drop(required(call.query("name"), "name"), call.body())))
                .post("/api/files/{id}/forget", call -> {
                    bench.forget(call.part("id"));
                    return id(call.part("id"));
                })
                .get("/api/files/{id}", on((id, call) -> bench.state(id)))
                .post("/api/files/{id}/choices", on((id, call) -> chosen(bench, id, call.json(Chosen.class))))
                .post("/api/files/{id}/check-deployment", on((id, call) -> bench.checkDeployment(id)))
                .post(
                        "/api/files/{id}/upload",
                        on((id, call) ->
                                bench.upload(id, call.json(Wanted.class).first())))
                .post(
                        "/api/files/{id}/answer",
                        on((id, call) -> bench.answer(
                                id, required(call.json(Answered.class).answer(), "answer"))))
                .post("/api/files/{id}/pause", on((id, call) -> bench.pause(id)))
                .get(
                        "/api/files/{id}/rows",
                        call -> new Reply.Json(
                                bench.grids().rows(call.part("id"), call.query("only"), call.number("from", 0), (int)
                                        call.number("count", 60))))
                .get(
                        "/api/files/{id}/rows/find",
                        call -> new Reply.Json(Map.of(
                                "index",
                                bench.grids().find(call.part("id"), call.query("only"), call.number("row", 0)))))
                .get(
                        "/api/files/{id}/rows/{row}",
                        call -> new Reply.Json(bench.grids().row(call.part("id"), number(call.part("row")))))
                .get(
                        "/api/files/{id}/download/{what}",
                        call -> bench.download(
                                call.part("id"), call.part("what"), call.query().containsKey("inline")))
                .post("/api/files/{id}/edits", call -> edited(bench, call))
                .get(
                        "/api/files/{id}/cell",
                        call -> new Reply.Json(bench.grids()
                                .cell(
                                        call.part("id"),
                                        call.number("row", 0),
                                        call.query("column") == null ? null : (int) call.number("column", 0))))
                .post("/api/files/{id}/fixes", call -> fixed(bench, call))
                .post("/api/files/{id}/corrected", call -> corrected(bench, call))
                .post("/api/files/{id}/check", on((id, call) -> bench.check(id)))
                .post(
                        "/api/files/{id}/edits/move",
                        on((id, call) -> bench.grids().moveEdits(id)))
                .post("/api/files/{id}/undo", on((id, call) -> bench.grids().undo(id)));
    }

    private static FileState chosen(Workbench bench, String id, Chosen chosen) throws IOException {
        List<Choice> choices = required(chosen.choices(), "choices");
        return Boolean.TRUE.equals(chosen.advised()) ? bench.follow(id, choices) : bench.choose(id, choices);
    }

    private static Reply edited(Workbench bench, Call call) throws IOException {
        Cell cell = call.json(Cell.class);
        GridRow row = bench.grids()
                .edit(call.part("id"), required(cell.row(), "row"), cell.column(), required(cell.text(), "text"));
        return new Reply.Json(new Edited(row, bench.state(call.part("id"))));
    }

    /** Without replacements, what they might be. */
    private static Reply fixed(Workbench bench, Call call) throws IOException {
        Fix fix = call.json(Fix.class);
        String id = call.part("id");
        if (fix.replace() == null) {
            return new Reply.Json(bench.grids().preview(id, required(fix.problem(), "problem")));
        }
        for (Edit.Replacement one : fix.replace()) {
            required(one.from(), "from");
            required(one.to(), "to");
        }
        return new Reply.Json(bench.grids()
                .fix(id, required(fix.problem(), "problem"), required(fix.column(), "column"), fix.replace()));
    }

    private static Reply corrected(Workbench bench, Call call) throws IOException {
        String copy = bench.grids()
                .correct(call.part("id"), call.json(Opened.class).path())
                .toString();
        return new Reply.Json(new Corrected(copy, bench.state(call.part("id"))));
    }

    private static long number(String part) throws BadCallException {
        if (!part.matches("[0-9]{1,18}")) {
            throw new BadCallException(BAD, "\"" + part + "\" is no number of a row.");
        }
        return Long.parseLong(part);
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
