package feedbackuploader.guards;

import java.util.List;

/**
 * A few words of the program that keep the promise, and what stands there when they are gone.
 *
 * @param of what they guard against
 * @param source the file below the root package
 * @param words found there exactly once
 * @param tests one of these, below the root package, must turn red
 */
record Guard(String of, String source, String words, String without, List<String> tests) {

    Guard(String of, String source, String words, String without, String... tests) {
        this(of, source, words, without, List.of(tests));
    }

    @Override
    public String toString() {
        return of;
    }
}
