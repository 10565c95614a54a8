package feedbackuploader.upload;

import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.SentBefore;
import feedbackuploader.ledger.SentBefore.Certainty;
import feedbackuploader.ledger.SentBefore.OtherTarget;
import feedbackuploader.ledger.SentBefore.Source;
import feedbackuploader.ledger.State;
import feedbackuploader.support.Printable;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says which rows were sent before, and where from. */
final class SentBeforeWords {

    private static final int MOST_SOURCES = 3;
    private static final int MOST_CHARACTERS = 300;

    private final String target;
    private final boolean hasParts;
    private final long planned;

    /** @param counts of the plan, before anything is left out */
    SentBeforeWords(String target, Counts counts) {
        this.target = target;
        this.hasParts = counts.hasParts();
        this.planned = counts.of(State.PLANNED, State.WAITING);
    }

    /** Why the run stops; the command line says what to do. */
    String stopped(SentBefore found) {
        return ofAll(found);
    }

    String skipped(SentBefore found) {
        return ofAll(found) + (found.pieces() == 1 ? " It is skipped." : " They are skipped.");
    }

    /** Of what else was sent before, another sentence says what becomes of it. */
    String skippedSame(long pieces) {
        return count(pieces) + (pieces == 1 ? " was" : " were") + " sent before as "
                + (pieces == 1 ? "it is" : "they are") + " now, from a file of rows to fix. "
                + (pieces == 1 ? "It is" : "They are") + " skipped.";
    }

    String sentAgain(SentBefore found) {
        return ofAll(found) + (found.pieces() == 1 ? " It is" : " They are")
                + " sent a second time because of --again.";
    }

    private String ofAll(SentBefore found) {
        boolean isSure = found.sources().stream().allMatch(source -> source.certainty() == Certainty.SENT);
        String were = found.pieces() == 1 ? " was" : " were";
        String all = planned == 1 && found.pieces() == 1
                ? "The only " + (hasParts ? "piece of feedback" : "row")
                : Amount.of(found.pieces()) + " of " + count(planned);
        return all + were + (isSure ? " sent to " : " (or may have been) sent to ") + target + " before: "
                + sources(found.sources()) + "." + ofChanged(found);
    }

    private static String ofChanged(SentBefore found) {
        if (found.changed() == 0) {
            return "";
        }
        return (found.changed() < found.pieces()
                        ? " " + Amount.of(found.changed()) + " of them had"
                        : found.pieces() == 1 ? " It had" : " They had")
                + " another value or text there. The server keeps that and would add the new one.";
    }

    private String sources(List<Source> sources) {
        String first = sources.stream().limit(MOST_SOURCES).map(this::source).collect(Collectors.joining("; "));
        return sources.size() > MOST_SOURCES
                ? first + "; and more from "
                        + others(sources.subList(0, MOST_SOURCES), sources.subList(MOST_SOURCES, sources.size()))
                : first;
    }

    /** A file may have several run folders: one for each shard, or for each {@code --output-dir}. */
    private static String others(List<Source> named, List<Source> others) {
        Set<String> namedFiles = named.stream().map(Source::input).collect(Collectors.toSet());
        Set<String> files = others.stream().map(Source::input).collect(Collectors.toSet());
        if (namedFiles.containsAll(files)) {
            return Amount.of(others.size(), "other run folder") + " of "
                    + (namedFiles.size() == 1 ? "this file" : "these files");
        }
        return files.size() == others.size() && Collections.disjoint(files, namedFiles)
                ? Amount.of(others.size(), "other file")
                : Amount.of(others.size(), "other run folder");
    }

    private String source(Source source) {
        String from = (planned == 1 ? "" : Amount.of(source.pieces()) + " ") + "from "
                + Printable.of(source.input(), MOST_CHARACTERS);
        String folder = Printable.of(source.folder().toString(), MOST_CHARACTERS);
        return switch (source.certainty()) {
            case RUNNING -> from + ", whose upload has started; none confirmed yet (run folder " + folder + ")";
            case PERHAPS ->
                from
                        + ", whose upload was killed and whose ledger is gone; it is unknown which of them arrived"
                        + " (run folder " + folder + ")";
            case SENT ->
                from + ", last sent " + source.at().truncatedTo(ChronoUnit.SECONDS)
                        + (source.hasLedger() ? " (run folder " : " (its ledger is gone; run folder ") + folder + ")";
        };
    }

    String otherWords(SentBefore found) {
        return count(found.otherWords()) + (found.otherWords() == 1 ? " has" : " have")
                + " the completion (or pair), metric and user of feedback sent before, but another value or text."
                + " The server keeps the old feedback and adds the new.";
    }

    String reworded(long pieces) {
        return "With these options, " + count(pieces) + " of the same file would be sent to " + target
                + " a second time with other content: " + (pieces == 1 ? "it was" : "they were")
                + " recorded by an earlier run with other options.";
    }

    String otherTarget(OtherTarget other) {
        return count(other.pieces()) + (other.pieces() == 1 ? " was" : " were") + " sent to " + other.target()
                + " before. If that is another name of " + target + ", stop here and continue that upload under the new"
                + " name: use its run folder and --adopt.";
    }

    private String count(long number) {
        return hasParts ? Amount.ofFeedback(number) : Amount.of(number, "row");
    }
}
