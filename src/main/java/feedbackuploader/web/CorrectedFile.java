package feedbackuploader.web;

import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.report.CorrectedCopy;
import feedbackuploader.web.local.BadCallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Copies of one open file with its edits in it, and the one that was saved last. Guarded by the file that has it. */
final class CorrectedFile {

    private final Path file;
    private @Nullable String saved;

    /** @param saved the path of the last one; null for none */
    CorrectedFile(Path file, @Nullable String saved) {
        this.file = file;
        this.saved = saved;
    }

    /** The path of the last one that has all edits; null for none. */
    @Nullable
    String saved() {
        return saved;
    }

    /**
     * Saves one.
     *
     * @param to null for a free name beside the file
     * @param reading with the edits
     */
    Path save(@Nullable Path to, InputOptions reading) throws IOException {
        Path copy = to == null
                ? CorrectedCopy.freeName(file, Objects.requireNonNull(file.getParent()))
                : to.toAbsolutePath().normalize();
        write(copy, reading);
        saved = copy.toString();
        return copy;
    }

    void write(Path to, InputOptions reading) throws IOException {
        try {
            CorrectedCopy.write(InputFile.of(file, reading), to);
        } catch (InputException e) {
            throw BadCallException.conflict(String.valueOf(e.getMessage()));
        }
    }

    /** The copy has not the change that is made next. Returns whether there was one. */
    boolean forget() {
        boolean wasThere = saved != null;
        saved = null;
        return wasThere;
    }
}
