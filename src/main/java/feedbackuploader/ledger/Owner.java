package feedbackuploader.ledger;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger belongs to: one input and one target.
 *
 * @param input absolute
 * @param target the deployment's root URL, or a word for a stand-in
 * @param project the use case's or project's key; null when the run was not told one, which fits any
 */
public record Owner(Path input, String target, @Nullable String project) {

    /** The target of an upload that went to no deployment. */
    public static final String SANDBOX = "sandbox";
}
