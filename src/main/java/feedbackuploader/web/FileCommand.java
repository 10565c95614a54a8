package feedbackuploader.web;

import feedbackuploader.upload.UnusableException;
import feedbackuploader.web.grid.EditCounts;
import feedbackuploader.web.local.BadCallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The choices for one open file, and the {@code upload} that they come to. Guarded by the file that has it. */
final class FileCommand {

    private final Path file;
    private final FileRows rows;
    private final Commands commands;
    private final FollowedAdvice followed = new FollowedAdvice();
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

    /** As {@link #choose}; {@link #takeBack} does it back at its turn among the edits. */
    void follow(List<Choice> next) {
        EditCounts edits = rows.counts();
        followed.note(choices, next, edits.steps());
        choose(next);
    }

    void noteSending() {
        followed.noteSending();
    }

    /** What is undone next: an edit, or advice that was followed after it. */
    EditCounts changes() {
        EditCounts edits = rows.counts();
        @Nullable String advice = followed.last(choices, edits.steps());
        return advice == null ? edits : edits.andThen(advice);
    }

    boolean isAdviceLast() {
        return followed.last(choices, rows.counts().steps()) != null;
    }

    /** @param isAnySent whether the server has rows, or may have them */
    void takeBack(boolean isAnySent) throws BadCallException {
        if (isAnySent && followed.wasLastSent()) {
            throw BadCallException.conflict(
                    "The last choice cannot be undone any more: rows were sent with it. Change it under" + " Columns.");
        }
        choose(followed.takeBack(choices));
    }

    /** The edits are others now, and advice has no turn among them. */
    void forgetFollowed() {
        followed.clear();
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
        } catch (UnusableException e) {
            prepared = null;
            refusal = commands.sentence(e);
        }
    }

    /** The choices, the edits, and what one run has beyond them. */
    List<Choice> words(List<Choice> more) {
        List<Choice> words = new ArrayList<>(choices);
        @Nullable Path edits = rows.edits();
        if (edits != null) {
            words.add(new Choice("--edits", edits.toString()));
        }
        words.addAll(more);
        return words;
    }

    /** To be pasted. */
    String typed() {
        return commands.typed(file, words(List.of()));
    }

    PreparedCommand require() throws BadCallException {
        if (!isPrepared()) {
            prepare();
        }
        @Nullable PreparedCommand its = prepared;
        if (its == null) {
            throw BadCallException.conflict(String.valueOf(refusal));
        }
        return its;
    }

    /** @param more words that this run has and the next need not have */
    PreparedCommand require(List<Choice> more) throws IOException {
        try {
            return commands.prepare(file, words(more));
        } catch (UnusableException e) {
            throw BadCallException.conflict(commands.sentence(e));
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
