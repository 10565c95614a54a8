package feedbackuploader.input.edits;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One step of a user. It finds the rows as the steps before it left them. Columns are named as the header spells them; in
 * JSON by their pointer, {@code /meta/score}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(Edit.OfCell.class), @JsonSubTypes.Type(Edit.OfColumn.class)})
public sealed interface Edit {

    /** How many cells it names. */
    int cells();

    /** How many texts of columns it replaces. */
    int replacements();

    /**
     * One cell, or one record as a whole.
     *
     * @param row as a row is numbered in its file
     * @param column null for the record as a whole, the only way to mend one that cannot be taken apart
     * @param was what stands there before; where something else does, the edit is not made. Null in JSON for a key that
     *     is missing or null
     * @param now what is to stand there
     * @param digest of the row as the file has it ({@link feedbackuploader.input.RowDigest}); where another row stands
     *     there by now, the edit does not fit. Null where the row's number says enough
     */
    record OfCell(
            long row,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String column,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String was,

            String now,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String digest)
            implements Edit {

        @Override
        public int cells() {
            return 1;
        }

        @Override
        public int replacements() {
            return 0;
        }
    }

    /**
     * All cells of a column that hold one of some texts.
     *
     * @param digests of the only rows that do so by mistake, each as the file has it; null where no other row has such
     *     a cell
     */
    record OfColumn(
            String column,
            List<Replacement> replace,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> digests)
            implements Edit {

        public OfColumn {
            replace = List.copyOf(replace);
            digests = digests == null ? null : List.copyOf(new TreeSet<>(digests));
        }

        /** @param digest of the row as the file has it */
        public boolean concerns(Supplier<String> digest) {
            return digests == null || Collections.binarySearch(digests, digest.get()) >= 0;
        }

        @Override
        public int cells() {
            return digests == null ? 0 : digests.size();
        }

        @Override
        public int replacements() {
            return replace.size();
        }
    }

    /** @param from a cell's whole text, character by character */
    record Replacement(String from, String to) {}
}
