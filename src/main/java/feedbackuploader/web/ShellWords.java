package feedbackuploader.web;

/** Takes words out of a text as a shell would, where {@link feedbackuploader.support.Shell} has put them in quotes. */
final class ShellWords {

    private ShellWords() {}

    /** Marks that end a sentence or a part of one, and so no word. */
    static boolean isMark(char c) {
        return ".,;:)?".indexOf(c) >= 0;
    }

    /** The word that begins at {@code from}, without its quotes and without the marks behind it. */
    static String word(String text, int from) {
        StringBuilder word = new StringBuilder();
        int bare = 0; // where the marks that end a sentence may begin
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
                bare = word.length();
            } else if (c == '\'' || c == '"') {
                quote = c;
                bare = word.length();
            } else if (c == '\\' && i + 1 < text.length()) {
                i++;
                word.append(text.charAt(i));
                bare = word.length();
            } else if (Character.isWhitespace(c)) {
                break;
            } else {
                word.append(c);
            }
        }
        int end = word.length();
        while (end > bare && isMark(word.charAt(end - 1))) {
            end--;
        }
        return quote != 0 ? "" : word.substring(0, end);
    }

    /** Where the blank after the word stands that begins at {@code from}, or the end of the text. */
    static int end(String text, int from) {
        char quote = 0;
        int i = from;
        while (i < text.length() && (quote != 0 || !Character.isWhitespace(text.charAt(i)))) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '\\') {
                i++;
            }
            i++;
        }
        return Math.min(i, text.length());
    }
}
