package feedbackuploader.web.grid;

import feedbackuploader.input.CellType;
import feedbackuploader.support.Problem;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a row to show it.
 *
 * @param cells each cut to a length that keeps any row small
 * @param cut the columns whose text is longer
 * @param full where the whole row is kept, or -1 if these cells are all of it
 * @param types of the cells of a workbook, as far as any is not text
 * @param digest of the row as the file has it; null where it is this one
 */
record StoredRow(
        Kind kind,
        long number,
        long line,
        List<@Nullable String> cells,
        List<Integer> cut,
        List<Integer> edited,
        List<StoredProblem> problems,
        @Nullable String skipped,
        long full,
        List<CellType> types,
        @Nullable String digest) {

    /** What the file has in its place. */
    enum Kind {
        TABLE,
        JSON,
        BROKEN
    }

    /**
     * @param column its index, or -1
     * @param group its key, or -1
     */
    record StoredProblem(int column, int group, Problem problem) {}

    /** In characters: a cell of a page is read at a glance, or opened. */
    private static final int LONGEST_CELL = 500;

    /** In characters, of all cells together, so that a window of the widest rows fits into memory. */
    private static final int LONGEST_ROW = 20_000;

    private static final byte NULL = 0;
    private static final byte WHOLE = 1;
    private static final byte CUT = 2;

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final List<CellType> TYPES = List.of(CellType.values());

    StoredRow {
        cells = Collections.unmodifiableList(cells);
    }

    /** How much of each cell of a row of so many is shown. */
    static int longest(int columns) {
        return Math.min(LONGEST_CELL, LONGEST_ROW / Math.max(1, columns));
    }

    /** {@code text} to {@code length} characters, whole ones. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    /** The keys of the groups of its problems. */
    Set<Integer> groups() {
        Set<Integer> groups = new TreeSet<>();
        problems.forEach(problem -> groups.add(problem.group));
        groups.remove(-1);
        return groups;
    }

    /** @param fileDigest of the row as the file has it */
    StoredRow withEdited(List<Integer> columns, String fileDigest) {
        return new StoredRow(kind, number, line, cells, cut, columns, problems, skipped, full, types, fileDigest);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(KINDS.indexOf(kind));
        out.writeLong(number);
        out.writeLong(line);
        out.writeLong(full);
        out.writeShort(cells.size());
        int nextCut = 0;
        for (int i = 0; i < cells.size(); i++) {
            boolean isCut = nextCut < cut.size() && cut.get(nextCut) == i;
            nextCut += isCut ? 1 : 0;
            String text = cells.get(i);
            out.writeByte(text == null ? NULL : isCut ? CUT : WHOLE);
            if (text != null) {
                out.writeUTF(text);
            }
        }
        out.writeShort(types.size());
        for (CellType type : types) {
            out.writeByte(TYPES.indexOf(type));
        }
        out.writeShort(edited.size());
        for (int column : edited) {
            out.writeShort(column);
        }
        write(skipped, out);
        out.writeByte(problems.size());
        for (StoredProblem one : problems) {
            out.writeShort(one.column);
            out.writeShort(one.group);
            write(one.problem.column(), out);
            out.writeUTF(cut(one.problem.found(), LONGEST_ROW));
            out.writeUTF(cut(one.problem.expected(), LONGEST_ROW));
            write(one.problem.hint(), out);
        }
        write(digest, out);
    }

    private static void write(@Nullable String text, DataOutputStream out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(cut(text, LONGEST_ROW));
        }
    }

    static StoredRow read(DataInputStream in) throws IOException {
        Kind kind = KINDS.get(in.readByte());
        long number = in.readLong();
        long line = in.readLong();
        long full = in.readLong();
        int columns = in.readUnsignedShort();
        List<@Nullable String> cells = new ArrayList<>(columns);
        List<Integer> cut = new ArrayList<>(0);
        for (int i = 0; i < columns; i++) {
            byte form = in.readByte();
            cells.add(form == NULL ? null : in.readUTF());
            if (form == CUT) {
                cut.add(i);
            }
        }
        List<CellType> types = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            types.add(TYPES.get(in.readByte()));
        }
        List<Integer> edited = new ArrayList<>(0);
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            edited.add((int) in.readShort());
        }
        String skipped = readText(in);
        List<StoredProblem> problems = new ArrayList<>(0);
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            int column = in.readShort();
            int group = in.readShort();
            String name = readText(in);
            problems.add(new StoredProblem(column, group, new Problem(name, in.readUTF(), in.readUTF(), readText(in))));
        }
        return new StoredRow(kind, number, line, cells, cut, edited, problems, skipped, full, types, readText(in));
    }

    /**
     * One cell of a row that {@link #write} wrote, without a look at what follows it; null where there is none, where it is
     * cut, and where the row is broken.
     */
    static @Nullable String cell(byte[] row, int column) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(row));
        boolean isBroken = KINDS.get(in.readByte()) == Kind.BROKEN;
        in.skipNBytes(3 * Long.BYTES);
        if (isBroken || column >= in.readUnsignedShort()) {
            return null;
        }
        byte form = in.readByte();
        for (int i = 0; i < column; i++) {
            if (form != NULL) {
                in.skipNBytes(in.readUnsignedShort());
            }
            form = in.readByte();
        }
        return form == WHOLE ? in.readUTF() : null;
    }

    private static @Nullable String readText(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
