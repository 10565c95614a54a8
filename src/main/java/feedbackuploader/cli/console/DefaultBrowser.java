package feedbackuploader.cli.console;

import feedbackuploader.support.Platform;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.List;

/** The browser that this computer opens links with. */
public final class DefaultBrowser {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.cli");

    private DefaultBrowser() {}

    /** Where there is none, nothing happens: the link is printed too. */
    public static void open(URI link) {
        List<String> command = Platform.here().browser(link.toString());
        try {
            new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "no browser is opened by " + command.get(0), e);
        }
    }
}
