package feedbackuploader.input.xlsx;

import feedbackuploader.input.BlockInputStream;
import feedbackuploader.input.BrokenBytesException;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an XML file whose tags and texts are not without end: the parser holds each as a whole, and takes time by
 * the square of the namespaces that a tag declares.
 */
final class ShortTags extends BlockInputStream {

    private static final int LONGEST_TAG = 1 << 16;
    private static final int LONGEST_TEXT = 8 << 20;

    /** Where in the file the last byte was read. Comments and the like count as texts. */
    private enum Place {
        TEXT,
        TAG_START,
        TAG,
        IN_QUOTES,
        IN_APOSTROPHES
    }

    private Place place = Place.TEXT;
    private int sinceTag;

    ShortTags(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] into, int from, int room) throws IOException {
        int count = in.read(into, from, room);
        for (int i = from; i < from + count; i++) {
            if (place == Place.TEXT && into[i] != '<') {
                i = endOfText(into, i, from + count) - 1;
            } else {
                step(into[i]);
            }
        }
        return count;
    }

    /** Texts are most of a file: no step for each of their bytes. */
    private int endOfText(byte[] bytes, int start, int end) throws IOException {
        int i = start;
        while (i < end && bytes[i] != '<') {
            i++;
        }
        sinceTag += i - start;
        if (sinceTag > LONGEST_TEXT) {
            throw new BrokenBytesException(
                    new Problem("a cell of more than 8,000,000 bytes", "cells that a spreadsheet can hold", null));
        }
        return i;
    }

    private void step(byte found) throws IOException {
        Place before = place;
        place = switch (before) {
            case TEXT -> Place.TAG_START;
            case TAG_START -> found == '!' || found == '?' ? Place.TEXT : afterInTag(found);
            case TAG -> afterInTag(found);
            case IN_QUOTES -> found == '"' ? Place.TAG : before;
            case IN_APOSTROPHES -> found == '\'' ? Place.TAG : before;
        };
        sinceTag = before == Place.TEXT ? 0 : sinceTag + 1;
        if (sinceTag > LONGEST_TAG) {
            throw Workbook.strange("a tag of more than 65,536 bytes");
        }
        if (place == Place.TEXT) {
            sinceTag = 0;
        }
    }

    private static Place afterInTag(byte found) {
        return switch (found) {
            case '>' -> Place.TEXT;
            case '"' -> Place.IN_QUOTES;
            case '\'' -> Place.IN_APOSTROPHES;
            default -> Place.TAG;
        };
    }
}
