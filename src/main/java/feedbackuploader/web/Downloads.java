package feedbackuploader.web;

import feedbackuploader.report.AtomicFile;
import feedbackuploader.report.CorrectedCopy;
import feedbackuploader.report.Report;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.web.local.BadCallException;
import feedbackuploader.web.local.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Files that the page hands out. */
record Downloads(Path folder, AtomicLong copies) {

    /** @param folder for what is made to be handed out */
    Downloads(Path folder) {
        this(folder, new AtomicLong());
    }

    private static final Map<String, String> TYPES = Map.of(
            "csv", "text/csv; charset=utf-8",
            "jsonl", "application/jsonl; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    /**
     * @param what {@code results}, {@code failed}, {@code corrected}, {@code report} or {@code mapping}
     * @param id of the file
     * @param isInline whether a browser shows it
     */
    Reply of(String what, String id, OpenFile open, boolean isInline) throws IOException {
        PreparedCommand command = open.prepared();
        RunFolder run = command.folder();
        Path file = open.path();
        return switch (what) {
            case "results" -> existing(Report.resultsIn(run.path()), file, "There are no results yet.");
            case "failed" -> existing(Report.failedIn(run.path()), file, "There are no rows to fix.");
            case "report" -> {
                Path report = run.path().resolve(PastUploads.REPORT);
                if (!Files.exists(report)) {
                    throw BadCallException.notFound("There is no report yet. The upload writes it when it ends.");
                }
                yield download(report, file, isInline);
            }
            case "corrected" ->
                new Reply.Download(
                        corrected(id, open),
                        String.valueOf(CorrectedCopy.freeName(file, folder).getFileName()),
                        "application/octet-stream",
                        false,
                        true);
            case "mapping" -> download(mapping(id, command.mappingFile()), file, false);
            default -> throw BadCallException.notFound("There is no download \"" + what + "\".");
        };
    }

    private Path mapping(String id, String text) throws IOException {
        Path place = folder.resolve(id + ".json");
        try (AtomicFile atomic = new AtomicFile(place)) {
            atomic.writer().write(text);
            atomic.publish();
        }
        return place;
    }

    /** A fresh one for each who asks. */
    private Path corrected(String id, OpenFile open) throws IOException {
        Path place = folder.resolve(id + "-" + copies.incrementAndGet() + ".corrected");
        Files.deleteIfExists(place);
        open.grid().writeCorrected(place);
        return place;
    }

    private static Reply existing(Optional<Path> found, Path file, String ifNot) throws BadCallException {
        return download(found.orElseThrow(() -> BadCallException.notFound(ifNot)), file, false);
    }

    /** Named after the file that it is of: in a folder of downloads, all results would have one name. */
    static Reply.Download download(Path path, Path file, boolean isInline) {
        String name = String.valueOf(path.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.[A-Za-z0-9]{1,5}(\\.gz)?$", "");
        String of = name.matches("[0-9a-f]{16}\\.json") ? "mapping.json" : name;
        return new Reply.Download(
                path, stem + "-" + of, TYPES.getOrDefault(ending, "application/octet-stream"), isInline, false);
    }
}
