package feedbackuploader.report;

import java.util.List;

/**
 * Who had what done by which program, for whoever asks later.
 *
 * @param program its name and version
 * @param options as they were typed, without anything that may be a secret
 * @param user the account of the operating system
 * @param host the name of the computer; empty when it is not known
 */
public record Invocation(String program, List<String> options, String user, String host) {

    public Invocation {
        options = List.copyOf(options);
    }
}
