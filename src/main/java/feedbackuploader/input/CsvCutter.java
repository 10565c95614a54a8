package feedbackuploader.input;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Records of CSV, which may go over several lines inside quotes. Finds where a record ends and refuses broken quoting;
 * the cells are Commons CSV's business. That parser alone could not tell where a record starts, give its text back, or
 * stop at a lost quote before it has read the whole rest of the file into one cell.
 */
final class CsvCutter extends Cutter {

    private static final String LOST_QUOTE = "Is a quote missing?";

    private enum State {
        CELL_START,
        PLAIN,
        QUOTED,
        /** After a quote inside a quoted cell: the first of a doubled pair, or the closing one. */
        QUOTE,
        /** Spaces between the closing quote and the delimiter, which Commons CSV drops. */
        CLOSED
    }

    private final char delimiter;
    private long quoteOpened;

    CsvCutter(String file, StrictReader reader, char delimiter) {
        super(file, reader);
        this.delimiter = delimiter;
    }

    @Override
    @Nullable
    Cut next() throws InputException, IOException {
        row++;
        long start = line;
        State state = State.CELL_START;
        while (true) {
            int c = read();
            if (c == END) {
                if (state == State.QUOTED) {
                    throw quoteNeverCloses();
                }
                return isEmpty() ? null : cut(start, "", null);
            }
            if ((c == '\n' || c == '\r') && state != State.QUOTED) {
                return cut(start, endOfLine(c), null);
            }
            state = after(state, c);
            if (!append(c)) {
                return tooLong(start, state);
            }
            if (state == State.QUOTED) {
                countLine(c);
            }
        }
    }

    private State after(State state, int c) throws InputException {
        return switch (state) {
            case CELL_START, PLAIN -> {
                if (c == delimiter) {
                    yield State.CELL_START;
                }
                if (c == '"' && state == State.CELL_START) {
                    quoteOpened = line;
                    yield State.QUOTED;
                }
                yield State.PLAIN;
            }
            case QUOTED -> c == '"' ? State.QUOTE : State.QUOTED;
            case QUOTE -> c == '"' ? State.QUOTED : afterClosing(c);
            case CLOSED -> afterClosing(c);
        };
    }

    private State afterClosing(int c) throws InputException {
        if (c == delimiter) {
            return State.CELL_START;
        }
        if (Character.isWhitespace((char) c)) {
            return State.CLOSED;
        }
        throw InputException.at(
                file,
                row,
                line,
                Shown.quoted(Character.toString(c)) + " after a closing quote",
                "a " + Dialect.word(delimiter) + " or the end of the line",
                "The cell's opening quote is on line " + quoteOpened + ". Quotes inside a quoted cell are doubled.");
    }

    /** Takes the rest of a line break whose first character is {@code c}. */
    private String endOfLine(int c) throws InputException, IOException {
        line++;
        return c == '\r' && skipLineFeed() ? "\r\n" : Character.toString(c);
    }

    /** Counts the lines inside quotes, \r\n as one, and leaves every character to the record. */
    private void countLine(int c) throws InputException, IOException {
        if (c == '\n') {
            line++;
        } else if (c == '\r') {
            line++;
            if (skipLineFeed()) {
                append('\n');
            }
        }
    }

    private Cut tooLong(long start, State state) throws InputException, IOException {
        if (state == State.QUOTED || state == State.QUOTE) {
            throw InputException.at(
                    file,
                    row,
                    quoteOpened,
                    String.format(Locale.ROOT, "a quote that is still open after %,d characters", Cut.LIMIT),
                    "a closing quote",
                    "The quote opened on line " + quoteOpened + ".");
        }
        while (true) {
            int c = read();
            if (c == END) {
                return cut(start, "", Fault.tooLong(LOST_QUOTE));
            }
            if (c == '\n' || c == '\r') {
                return cut(start, endOfLine(c), Fault.tooLong(LOST_QUOTE));
            }
        }
    }

    private InputException quoteNeverCloses() {
        return InputException.at(
                file,
                row,
                quoteOpened,
                "a quote that never closes",
                "a closing quote before the end of the file",
                "The quote opened on line " + quoteOpened + ". Quotes inside a quoted cell are doubled.");
    }
}
