package feedbackuploader.report;

import feedbackuploader.feedback.IoWords;
import feedbackuploader.input.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where the files of one report stand. */
record ReportFiles(Path folder, Format format) {

    Path results() {
        return named("results", format);
    }

    Path failed() {
        return named("failed", format);
    }

    /**
     * Removes what an earlier report left and this one has not replaced: it would now tell a falsehood.
     *
     * @param anyFailed this report has a file of rows to mend
     */
    void removeOthers(boolean anyFailed) throws IOException {
        for (Format other : Format.values()) {
            if (other != format) {
                remove(named("results", other));
            }
            if (other != format || !anyFailed) {
                remove(named("failed", other));
            }
        }
    }

    private static void remove(Path file) throws IOException {
        try {
            if (!Files.isDirectory(file)) { // which no report made
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new IOException(file + ", which is no longer true, cannot be removed (" + IoWords.of(e) + ")", e);
        }
    }

    private Path named(String name, Format in) {
        return folder.resolve(name + "." + in.name().toLowerCase(Locale.ROOT));
    }
}
