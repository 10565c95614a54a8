package feedbackuploader.input;

import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Records of CSV, which may go over several lines inside quotes. Finds where a record ends, and marks broken quoting; the
 * cells are the {@link CellSplitter}'s business. A parser alone could not tell where a record starts, give its text back,
 * or leave the rows after a lost quote alone.
 */
final class CsvRecordReader extends RecordReader {

    private static final String LOST_QUOTE = "Is a quote missing?";

    private enum State {
        CELL_START,
        PLAIN,
        /** Blanks at the start of a cell, where they are part of it. */
        BLANK,
        /** After an escape outside quotes. */
        ESCAPED,
        QUOTED,
        /** After an escape inside quotes. */
        ESCAPED_IN_QUOTES,
        /** After a quote inside a quoted cell: the first of a doubled pair, or the closing one. */
        QUOTE,
        /** Blanks between the closing quote and the delimiter, which are no part of the cell. */
        CLOSED,
        /** Something else behind the closing quote. */
        BROKEN;

        boolean isQuoted() {
            return this == QUOTED || this == ESCAPED_IN_QUOTES;
        }
    }

    /** A quote that opened: on which line, and where in the record that line breaks, or -1. */
    private static final class Opening {
        private long line;
        private int breakStart = -1;
        private int breakEnd;

        void at(long on) {
            line = on;
            breakStart = -1;
        }

        void breaksAt(int from, int to) {
            breakStart = from;
            breakEnd = to;
        }
    }

    private final char delimiter;
    private final int quote;
    private final int escape;
    private final boolean afterBlanks;
    private final int comment;

    /** The last quote that opened a cell. */
    private final Opening last = new Opening();

    /** The first quote of the record whose cell goes over a line. */
    private final Opening first = new Opening();

    /** Whether a quote stands behind blanks, where it does not open a cell. */
    private boolean isSuspect;

    private @Nullable Problem blank;

    private final @Nullable QuoteAdvice advice;

    /**
     * @param comment what lines begin with that are one record each, whatever is in them; or null
     * @param advice asked when quotes are broken, if at all
     */
    CsvRecordReader(
            String file,
            StrictReader reader,
            char delimiter,
            Quoting quoting,
            @Nullable Character comment,
            @Nullable QuoteAdvice advice) {
        super(file, reader);
        this.advice = advice;
        this.delimiter = delimiter;
        this.quote = quoting.quoteOrNothing();
        this.escape = quoting.escapeOrNothing();
        this.afterBlanks = quoting.afterBlanks();
        this.comment = comment == null ? END : comment;
    }

    CsvRecordReader(String file, StrictReader reader, char delimiter) {
        this(file, reader, delimiter, Quoting.STANDARD, null, null);
    }

    @Override
    @Nullable
    RawRecord next() throws InputException, IOException {
        row++;
        long start = line;
        State state = State.CELL_START;
        first.at(start);
        isSuspect = false;
        blank = null;
        int c = read();
        if (c == comment && c != END) {
            return restOfLine(start, c, null);
        }
        for (; ; c = read()) {
            if (c == END) {
                if (state.isQuoted()) {
                    return broken(start, c, first, neverCloses());
                }
                dropPadding();
                checkBlanks();
                return isEmpty() ? null : rawRecord(start, "", blank);
            }
            if ((c == '\n' || c == '\r') && endsRecord(state)) {
                checkBlanks();
                return rawRecord(start, endOfLine(c), blank);
            }
            state = after(state, c);
            if (state == State.BROKEN) {
                return broken(start, c, last, afterClosingQuote(c));
            }
            if (!append(c)) {
                return tooLong(start, c, state);
            }
            if (c == '\n' || c == '\r') {
                countLine(c);
            }
            if (state == State.PLAIN) {
                appendUpTo(delimiter, escape);
            } else if (state == State.QUOTED) {
                appendUpTo(quote, escape);
            }
        }
    }

    /** A line break that an escape stands before belongs to its cell only where no quotes could go around it. */
    private boolean endsRecord(State state) {
        return !state.isQuoted() && (state != State.ESCAPED || quote >= 0);
    }

    private State after(State state, int c) {
        return switch (state) {
            case CELL_START, PLAIN, BLANK -> afterPlain(state, c);
            case QUOTED -> c == quote ? State.QUOTE : c == escape ? State.ESCAPED_IN_QUOTES : State.QUOTED;
            case ESCAPED -> State.PLAIN;
            case ESCAPED_IN_QUOTES -> State.QUOTED;
            case QUOTE -> c == quote ? State.QUOTED : afterClosing(c);
            case CLOSED, BROKEN -> afterClosing(c);
        };
    }

