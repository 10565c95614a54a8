package feedbackuploader.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build put into the jar. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {program()};
    }

    /** Name and version. */
    public static String program() {
        try (InputStream in = Version.class.getResourceAsStream("/feedbackuploader/version.properties")) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(in));
            return "feedback-uploader " + properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
