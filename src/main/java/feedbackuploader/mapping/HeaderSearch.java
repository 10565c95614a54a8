package feedbackuploader.mapping;

import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.Format;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.input.RowSource;
import feedbackuploader.mapping.text.NumberText;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the header of a file is whose first row, or first sheet, holds none: titles stand above many tables, and
 * instructions on the sheet before. What is found is said, never read by itself.
 */
public final class HeaderSearch {

    /** Titles, dates and filters above a table are fewer. */
    private static final int MOST_ROWS = 30;

    private static final int MOST_SHEETS = 50;

    private static final String COMMENT_SIGNS = "#%;!*/";

    private final Path file;
    private final MappingOptions options;

    /**
     * What stands where a header may be.
     *
     * @param refusal why no row below it could become feedback, or null when rows can
     */
    private record Look(
            InputOptions reading,
            List<String> columns,
            boolean looksRight,
            @Nullable String refusal) {

        boolean isBetterThan(@Nullable Look other) {
            return looksRight && (other == null || !other.looksRight || (refusal == null && other.refusal != null));
        }
    }

    private HeaderSearch(Path file, MappingOptions options) {
        this.file = file;
        this.options = options;
    }

    /**
     * The message on a file that cannot be mapped as {@code reading} has it, but perhaps with another row or sheet.
     *
     * @return empty when nothing there looks more like a header
     */
    public static Optional<String> message(Path file, InputOptions reading, MappingOptions options) throws IOException {
        return new HeaderSearch(file, options).message(reading);
    }

    private Optional<String> message(InputOptions reading) throws IOException {
        Look given = look(reading);
        List<String> sheets = InputFile.sheets(file);
        if (given == null ? sheets.isEmpty() : given.refusal == null) {
            return Optional.empty();
        }
        Optional<String> comments = given == null ? Optional.empty() : comments(reading, given);
        if (comments.isPresent()) {
            return comments;
        }
        Look found = rowIn(given);
        for (int i = 0; reading.sheet() == null && i < Math.min(sheets.size(), MOST_SHEETS); i++) {
            InputOptions there = reading.withSheet(sheets.get(i)).withSkipLines(0);
            Look best = rowIn(look(there));
            found = best != null && best.isBetterThan(found) ? best : found;
        }
        return found != null && found.isBetterThan(given)
                ? Optional.of(words(reading, given, found))
                : Optional.empty();
    }

    /** Lines that begin with one sign, in place of a header and above one. */
    private Optional<String> comments(InputOptions reading, Look given) throws IOException {
        String first = given.columns.isEmpty() ? "" : given.columns.get(0);
        if (reading.comment() != null || first.isEmpty() || COMMENT_SIGNS.indexOf(first.charAt(0)) < 0) {
            return Optional.empty();
        }
        char sign = first.charAt(0);
        InputOptions without = reading.withComment(sign);
        Look found = look(without);
        boolean isBetter = found == null ? isJson(without) : found.isBetterThan(given);
        return isBetter
                ? Optional.of("found " + Problem.quote(first) + " where the header should be. If lines that begin with "
                        + sign + " are comments, add --comment '" + sign + "'.")
                : Optional.empty();
    }

    private boolean isJson(InputOptions reading) throws IOException {
        try (RowSource source = InputFile.of(file, reading).openBeginning()) {
            return source.format() == Format.JSONL;
        } catch (InputException e) {
            return false;
        }
    }

    /** The best row of the sheet or the file that {@code from} is in; of several as good, the first. */
    private @Nullable Look rowIn(@Nullable Look from) throws IOException {
        Look best = null;
        for (int skip = 0; from != null && skip <= MOST_ROWS; skip++) {
            Look look = look(from.reading.withSkipLines(skip));
            if (look == null) {
                break;
            }
            if (best == null || !best.columns.equals(look.columns)) {
                best = look.isBetterThan(best) ? look : best;
            } else if (look.looksRight) {
                best = look; // the same row, with a blank one less above it
            }
        }
        return best;
    }

    /** Null when there is nothing to read. */
    private @Nullable Look look(InputOptions reading) throws IOException {
        try (RowSource source = InputFile.of(file, reading).openBeginning()) {
            if (source.format() != Format.CSV) {
                return null;
            }
            String refusal = refusal(source);
            InputOptions known = source.dialect().encoding() == null || reading.encoding() != null
                    ? reading
                    : reading.withEncoding(source.dialect().encoding()); // to find it out takes a reading of the file
            return new Look(known, source.columns(), refusal == null || looksRight(source.columns(), known), refusal);
        } catch (InputException e) {
            return null;
        }
    }

    private @Nullable String refusal(RowSource source) {
        try {
            Mapper.check(source, options);
            return null;
        } catch (MappingException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Names of columns, no two the same, over rows that are feedback for all that can be seen. */
    private boolean looksRight(List<String> columns, InputOptions reading) throws InputException, IOException {
        Set<String> names = new HashSet<>();
        int fields = 0;
        for (String column : columns) {
            String normal = ColumnNames.normal(column);
            boolean isCell = Uuids.parse(column) != null || NumberText.isNumber(Texts.bare(column));
            if (isCell || (!normal.isEmpty() && !names.add(normal))) {
                return false;
            }
            fields += Field.named(column).isPresent() ? 1 : 0;
        }
        if (names.size() < 2 || fields >= 2) {
            return names.size() >= 2;
        }
        try (RowSource rows = InputFile.of(file, reading).openBeginning()) {
            LikelyColumns likely = LikelyColumns.in(rows, options);
            return !likely.ids().isEmpty() || !likely.values().isEmpty();
        }
    }

    private static String words(InputOptions given, @Nullable Look instead, Look found) {
        String sheet = found.reading.sheet();
        int lines = found.reading.skipLines();
        List<String> advice = new ArrayList<>();
        String where = "Row " + (lines + 1) + " looks like the header";
        if (sheet != null && given.sheet() == null) {
            advice.add("--sheet " + Shell.word(sheet));
            where = "The sheet " + Names.quoted(sheet) + " seems to have the header"
                    + (lines == 0 ? "" : ", in row " + (lines + 1));
        }
        if (lines != given.skipLines()) {
            advice.add("--skip-lines " + lines);
        }
        return "found "
                + (instead == null || instead.columns.isEmpty() ? "nothing" : Problem.quote(instead.columns.get(0)))
                + " where the header should be. " + where + ": use " + String.join(" ", advice) + "."
                + (found.refusal == null ? "" : " With that: " + found.refusal);
    }
}
