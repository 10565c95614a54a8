package feedbackuploader.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The program without one of its guards, compiled into a folder of its own that goes before the whole program. */
final class Weakened {

    private static final Path SOURCES = Path.of("src/main/java/feedbackuploader");

    /** The tests of one guard take seconds; those that hang without it are ended by JUnit long before. */
    private static final int LONGEST_MINUTES = 5;

    private final Path classes;
    private final String classPath;

    private Weakened(Path classes, String classPath) {
        this.classes = classes;
        this.classPath = classPath;
    }

    static Weakened by(Guard guard, Path folder) throws IOException {
        String source = source(guard);
        Path weakened = folder.resolve("source").resolve(guard.source());
        Files.createDirectories(weakened.getParent());
        Files.writeString(weakened, source.replace(guard.words(), guard.without()));
        Weakened program = byNothing(folder);
        program.compile(weakened);
        return program;
    }

    /** The whole program. */
    static Weakened byNothing(Path folder) throws IOException {
        return new Weakened(Files.createDirectory(folder.resolve("classes")), System.getProperty("java.class.path"));
    }

    /** The file in which the guard stands, once. */
    static String source(Guard guard) throws IOException {
        String source = Files.readString(SOURCES.resolve(guard.source()));
        assertThat(source.split(java.util.regex.Pattern.quote(guard.words()), -1))
                .as("times that \"%s\" stands in %s, and one", guard.words(), guard.source())
                .hasSize(2);
        return source;
    }

    private void compile(Path source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter words = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-nowarn", "-cp", classPath, "-d", classes.toString());
            assertThat(compiler.getTask(words, files, null, options, null, files.getJavaFileObjects(source))
                            .call())
                    .as("%s", words)
                    .isTrue();
        }
    }

    /** @return what the tests said, one line for each that is red */
    List<String> redTests(List<String> tests) throws IOException, InterruptedException {
        Path output = classes.resolveSibling("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Djdk.httpclient.disableRetryConnect=true",
                "-Djdk.httpclient.enableAllMethodRetry=false",
                "-Djdk.httpclient.keepalive.timeout=4",
                "-cp",
                classes + System.getProperty("path.separator") + classPath,
                RedTests.class.getName()));
        command.addAll(tests);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                    .as("the tests end")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(process.exitValue()).as("%s", said).isZero();
        return said.lines()
                .filter(line -> line.startsWith(RedTests.RED))
                .map(line -> line.substring(RedTests.RED.length()))
                .toList();
    }
}
