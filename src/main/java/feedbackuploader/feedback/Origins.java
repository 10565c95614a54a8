package feedbackuploader.feedback;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which rows of which uploads a row to fix comes from, each as {@code LEDGER:DIGEST} of the row as it failed there: behind
 * the name of its upload in a report. Its number would not do, since rows move when their file is edited.
 */
public final class Origins {

    /** Maximum number of origins, the latest ones, of a row that is fixed again and again. */
    private static final int REMEMBERED = 8;

    private static final Pattern ONE = Pattern.compile("[0-9a-f]{1,32}:[0-9a-f]{1,64}");

    private Origins() {}

    /** @param run as a report names the upload of a row */
    public static List<String> in(String run) {
        return run.indexOf(':') < 0
                ? List.of()
                : Arrays.stream(run.split(" ", -1))
                        .filter(word -> ONE.matcher(word).matches())
                        .toList();
    }

    /** Those of a row that fails under {@code ledger}, if it has a name, with those that it has from {@code earlier} reports. */
    public static List<String> with(String ledger, String digest, List<String> earlier) {
        Stream<String> own = ledger.isEmpty() ? Stream.empty() : Stream.of(of(ledger, digest));
        return Stream.concat(own, earlier.stream()).distinct().limit(REMEMBERED).toList();
    }

    public static String of(String ledger, String digest) {
        return ledger + ':' + digest;
    }

    /** {@code run} with {@code origins} behind it. */
    public static String behind(String run, List<String> origins) {
        return origins.isEmpty() ? run : run + ' ' + String.join(" ", origins);
    }
}