    private State afterPlain(State state, int c) {
        if (c == delimiter) {
            checkBlanks();
            return State.CELL_START;
        }
        if (c == escape) {
            return State.ESCAPED;
        }
        if (state == State.PLAIN) {
            return State.PLAIN;
        }
        if (c == quote) {
            if (state == State.BLANK) {
                isSuspect = true;
                return State.PLAIN;
            }
            last.at(line);
            return State.QUOTED;
        }
        if (Quoting.isBlank(c)) {
            return afterBlanks ? state : State.BLANK;
        }
        return State.PLAIN;
    }

    private State afterClosing(int c) {
        if (c == delimiter) {
            return State.CELL_START;
        }
        return Character.isWhitespace((char) c) ? State.CLOSED : State.BROKEN;
    }

    /** A cell ends: does a quote close what one behind blanks seems to have opened? Half of it would be taken for a text. */
    private void checkBlanks() {
        if (isSuspect && blank == null && lastThatIsNoBlank() == quote) {
            blank = new Problem(
                    "a blank before an opening quote",
                    "the quote right after the " + Dialect.word(delimiter),
                    "Remove the blank.");
        }
    }

    /** Takes the rest of a line break whose first character is {@code c}. */
    private String endOfLine(int c) throws InputException, IOException {
        line++;
        return c == '\r' && skipLineFeed() ? "\r\n" : Character.toString(c);
    }

    /** Counts the lines inside a cell, \r\n as one, and leaves every character to the record. */
    private void countLine(int c) throws InputException, IOException {
        int from = length() - 1;
        line++;
        if (c == '\r' && skipLineFeed()) {
            append('\n');
        }
        if (last.breakStart < 0) {
            last.breaksAt(from, length());
            if (first.breakStart < 0) {
                first.at(last.line);
                first.breaksAt(from, length());
            }
        }
    }

    private @Nullable RawRecord tooLong(long start, int c, State state) throws InputException, IOException {
        return state.isQuoted() || state == State.QUOTE
                ? broken(start, c, first, stillOpen())
                : restOfLine(start, c, RawRecord.tooLong(LOST_QUOTE));
    }

    /**
     * The record as far as the line on which a quote opened: the lines after it, which the quote has swallowed, are read as
     * rows of their own.
     *
     * @param c read and not appended
     */
    private @Nullable RawRecord broken(long start, int c, Opening opening, Problem fault)
            throws InputException, IOException {
        if (opening.breakStart < 0) {
            return restOfLine(start, c, fault);
        }
        unread(c);
        line = opening.line + 1;
        return cutEarly(opening.breakStart, opening.breakEnd, start, fault);
    }

    private @Nullable RawRecord restOfLine(long start, int first, @Nullable Problem fault)
            throws InputException, IOException {
        boolean isPadding = fault != null && isPadding();
        long skipped = 0;
        for (int c = first; ; c = read()) {
            if (c == END) {
                if (isPadding) {
                    dropPadding(skipped);
                }
                return isEmpty() ? null : rawRecord(start, "", fault);
            }
            if (c == '\n' || c == '\r') {
                return rawRecord(start, endOfLine(c), fault);
            }
            if (!append(c)) {
                skipped++;
                isPadding &= isPadding(c);
            }
        }
    }

    private Problem afterClosingQuote(int c) throws IOException {
        return QuoteAdvice.with(
                advice,
                new Problem(
                        Printable.quoted(Character.toString(c)) + " after a closing quote",
                        "a " + Dialect.word(delimiter) + " or the end of the line",
                        "The cell's opening quote is on line " + last.line
                                + (line == last.line ? "." : ", the closing one on line " + line + ".")));
    }

    private Problem stillOpen() throws IOException {
        return QuoteAdvice.with(
                advice,
                new Problem(
                        String.format(Locale.ROOT, "a quote that is still open after %,d characters", RawRecord.LIMIT),
                        "a closing quote",
                        "The quote opened on line " + (first.breakStart < 0 ? last : first).line + "."));
    }

    private Problem neverCloses() throws IOException {
        return QuoteAdvice.with(
                advice,
                new Problem(
                        "a quote without its closing quote",
                        "a closing quote before the end of the file",
                        "The quote opened on line " + (first.breakStart < 0 ? last : first).line + "."));
    }
}
