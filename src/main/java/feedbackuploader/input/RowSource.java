package feedbackuploader.input;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one file, read once, one at a time, by one thread; what is kept does not grow with the file. */
public interface RowSource extends Closeable {

    /** How the file was understood. */
    Dialect dialect();

    /** What the user should know of how the file was understood; sentences. */
    List<String> notices();

    default Format format() {
        return dialect().kind().rows();
    }

    /** What stands above the header, or above the first object, as it stands in the file, line breaks included. */
    String preamble();

    /** The header's cells as the file spells them; empty when the rows are objects. */
    List<String> columns();

    /** The header as it stands in the file, without its line break; empty when the rows are objects. */
    String header();

    /** Cells as one record, without its line break, that is read as it is meant by the options that read this file. */
    String record(List<String> cells);

    /** The cells of a record that is no good row; null where quotes leave it open which they are. */
    @Nullable
    List<String> cells(String record);

    /**
     * {@code row} with other cells, as it would be read if the file had them; null when they are all blank.
     *
     * @throws InputException when the file as a whole cannot be read with such a row
     */
    @Nullable
    Row edited(CsvRow row, List<String> cells) throws InputException, IOException;

    /**
     * What is read where {@code record} stands in place of {@code row}: broken when it is more than one record; null when
     * it is blank.
     *
     * @throws InputException when the file as a whole cannot be read with such a row
     */
    @Nullable
    Row reread(Row row, String record) throws InputException, IOException;

    /** What edits changed in the row that {@link #next} gave last. */
    default RowChange change() {
        return RowChange.NONE;
    }

    /** {@code "\r\n"} when the first record (the header, in CSV) ends so, else {@code "\n"}; known after the first row. */
    String lineBreak();

    /**
     * The next row that is not blank, or null at the end.
     *
     * @throws InputException when the rest of the file cannot be read; the rows before it were good
     */
    @Nullable
    Row next() throws InputException, IOException;

    /** How many blank rows were skipped so far; each has a row number nevertheless. */
    long blankRows();

    /**
     * The digest of all bytes of the file as it is on the disk, in hexadecimal.
     *
     * @throws IllegalStateException before {@link #next} has returned null
     */
    String sha256();
}
