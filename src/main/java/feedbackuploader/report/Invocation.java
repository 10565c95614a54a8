package feedbackuploader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who had what done by which program, for whoever asks later.
 *
 * @param program its name and version
 * @param options as they were typed, without anything that may be a secret
 * @param user the account of the operating system
 * @param host the name of the computer; empty when it is not known
 * @param command the same to be pasted into a shell, to go on; null in what an earlier version wrote
 * @param folder the working directory, which paths in the options are read from; null in what an earlier version wrote
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Invocation(
        String program,
        List<String> options,
        String user,
        String host,
        @Nullable String command,
        @Nullable String folder) {

    public Invocation {
        options = List.copyOf(options);
    }

    /** Of which the command is known by other means. */
    public Invocation with(String itsCommand) {
        return new Invocation(program, options, user, host, itsCommand, folder);
    }

    /** For what is printed: there, only advice is a command. */
    public Invocation withoutCommand() {
        return new Invocation(program, options, user, host, null, null);
    }
}
