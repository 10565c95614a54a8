package feedbackuploader.input.edits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedbackuploader.input.InputException;
import feedbackuploader.support.Place;
import feedbackuploader.support.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The steps of a user in their order, all of them in memory: there are only so many. */
public final class Edits {

    /** Of single cells; more is work for a spreadsheet or a program. */
    public static final int MOST_CELLS = 100_000;

    public static final int MOST_REPLACEMENTS = 10_000;

    /** Of the file, in bytes: whole texts may be among the cells. */
    static final int MOST_BYTES = 16_000_000;

    private static final Edits NONE = new Edits(List.of());

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<Edit> steps;

    private Edits(List<Edit> steps) {
        this.steps = List.copyOf(steps);
    }

    public static Edits none() {
        return NONE;
    }

    /**
     * @param lines one step each, as {@link #toLines} writes them
     * @param file its name, for messages
     * @throws InputException when a line is no step, or there are too many
     */
    public static Edits parse(String lines, String file) throws InputException {
        List<Edit> steps = new ArrayList<>();
        long number = 0;
        for (String line : lines.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                steps.add(step(line, new Place(file, number, number)));
            }
        }
        Edits edits = new Edits(steps);
        if (edits.isTooMuch()) {
            throw new InputException(file, tooMuch());
        }
        return edits;
    }

    private static Edit step(String line, Place place) throws InputException {
        try {
            Edit step = JSON.readValue(line, Edit.class);
            if (isComplete(step)) {
                return step;
            }
        } catch (JsonProcessingException e) {
            throw new InputException(place, noStep());
        }
        throw new InputException(place, noStep());
    }

    /** What Jackson leaves null although it may not be. */
    @SuppressWarnings("ConstantValue")
    private static boolean isComplete(Edit step) {
        return step instanceof Edit.OfCell cell
                ? cell.row() > 0 && cell.now() != null
                : step instanceof Edit.OfColumn column
                        && column.column() != null
                        && column.replace().stream().allMatch(one -> one.from() != null && one.to() != null);
    }

    private static Problem noStep() {
        return new Problem(
                "a line that is no edit",
                "{\"row\":2,\"column\":\"value\",\"was\":\"0,8\",\"now\":\"0.8\"} or"
                        + " {\"column\":\"value\",\"replace\":[{\"from\":\"0,8\",\"to\":\"0.8\"}]}",
                "Remove the line, or name another file with --edits.");
    }

    private static Problem tooMuch() {
        return new Problem(
                "too many edits",
                String.format(
                        Locale.ROOT,
                        "at most %,d cells, %,d replacements and %,d bytes",
                        MOST_CELLS,
                        MOST_REPLACEMENTS,
                        MOST_BYTES),
                "Save the corrected copy, and go on with that.");
    }

    private boolean isTooMuch() {
        return cells() > MOST_CELLS || replacements() > MOST_REPLACEMENTS;
    }

    static Edits of(List<Edit> steps) {
        return new Edits(steps);
    }

    /**
     * These, and one more step.
     *
     * @throws InputException when there would be too many
     */
    public Edits and(Edit step) throws InputException {
        List<Edit> all = new ArrayList<>(steps);
        all.add(step);
        Edits edits = new Edits(all);
        if (edits.isTooMuch()) {
            throw new InputException("edits", tooMuch());
        }
        return edits;
    }

    /** These without the last step, if there is one. */
    public Edits withoutLast() {
        return steps.isEmpty() ? this : new Edits(steps.subList(0, steps.size() - 1));
    }

    /** Whether any step is about the cell of this one, or has made of it what it was. */
    public boolean touches(Edit.OfCell cell) {
        return steps.stream()
                .anyMatch(step -> step instanceof Edit.OfCell other
                        ? other.row() == cell.row() && Objects.equals(other.column(), cell.column())
                        : step instanceof Edit.OfColumn column
                                && column.column().equals(cell.column())
                                && column.concerns(() -> String.valueOf(cell.digest()))
                                && column.replace().stream()
                                        .anyMatch(one -> one.to().equals(cell.was())));
    }

    public List<Edit> steps() {
        return steps;
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** How many single cells the steps name. */
    public int cells() {
        return steps.stream().mapToInt(Edit::cells).sum();
    }

    /** How many texts of columns the steps replace. */
    public int replacements() {
        return steps.stream().mapToInt(Edit::replacements).sum();
    }

    /**
     * JSON, one step a line; {@link #parse} reads it.
     *
     * @throws InputException when they are too long for a file
     */
    public String toLines() throws InputException {
        StringBuilder lines = new StringBuilder();
        try {
            for (Edit step : steps) {
                lines.append(JSON.writerFor(Edit.class).writeValueAsString(step))
                        .append('\n');
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are JSON", e);
        }
        String all = lines.toString();
        if (all.length() > MOST_BYTES / 4 && all.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new InputException("edits", tooMuch());
        }
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Edits edits && steps.equals(edits.steps);
    }

    @Override
    public int hashCode() {
        return Objects.hash(steps);
    }
}
