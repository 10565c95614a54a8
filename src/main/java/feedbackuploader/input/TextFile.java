package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file of text, and how it is to be read: found out from its first bytes, given its encoding. */
final class TextFile {

    private final String file;
    private final String path;
    private final Bytes bytes;
    private final InputOptions options;
    private final Encoding encoding;
    private final boolean hasSeparatorLine;
    private final Dialect dialect;
    private final @Nullable String list;
    private final Quoting quoting;
    private final QuoteAdvice advice;
    private final RowLengths lengths;
    private final List<String> notices = new ArrayList<>();

    /**
     * @param path for commands: as it was typed
     * @param bytes as they are on the disk
     * @param head the beginning of the text, unpacked
     */
    TextFile(String file, String path, Bytes bytes, byte[] head, InputOptions options, boolean gzip, Encoding encoding)
            throws InputException {
        this.file = file;
        this.path = path;
        this.bytes = bytes;
        this.options = options;
        this.encoding = encoding;
        String sample = sample(head, encoding);
        Character named = options.skipLines() == 0 ? Delimiters.named(sample) : null;
        this.hasSeparatorLine = named != null;
        String start = afterComments(afterLines(sample, named == null ? options.skipLines() : 1));
        JsonShape json = json(start, named, head.length < InputFile.HEAD);
        this.list = json == null ? null : json.list();
        this.dialect = dialect(json == null ? Dialect.Kind.CSV : json.kind(), named, start, gzip);
        refuseOneSignForTwo(dialect.delimiter());
        tell();
        Quoting said = options.quoting();
        boolean hasBlanks = dialect.delimiter() != null && BlankQuotes.areIn(start, dialect.delimiter(), said);
        this.quoting = hasBlanks ? said.withBlanks() : said;
        this.advice = new QuoteAdvice(this::lookedAt);
        this.lengths = new RowLengths(this::lookedAt, quoting);
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

    static void refuseWhatIsNoText(String file, byte[] head) throws InputException {
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
    private @Nullable JsonShape json(String start, @Nullable Character named, boolean isAll) throws InputException {
        String text = start.stripLeading();
        boolean isJson = options.delimiter() == null && named == null && (text.startsWith("{") || text.startsWith("["));
        return isJson ? JsonShape.of(start, isAll, file, path) : null;
    }

    private Dialect dialect(Dialect.Kind kind, @Nullable Character named, String start, boolean gzip) {
        Character delimiter = null;
        if (kind == Dialect.Kind.CSV) {
            delimiter = options.delimiter() != null
                    ? options.delimiter()
                    : named != null ? named : (Character) Delimiters.in(start, options.quoting());
        }
        return new Dialect(kind, encoding.charset(), encoding.markLength() > 0, delimiter, null, gzip);
    }

    private void tell() {
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

    /**
     * Its rows.
     *
     * @param isTrial whether its encoding is not certain to be UTF-8
     * @param whenRead is told the digest once everything has been read
     */
    RowSource open(boolean isTrial, Consumer<String> whenRead) throws InputException, IOException {
        return open(isTrial, quoting, advice, lengths, whenRead);
    }

    /** To find out what advice to give. */
    private RowSource lookedAt(Quoting how) throws InputException, IOException {
        return open(false, how, null, null, digest -> {});
    }

    private RowSource open(
            boolean isTrial,
            Quoting how,
            @Nullable QuoteAdvice asked,
            @Nullable RowLengths compared,
            Consumer<String> whenRead)
            throws InputException, IOException {
        Content content = Content.open(bytes, dialect.gzip());
        try {
            var unused =
                    content.readNBytes(encoding.markLength()); // to skip them would be to leave them out of the digest
            StrictReader reader = isTrial
                    ? new Utf8Trial(content)
                    : new StrictReader(content, encoding.charset(), encoding.markLength());
            Text text = new Text(
                    file,
                    content,
                    reader,
                    dialect,
                    notices,
                    options.skipLines(),
                    hasSeparatorLine,
                    options.comment(),
                    StrayUtf8.in(encoding),
                    whenRead);
            return switch (dialect.kind()) {
                case JSONL -> new JsonSource(text, new LineRecordReader(file, reader));
                case JSON_ARRAY -> new JsonSource(text, new ArrayRecordReader(file, path, reader));
                case JSON_LIST ->
                    new JsonSource(text, new ListRecordReader(file, path, reader, Objects.requireNonNull(list)));
                case JSON_VALUES -> new JsonSource(text, new ValuesRecordReader(file, path, reader));
                case CSV -> new CsvSource(text, Objects.requireNonNull(dialect.delimiter()), how, asked, compared);
                case WORKBOOK -> throw new IllegalStateException("a workbook is no text");
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
