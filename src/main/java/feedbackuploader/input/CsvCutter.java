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

    private enum State {
        CELL_START,
        PLAIN,
        QUOTED,
        /** After a quote inside a quoted cell: the first of a doubled pair, or the closing one. */
        QUOTE,
        /** Spaces between the closing quote and the comma, which Commons CSV drops. */
        CLOSED
    }

    private long quoteOpened;

    CsvCutter(String file, Utf8Reader reader) {
        super(file, reader);
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
                return isEmpty() ? null : cut(start, "", false);
            }
            if ((c == '\n' || c == '\r') && state != State.QUOTED) {
                return cut(start, endOfLine(c), false);
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
                if (c == ',') {
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
        if (c == ',') {
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
                "a comma or the end of the line",
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
                return cut(start, "", true);
            }
            if (c == '\n' || c == '\r') {
                return cut(start, endOfLine(c), true);
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
