package feedbackuploader.report;

import feedbackuploader.ledger.OtherUpload;
import feedbackuploader.support.IoErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the files of one report stand, and what becomes of those of earlier ones. */
record ReportFiles(Path folder, ReportFormat format) {

    private static final String RESULTS = "results";

    private static final String FAILED = Report.FAILED;

    private static final String OUT_OF_DATE = ".out-of-date";

    private static final String PAGE = "report";

    private static final String HTML = ".html";

    Path results() {
        return named(RESULTS, format);
    }

    Path failed() {
        return named(FAILED, format);
    }

    /** A report with row numbers and statuses only; never replaces a full report. */
    static Path byNumber(Path folder) {
        return folder.resolve(RESULTS + ".by-number.csv");
    }

    /** The report to look at. */
    static Path page(Path folder) {
        return folder.resolve(PAGE + HTML);
    }

    /** Where there is to be none, an earlier one would be wrong. */
    static void removePage(Path folder) throws IOException {
        remove(page(folder));
    }

    /**
     * Gives files that are no longer true a name that says so. Rows to fix that someone has begun to fix stay.
     *
     * @throws IOException once all were tried
     */
    static void outdate(Path folder) throws IOException {
        @Nullable IOException failure = null;
        for (ReportFormat format : ReportFormat.values()) {
            ReportFiles files = new ReportFiles(folder, format);
            boolean isEdited = files.isEdited(); // as long as the results are there to compare it with
            try {
                if (!isEdited && UnsettledCopy.find(files.failed()).isEmpty()) {
                    outdate(files.failed(), named(folder, FAILED + OUT_OF_DATE, format));
                }
                outdate(files.results(), named(folder, RESULTS + OUT_OF_DATE, format));
            } catch (IOException e) {
                failure = e;
            }
        }
        try {
            outdate(page(folder), folder.resolve(PAGE + OUT_OF_DATE + HTML));
        } catch (IOException e) {
            failure = e;
        }
        if (failure != null) {
            throw failure;
        }
    }

    static Optional<Path> resultsIn(Path folder) {
        return existing(folder, RESULTS);
    }

    static Optional<Path> outOfDateIn(Path folder) {
        return existing(folder, RESULTS + OUT_OF_DATE);
    }

    static Optional<Path> failedIn(Path folder) {
        return existing(folder, FAILED);
    }

    private static Optional<Path> existing(Path folder, String name) {
        return Arrays.stream(ReportFormat.values())
                .map(format -> named(folder, name, format))
                .filter(Files::exists)
                .findFirst();
    }

    private static void outdate(Path file, Path into) throws IOException {
        try {
            if (Files.isRegularFile(file)) {
                Files.move(file, into, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new IOException(
                    file + " cannot be renamed to " + into.getFileName() + " (" + IoErrors.of(e) + ")", e);
        }
    }

    /** Whether someone has changed the rows to fix: they were written with the time of their results. */
    private boolean isEdited() {
        try {
            Path itsResults = Files.exists(results()) ? results() : named(folder, RESULTS + OUT_OF_DATE, format);
            return Files.isRegularFile(failed())
                    && !Files.getLastModifiedTime(failed()).equals(Files.getLastModifiedTime(itsResults));
        } catch (IOException e) {
            return true; // rather kept than lost
        }
    }

    /** Rows to fix that stay as they are: their own upload is not over. */
    static List<OtherUpload> held(Path folder) {
        return Arrays.stream(ReportFormat.values())
                .map(format -> UnsettledCopy.find(named(folder, FAILED, format)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isHeld(Path file, List<OtherUpload> held) {
        Path whole = file.toAbsolutePath().normalize();
        return held.stream().anyMatch(upload -> upload.input().equals(whole));
    }

    /**
     * Gives way to a new report: rows to fix that someone has begun to fix get another name.
     *
     * @return the new names
     */
    static List<Path> keepEdited(Path folder, List<OtherUpload> held) throws IOException {
        List<Path> kept = new ArrayList<>();
        for (ReportFormat format : ReportFormat.values()) {
            ReportFiles files = new ReportFiles(folder, format);
            if (!isHeld(files.failed(), held) && files.isEdited()) {
                Path place = files.free();
                try {
                    Files.move(files.failed(), place);
                } catch (IOException e) {
                    throw new IOException(
                            files.failed() + ", which was edited, cannot be kept as " + place.getFileName() + " ("
                                    + IoErrors.of(e) + ")",
                            e);
                }
                kept.add(place);
            }
        }
        return kept;
    }

    private Path free() {
        Path place = named(FAILED + ".edited", format);
        for (int i = 2; Files.exists(place); i++) {
            place = named(FAILED + ".edited-" + i, format);
        }
        return place;
    }

    /**
     * Removes what an earlier report left and this one has not replaced: it would now be wrong.
     *
     * @param anyFailed this report has a file of rows to fix
     */
    void removeOthers(boolean anyFailed, List<OtherUpload> held) throws IOException {
        for (ReportFormat other : ReportFormat.values()) {
            if (other != format) {
                remove(named(RESULTS, other));
            }
            if (!isHeld(named(FAILED, other), held) && (other != format || !anyFailed)) {
                remove(named(FAILED, other));
            }
            remove(named(RESULTS + OUT_OF_DATE, other));
            remove(named(FAILED + OUT_OF_DATE, other));
        }
        remove(folder.resolve(PAGE + OUT_OF_DATE + HTML));
        remove(byNumber(folder));
    }

    private static void remove(Path file) throws IOException {
        try {
            if (!Files.isDirectory(file)) { // which no report made
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new IOException(file + ", which is out of date, cannot be removed (" + IoErrors.of(e) + ")", e);
        }
    }

    private Path named(String name, ReportFormat in) {
        return named(folder, name, in);
    }

    private static Path named(Path folder, String name, ReportFormat in) {
        return folder.resolve(name + "." + in.ending());
    }
}
