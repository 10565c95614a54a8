package feedbackuploader.web;

import feedbackuploader.upload.UnusableException;
import feedbackuploader.web.local.BadCallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The choices for one open file, and the {@code upload} that they come to. Guarded by the file that has it. */
final class FileCommand {

    private static final int CONFLICT = 409;

    private final Path file;
    private final FileRows rows;
    private final Commands commands;
    private List<Choice> choices;
    private @Nullable PreparedCommand prepared;
    private @Nullable String refusal;

    /** It stays when the rest, which takes memory, is let go. */
    private @Nullable Destination destination;

    /** @param folder the run folder */
    record Destination(Path folder, @Nullable String target) {}

    /** @param rows with the edits that belong to the command */
    FileCommand(Path file, FileRows rows, List<Choice> choices, Commands commands) {
        this.file = file;
        this.rows = rows;
        this.choices = choices;
        this.commands = commands;
    }

    List<Choice> choices() {
        return choices;
    }

    void choose(List<Choice> next) {
        choices = List.copyOf(next);
        destination = null;
    }

    /** Null when the choices are wrong, as {@link #refusal} says, and as long as nothing was prepared. */
    @Nullable
    PreparedCommand prepared() {
        return prepared;
    }

    @Nullable
    String refusal() {
        return refusal;
    }

    boolean isPrepared() {
        return prepared != null || refusal != null;
    }

    void prepare() {
        try {
            prepared = commands.prepare(file, words(List.of()));
            refusal = null;
        } catch (UnusableException | IOException e) {
            prepared = null;
            refusal = commands.sentence(e);
        }
    }

    /** The choices, the edits, and what one run has beyond them. */
    List<Choice> words(List<Choice> more) throws IOException {
        List<Choice> words = new ArrayList<>(choices);
        @Nullable Path edits = rows.edits();
        if (edits != null) {
            words.add(new Choice("--edits", edits.toString()));
        }
        words.addAll(more);
        return words;
    }

    PreparedCommand require() throws BadCallException {
        if (!isPrepared()) {
            prepare();
        }
        @Nullable PreparedCommand its = prepared;
        if (its == null) {
            throw new BadCallException(CONFLICT, String.valueOf(refusal));
        }
        return its;
    }

    /** @param more words that this run has and the next need not have */
    PreparedCommand require(List<Choice> more) throws IOException {
        try {
            return commands.prepare(file, words(more));
        } catch (UnusableException e) {
            throw new BadCallException(CONFLICT, commands.sentence(e));
        }
    }

    /** Where it goes to; of wrong choices, where it would without any. */
    Destination destination() {
        @Nullable Destination known = destination;
        if (known == null) {
            boolean wasPrepared = isPrepared();
            if (!wasPrepared) {
                prepare();
            }
            @Nullable PreparedCommand its = prepared;
            known = its == null
                    ? new Destination(file.resolveSibling(file.getFileName() + ".upload"), null)
                    : new Destination(its.folder().path(), its.target());
            destination = known;
            if (!wasPrepared) {
                forget();
            }
        }
        return known;
    }

    /** But for the choices, and where they lead to. */
    void forget() {
        prepared = null;
        refusal = null;
    }
}
