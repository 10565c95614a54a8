package feedbackuploader.cli;

import feedbackuploader.adaptive.connection.HttpClientProperties;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.report.RunLog;

/** The program. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        HttpClientProperties.apply(); // before anything touches the HTTP client or the common pool
        RunLog.silenceConsole();
        TemporaryFolder.useForThisProcess();
        System.exit(Program.run(Surroundings.ofProcess(), args));
    }
}
