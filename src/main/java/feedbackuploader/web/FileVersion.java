package feedbackuploader.web;

/** Counts the changes of one open file, for whoever looks at it. Guarded by the file that has it. */
final class FileVersion {

    private long now;
    private long ofRows;

    /** @param first later than any that a page has seen */
    FileVersion(long first) {
        this.now = first;
    }

    long now() {
        return now;
    }

    /** With which rows changed last, or what became of them. */
    long ofRows() {
        return ofRows;
    }

    void next() {
        now++;
        ofRows = now;
    }

    void nextButOfRows() {
        now++;
    }
}
