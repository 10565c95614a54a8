package feedbackuploader.server;

import java.util.regex.Pattern;

/** What a deployment says of feedback under a metric that it does not take in this use case or project. */
public final class UnlinkedMetric {

    private static final Pattern REFUSAL = Pattern.compile("EntityNotFound\\W+metric\\b", Pattern.CASE_INSENSITIVE);

    private UnlinkedMetric() {}

    /** Whether {@code reason} of a refused row says so. */
    public static boolean isIn(String reason) {
        return REFUSAL.matcher(reason).find();
    }
}
