package feedbackuploader.input;

import feedbackuploader.support.Place;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A file of text once more, unpacked and with its edits: records that they change are written anew, and every other byte is
 * the one of the file.
 */
public final class CorrectedText implements Closeable {

    /** Decoded for its offsets. */
    private final StrictReader reader;

    /** The same text, copied. */
    private final InputStream bytes;

    private final OutputStream out;
    private final Charset encoding;
    private final char[] block = new char[1 << 13];

    /** Characters passed. */
    private long position;

    /** Bytes passed. */
    private long copied;

    private CorrectedText(Content decoded, Content copied, Dialect dialect, int mark, OutputStream out)
            throws IOException {
        decoded.skipNBytes(mark);
        this.encoding = dialect.charset();
        this.reader = new StrictReader(decoded, encoding, mark);
        this.bytes = new BufferedInputStream(copied, 1 << 16);
        this.out = out;
    }

    /**
     * @return false for a workbook, of which nothing is written
     * @throws InputException when an edit cannot be written
     */
    public static boolean write(InputFile file, OutputStream out) throws InputException, IOException {
        try (RowSource source = file.open()) {
            if (source.dialect().kind() == Dialect.Kind.WORKBOOK) {
                return false;
            }
            if (source instanceof EditedRows rows && rows.file() instanceof RecordRows text) {
                write(rows, text, file.name(), file.bytes(), out);
            } else {
                try (Content content =
                        Content.open(file.bytes(), source.dialect().gzip())) {
                    content.transferTo(out);
                }
            }
            return true;
        }
    }

    /** @param rows of a text, none of which has been read */
    private static void write(EditedRows rows, RecordRows text, String file, Bytes packed, OutputStream out)
            throws InputException, IOException {
        Dialect dialect = text.dialect();
        int mark = dialect.byteOrderMark() ? "\uFEFF".getBytes(dialect.charset()).length : 0;
        Content decoded = Content.open(packed, dialect.gzip());
        try (decoded;
                Content copied = Content.open(packed, dialect.gzip());
                CorrectedText copy = new CorrectedText(decoded, copied, dialect, mark, out)) {
            for (EditedRows.Pair pair = rows.pair(); pair != null; pair = rows.pair()) {
                Row after = pair.after();
                if (after != pair.before()) {
                    Place place = new Place(
                            file, pair.before().number(), pair.before().line());
                    refuseLeak(after, dialect, place);
                    copy.replace(text.begin(), text.length(), after == null ? "" : after.text(), place);
                }
            }
            copy.bytes.transferTo(out);
        }
    }

    /** A record that cannot be taken apart might take those after it with it. */
    private static void refuseLeak(@Nullable Row after, Dialect dialect, Place place) throws InputException {
        boolean isOfCells = after instanceof BrokenRow broken && !broken.cells().isEmpty();
        if (after instanceof BrokenRow broken && !isOfCells && dialect.kind() != Dialect.Kind.JSONL) {
            throw new InputException(place, broken.problem().withHint("Mend the row, or undo its edit."));
        }
    }

    private void replace(long begin, int length, String record, Place place) throws InputException, IOException {
        copy(passTo(begin));
        out.write(encoded(record, place));
        skip(passTo(begin + length));
    }

    /** @return how many bytes stand before the character at {@code place} */
    private long passTo(long place) throws IOException {
        while (position < place) {
            int room = (int) Math.min(block.length, place - position);
            try {
                int count = reader.read(room == block.length ? block : new char[room]);
                if (count < 0) {
                    throw new EOFException("the file has become shorter");
                }
                position += count;
            } catch (StrictReader.Malformed e) {
                position += e.escaped().length;
            }
        }
        return reader.offset();
    }

    private void copy(long to) throws IOException {
        byte[] some = new byte[1 << 13];
        while (copied < to) {
            int count = bytes.read(some, 0, (int) Math.min(some.length, to - copied));
            if (count < 0) {
                throw new EOFException("the file has become shorter");
            }
            out.write(some, 0, count);
            copied += count;
        }
    }

    private void skip(long to) throws IOException {
        bytes.skipNBytes(to - copied);
        copied = to;
    }

    private byte[] encoded(String record, Place place) throws InputException {
        try {
            ByteBuffer buffer = encoding.newEncoder().encode(CharBuffer.wrap(record));
            byte[] encoded = new byte[buffer.remaining()];
            buffer.get(encoded);
            return encoded;
        } catch (CharacterCodingException e) {
            CharsetEncoder encoder = encoding.newEncoder();
            String strange = record.codePoints()
                    .filter(c -> !encoder.canEncode(Character.toString(c)))
                    .mapToObj(Character::toString)
                    .findFirst()
                    .orElse("");
            throw new InputException(
                    place,
                    new Problem(
                            Printable.quoted(strange) + " in an edit",
                            "characters of " + encoding.name() + ", the encoding of the file",
                            "Write it otherwise, or save the file as UTF-8 first."));
        }
    }

    @Override
    public void close() throws IOException {
        try (reader) {
            bytes.close();
        }
    }
}
