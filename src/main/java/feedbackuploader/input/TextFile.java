package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out how a file of text is to be read, from its first bytes and, as to its encoding, from all of them. */
final class TextFile {

    private final String file;
    private final String path;
    private final Bytes bytes;
    private final Bytes unpacked;
    private final byte[] head;
    private final InputOptions options;
    private final boolean gzip;
    private final List<String> notices = new ArrayList<>();

    /**
     * @param path for commands: as it was typed
     * @param bytes as they are on the disk
     * @param unpacked the same when the file is not packed
     * @param head the beginning of {@code unpacked}
     */
    TextFile(String file, String path, Bytes bytes, Bytes unpacked, byte[] head, InputOptions options, boolean gzip) {
        this.file = file;
        this.path = path;
        this.bytes = bytes;
        this.unpacked = unpacked;
        this.head = head;
        this.options = options;
        this.gzip = gzip;
    }

    RowSource open() throws InputException, IOException {
        refuseWhatIsNoText();
        Encoding encoding = Encoding.of(file, unpacked, head, options.encoding());
        String sample = sample(head, encoding);
        Character named = options.skipLines() == 0 ? Delimiters.named(sample) : null;
        String start = afterComments(afterLines(sample, named == null ? options.skipLines() : 1));
        JsonShape json = json(start, named);
        Dialect dialect = dialect(json == null ? Dialect.Kind.CSV : json.kind(), encoding, named, start);
        refuseOneSignForTwo(dialect.delimiter());
        tell(encoding, dialect);
        Quoting quoting = options.quoting();
        boolean hasBlanks = dialect.delimiter() != null && BlankQuotes.areIn(start, dialect.delimiter(), quoting);
        QuoteAdvice advice =
                new QuoteAdvice(other -> source(dialect, null, encoding, named != null, other, null, null));
        Quoting found = hasBlanks ? quoting.withBlanks() : quoting;
        RowLengths lengths = new RowLengths(() -> source(dialect, null, encoding, named != null, found, null, null));
        return source(dialect, json == null ? null : json.list(), encoding, named != null, found, advice, lengths);
    }

    private void refuseOneSignForTwo(@Nullable Character delimiter) throws InputException {
        Quoting quoting = options.quoting();
        if (delimiter != null && (delimiter.equals(quoting.quote()) || delimiter.equals(quoting.escape()))) {
            throw new InputException(
                    file,
                    new Problem(
                            "the " + Dialect.word(delimiter) + " as delimiter and also as quote or escape",
                            "a different character for each",
                            "Name the delimiter with --delimiter."));
        }
    }

    private String afterComments(String sample) {
        String start = sample;
        while (options.comment() != null && !start.isEmpty() && start.charAt(0) == options.comment()) {
            start = afterLines(start, 1);
        }
        return start;
    }

    private void refuseWhatIsNoText() throws InputException {
        if (head.length == 0) {
            throw new InputException(file, new Problem("an empty file", InputFile.READABLE, null));
        }
        Optional<Signature> signature = Signature.of(head);
        if (signature.isPresent()) {
            throw signature.get().refusal(file);
        }
    }

    private static String sample(byte[] head, Encoding encoding) {
        int from = encoding.markLength();
        return new String(head, from, head.length - from, encoding.charset());
    }

    private static String afterLines(String sample, int lines) {
        int from = 0;
        for (int i = 0; i < lines && from < sample.length(); i++) {
            while (from < sample.length() && sample.charAt(from) != '\n' && sample.charAt(from) != '\r') {
                from++;
            }
            from += sample.startsWith("\r\n", from) ? 2 : 1;
        }
        return sample.substring(Math.min(from, sample.length()));
    }

    /** Null for CSV. */
    private @Nullable JsonShape json(String start, @Nullable Character named) throws InputException {
        String text = start.stripLeading();
        boolean isJson = options.delimiter() == null && named == null && (text.startsWith("{") || text.startsWith("["));
        return isJson ? JsonShape.of(start, head.length < InputFile.HEAD, file, path) : null;
    }

    private Dialect dialect(Dialect.Kind kind, Encoding encoding, @Nullable Character named, String start) {
        Character delimiter = null;
        if (kind == Dialect.Kind.CSV) {
            delimiter = options.delimiter() != null
                    ? options.delimiter()
                    : named != null ? named : (Character) Delimiters.in(start, options.quoting());
        }
        return new Dialect(kind, encoding.charset(), encoding.markLength() > 0, delimiter, null, gzip);
    }

    private void tell(Encoding encoding, Dialect dialect) {
        Charset given = options.encoding();
        if (encoding.guessedFrom() != null) {
            notices.add(encoding.notice());
        }
        if (given != null && !given.equals(encoding.charset())) {
            notices.add("--encoding is ignored: the file begins with the byte order mark of "
                    + encoding.charset().name() + ".");
        }
        if (!dialect.isUtf8()) {
            notices.add("The report is written in UTF-8 with a byte order mark, for spreadsheets.");
        }
        if (options.sheet() != null) {
            notices.add("--sheet is ignored: the file has no sheets.");
        }
    }

    private RowSource source(
            Dialect dialect,
            @Nullable String list,
            Encoding encoding,
            boolean separatorLine,
            Quoting quoting,
            @Nullable QuoteAdvice advice,
            @Nullable RowLengths lengths)
            throws InputException, IOException {
        Content content = Content.open(bytes, gzip);
        try {
            var unused =
                    content.readNBytes(encoding.markLength()); // to skip them would be to leave them out of the digest
            StrictReader reader = new StrictReader(content, encoding.charset(), encoding.markLength());
            Text text = new Text(
                    file,
                    content,
                    reader,
                    dialect,
                    notices,
                    options.skipLines(),
                    separatorLine,
                    options.comment(),
                    StrayUtf8.in(encoding));
            return switch (dialect.kind()) {
                case JSONL -> new JsonSource(text, new LineRecordReader(file, reader));
                case JSON_ARRAY -> new JsonSource(text, new ArrayRecordReader(file, path, reader));
                case JSON_LIST ->
                    new JsonSource(text, new ListRecordReader(file, path, reader, Objects.requireNonNull(list)));
                case JSON_VALUES -> new JsonSource(text, new ValuesRecordReader(file, path, reader));
                default -> new CsvSource(text, Objects.requireNonNull(dialect.delimiter()), quoting, advice, lengths);
            };
        } catch (InputException | IOException | RuntimeException e) {
            try {
                content.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }
}
