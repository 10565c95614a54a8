package feedbackuploader.endtoend;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java that the program can be run with. */
record Jdk(Path home, String version) {

    private static final int OLDEST = 17;

    /** Where Linux distributions put them. */
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    /** The one that runs the tests. */
    static Jdk running() {
        return new Jdk(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
    }

    /**
     * The one that runs the tests, and those that the system property {@code jdks} names (homes, as in a PATH) or, without
     * it, that are installed. Those that are too old for the program are left out.
     */
    static List<Jdk> all() throws IOException {
        Map<Path, Jdk> all = new TreeMap<>();
        for (Path home : homes()) {
            Path real = home.toRealPath();
            String version = version(real);
            if (Integer.parseInt(version.split("[^0-9]", 2)[0]) >= OLDEST) {
                all.put(real, new Jdk(real, version));
            }
        }
        return List.copyOf(all.values());
    }

    private static List<Path> homes() throws IOException {
        List<Path> homes = new ArrayList<>(List.of(running().home()));
        String named = System.getProperty("jdks");
        if (named != null) {
            Stream.of(named.split(Pattern.quote(System.getProperty("path.separator"))))
                    .map(Path::of)
                    .forEach(homes::add);
        } else if (Files.isDirectory(INSTALLED)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(INSTALLED)) {
                for (Path folder : folders) {
                    if (Files.isExecutable(folder.resolve("bin/java"))) {
                        homes.add(folder);
                    }
                }
            }
        }
        return homes;
    }

    private static String version(Path home) throws IOException {
        Properties release = new Properties();
        try (var text = Files.newBufferedReader(home.resolve("release"))) {
            release.load(text);
        }
        return release.getProperty("JAVA_VERSION", "0").replace("\"", "");
    }
}
