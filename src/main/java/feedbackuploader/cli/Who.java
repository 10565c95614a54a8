package feedbackuploader.cli;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.cli.console.Version;
import feedbackuploader.report.Invocation;
import feedbackuploader.support.Platform;
import feedbackuploader.support.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who runs this program, and where: what people ask about an upload months later. */
final class Who {

    private Who() {}

    /** @param input what standard input was kept in; null where the file was named */
    static Invocation runs(Surroundings surroundings, TypedCommand typed, @Nullable Path input) {
        return new Invocation(
                Version.program(),
                typed.withoutSecrets(),
                System.getProperty("user.name", ""),
                host(surroundings),
                again(typed) + (input == null ? "" : " < " + Shell.word(Shell.path(input))),
                Path.of("").toAbsolutePath().toString());
    }

    /** What goes on with an upload, to be pasted; never with a secret in it. */
    static String again(TypedCommand typed) {
        TypedCommand again = typed.without("--resend-unknown").withoutOption("--first");
        return new TypedCommand(again.program(), again.withoutSecrets()).toPaste();
    }

    private static String host(Surroundings surroundings) {
        for (String name : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            String host = surroundings.variable(name);
            if (host != null) {
                return host;
            }
        }
        try {
            Optional<Path> file = Platform.here().hostNameFile().filter(Files::isReadable);
            return file.isPresent()
                    ? Files.readString(file.get(), StandardCharsets.UTF_8).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return ""; // on some computers nobody knows its name
        }
    }
}
