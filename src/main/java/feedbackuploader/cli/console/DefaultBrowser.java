package feedbackuploader.cli.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The browser that this computer opens links with. */
public final class DefaultBrowser {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.cli");

    private DefaultBrowser() {}

    /** Where there is none, nothing happens: the link is printed too. */
    public static void open(URI link) {
        List<String> command = command(System.getProperty("os.name", ""), link);
        try {
            new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "no browser is opened by " + command.get(0), e);
        }
    }

    /** @param system as in {@code os.name} */
    static List<String> command(String system, URI link) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", link.toString());
        }
        return List.of(name.startsWith("mac") ? "open" : "xdg-open", link.toString());
    }
}
