package feedbackuploader.feedback;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a report names the upload by that it is of, in each of its rows, so that rows which were sorted, filtered or pasted
 * elsewhere still say where they were sent. Behind it stand words for programs: a row to fix has its {@link Origins}, a
 * skipped one its {@link SkipCause}.
 *
 * @param target the deployment's root URL, or a word for a stand-in; without white space
 * @param ledger the id of the ledger that knows the rows; empty when there is no such one
 */
public record RunName(String target, @Nullable String project, String ledger) {

    private static final Pattern TEXT = Pattern.compile("(\\S+) (?:(.+) )?#([0-9a-f]*)(?: [0-9a-z_]+:[0-9a-z_]+)*");

    /** {@code https://engine.example.com support #5f3a9c0b12d4e678}. */
    @Override
    public String toString() {
        return target + (project == null ? "" : " " + project) + " #" + ledger;
    }

    /** Empty for what is no such text, or not any more. */
    public static Optional<RunName> parse(String text) {
        Matcher name = TEXT.matcher(text.strip());
        return name.matches()
                ? Optional.of(new RunName(name.group(1), name.group(2), name.group(3)))
                : Optional.empty();
    }

    /**
     * Whether what was sent there has arrived where {@code kind} of feedback goes that is sent to these: metric feedback
     * names no project, so that it is the same in each, and so it is with outcomes in deployments that have use cases.
     *
     * @param otherProject null when it is not known, which fits any
     * @param kind null for any
     */
    public boolean isAt(String otherTarget, @Nullable String otherProject, @Nullable Kind kind) {
        return target.equals(otherTarget)
                && (kind == Kind.METRIC
                        || kind == Kind.OUTCOME
                        || project == null
                        || otherProject == null
                        || project.equals(otherProject));
    }
}
