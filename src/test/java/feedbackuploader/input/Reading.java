package feedbackuploader.input;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a text as if it were a file. */
public final class Reading {

    private Reading() {}

    static RowSource open(String text) {
        return open(text.getBytes(StandardCharsets.UTF_8));
    }

    static RowSource open(byte[] bytes) {
        return open(bytes, InputOptions.none());
    }

    static RowSource open(byte[] bytes, InputOptions options) {
        try {
            return InputFile.open(() -> new ByteArrayInputStream(bytes), "ratings.csv", options);
        } catch (InputException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Row> rows(String text) {
        return rest(open(text));
    }

    public static List<Row> rest(RowSource source) {
        List<Row> rows = new ArrayList<>();
        try {
            for (Row row = source.next(); row != null; row = source.next()) {
                rows.add(row);
            }
            return rows;
        } catch (InputException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file that cannot be read to its end says. */
    static String refusal(byte[] bytes) {
        return refusal(bytes, InputOptions.none());
    }

    static String refusal(byte[] bytes, InputOptions options) {
        InputException refused = catchThrowableOfType(InputException.class, () -> {
            RowSource source = InputFile.open(() -> new ByteArrayInputStream(bytes), "ratings.csv", options);
            for (Row row = source.next(); row != null; ) {
                row = source.next();
            }
        });
        return String.valueOf(refused == null ? null : refused.getMessage());
    }

    static String refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A broken row as one line. */
    public static String told(Row row) {
        BrokenRow broken = (BrokenRow) row;
        return broken.number() + " (" + broken.line() + "): "
                + broken.problem().withColumn(null).message();
    }
}
