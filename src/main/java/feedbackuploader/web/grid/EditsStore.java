package feedbackuploader.web.grid;

import feedbackuploader.feedback.Amount;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowDigest;
import feedbackuploader.input.RowSource;
import feedbackuploader.input.edits.Edit;
import feedbackuploader.input.edits.Edits;
import feedbackuploader.input.edits.EditsFile;
import feedbackuploader.input.edits.MovedEdits;
import feedbackuploader.report.AtomicFile;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The edits of one file as they are on the disk: each step is there before anyone is told that it was made. */
public final class EditsStore {

    private static final int SHOWN = 40;

    private final Path path;
    private Edits edits;

    /** Of the state that these edits are of; null as long as there is no file. */
    private @Nullable EditsFile known;

    private EditsStore(Path path, Edits edits, @Nullable EditsFile known) {
        this.path = path;
        this.edits = edits;
        this.known = known;
    }

    /**
     * @param path of the file, which need not be there
     * @throws InputException when it holds anything but edits
     */
    public static EditsStore open(Path path) throws InputException, IOException {
        EditsFile known = Files.exists(path) ? EditsFile.of(path) : null;
        return new EditsStore(path, known == null ? Edits.none() : known.load(), known);
    }

    /** What {@code --edits} names; null as long as nothing is edited. */
    public synchronized @Nullable EditsFile file() {
        return edits.isEmpty() ? null : known;
    }

    public synchronized Edits edits() {
        return edits;
    }

    public synchronized EditCounts counts() {
        int cells = (int)
                edits.steps().stream().filter(Edit.OfCell.class::isInstance).count();
        return new EditCounts(cells, edits.steps().size() - cells, !edits.isEmpty(), described(last()));
    }

    private static @Nullable String described(@Nullable Edit step) {
        if (step instanceof Edit.OfCell cell) {
            return (cell.column() == null ? "the record" : shown(cell.column())) + " in row " + Amount.of(cell.row());
        } else if (step instanceof Edit.OfColumn fix) {
            int others = fix.replace().size() - 1;
            return "the fix of " + shown(fix.replace().get(0).from())
                    + (others > 0 ? " and " + Amount.of(others, "other text") : "") + " in " + shown(fix.column());
        }
        return null;
    }

    private static String shown(String text) {
        return text.isEmpty() ? "nothing" : Printable.of(text.startsWith("/") ? text.substring(1) : text, SHOWN);
    }

    /**
     * Adds a step.
     *
     * @throws InputException when there would be too many; then nothing is changed
     */
    public synchronized void add(Edit step) throws InputException, IOException {
        write(edits.and(step));
    }

    /** The last step; null when there is none. */
    public synchronized @Nullable Edit last() {
        return edits.isEmpty() ? null : edits.steps().get(edits.steps().size() - 1);
    }

    /** Takes the last step back, if there is one. */
    public synchronized void undo() throws InputException, IOException {
        if (!edits.isEmpty()) {
            write(edits.withoutLast());
        }
    }

    /**
     * Moves the steps to where their rows stand now; those whose rows are gone are taken out.
     *
     * @param file without any edits
     */
    public synchronized void moveTo(InputFile file) throws InputException, IOException {
        MovedEdits moved = new MovedEdits(edits);
        try (RowSource rows = file.open()) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                moved.row(row.number(), RowDigest.of(row));
            }
        }
        write(moved.found());
    }

    private void write(Edits next) throws InputException, IOException {
        byte[] lines = next.toLines().getBytes(StandardCharsets.UTF_8);
        refuseOthers();
        try (AtomicFile file = new AtomicFile(path)) {
            file.stream().write(lines);
            file.publish();
        }
        edits = next;
        known = EditsFile.written(path, lines);
    }

    /** A second page on the same file writes the same edits: the steps of neither may be lost. */
    private void refuseOthers() throws InputException, IOException {
        if (known == null ? Files.exists(path) : !known.isCurrent()) {
            throw new InputException(
                    path.toString(),
                    new Problem(
                            "edits that another program has made meanwhile",
                            "those of this page alone",
                            "Open the file once more, and repeat the last step."));
        }
    }
}
