package feedbackuploader.input;

/** Blanks between a delimiter and the quote that opens a cell: {@code a, "b"}, as people and some programs write it. */
final class BlankQuotes {

    private final String text;
    private final char delimiter;
    private final char quote;
    private int position;

    private BlankQuotes(String text, char delimiter, char quote) {
        this.text = text;
        this.delimiter = delimiter;
        this.quote = quote;
    }

    /** Whether quotes behind blanks open cells: there are such, and each of them has its closing quote. */
    static boolean areIn(String text, char delimiter, Quoting quoting) {
        return quoting.quote() != null && new BlankQuotes(text, delimiter, quoting.quote()).areFound();
    }

    private boolean areFound() {
        boolean found = false;
        while (position < text.length()) {
            int start = position;
            skipBlanks();
            boolean hasBlank = position > start;
            if (position < text.length() && text.charAt(position) == quote) {
                if (!skipQuoted()) {
                    return found;
                }
                skipBlanks();
                if (hasBlank && !isAtEndOfCell()) {
                    return false;
                }
                found |= hasBlank;
            }
            while (!isAtEndOfCell()) {
                position++;
            }
            position++;
        }
        return found;
    }

    private void skipBlanks() {
        while (!isAtEndOfCell() && Quoting.isBlank(text.charAt(position))) {
            position++;
        }
    }

    private boolean isAtEndOfCell() {
        if (position >= text.length()) {
            return true;
        }
        char c = text.charAt(position);
        return c == delimiter || c == '\n' || c == '\r';
    }

    /** @return whether there is a closing quote, behind which it goes on */
    private boolean skipQuoted() {
        position++;
        while (position < text.length()) {
            boolean isQuote = text.charAt(position++) == quote;
            boolean isDoubled = isQuote && position < text.length() && text.charAt(position) == quote;
            if (isQuote && !isDoubled) {
                return true;
            }
            position += isDoubled ? 1 : 0;
        }
        return false;
    }
}
