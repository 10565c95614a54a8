package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program with a Java of its own, on a computer that has none: {@code mvn verify -Pimage}. */
@Tag("image")
class ImageIT {

    private static final Path IMAGE = PackagedProgram.FILE.resolveSibling("image");
    private static final long LARGEST = 60_000_000;

    /** What a bare system has, and no Java. */
    private static final List<String> TOOLS =
            List.of("sh", "find", "readlink", "chrt", "stty", "env", "printf", "cat", "id", "uname");

    @TempDir
    private static Path tools;

    @TempDir
    private Path folder;

    @BeforeAll
    static void link_the_tools() throws IOException {
        for (String tool : TOOLS) {
            for (String place : new String[] {"/bin", "/usr/bin"}) {
                Path file = Path.of(place, tool);
                if (Files.exists(file) && Files.notExists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), file);
                }
            }
        }
    }

    @Test
    void a_sample_is_uploaded_without_java() throws Exception {
        assertThat(bare("sh", "-c", "command -v java").run().exitCode()).isNotZero();
        Files.copy(Path.of("samples/ratings.csv"), folder.resolve("ratings.csv"));

        bare(program()).run("upload", "ratings.csv", "--sandbox").exits(0).says("10 recorded");
    }

    /** Their tables stand in a module of their own. */
    @ParameterizedTest
    @ValueSource(strings = {"Shift_JIS", "Big5", "EUC-KR", "windows-1253", "GB18030"})
    void an_old_encoding_is_read(String encoding) throws Exception {
        String text = encoding.equals("windows-1253") ? "\u03ba\u03b1\u03bb\u03cc" : "\u91d1";
        byte[] rows = ("completion_id,metric,value,details\nba3a8a26-dc45-5af4-a053-2c5d05eaa0ce,quality,4," + text
                        + "\n")
                .getBytes(encoding);
        Files.write(folder.resolve("old.csv"), rows);

        bare(program())
                .run("validate", "old.csv", "--encoding", encoding)
                .exits(0)
                .says(encoding, text);
    }

    @Test
    void it_runs_by_a_link_and_wherever_it_is_copied_with_the_classes_of_its_archive() throws Exception {
        Path copy = folder.resolve("elsewhere");
        copy(IMAGE, copy);
        Path link = Files.createSymbolicLink(folder.resolve("linked"), copy.resolve("bin/feedback-uploader"));
        Path log = folder.resolve("classes.log");

        bare(link.toString())
                .withJava("-Xlog:class+load:file=" + log)
                .run("validate", "--help")
                .exits(0);

        List<String> own = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" feedbackuploader."))
                .toList();
        assertThat(own.stream().filter(line -> line.contains("shared objects file")))
                .as("of %d classes", own.size())
                .hasSizeGreaterThan(own.size() / 2);
    }

    /**
     * The bytes of the archive are others each time, for Java 17 puts the classes in the order of their addresses in memory,
     * with a random number for each name. So of an image, all is the same in two builds but this file.
     */
    @Test
    void an_archive_that_is_made_again_has_the_same_classes() throws Exception {
        Path copy = folder.resolve("again");
        copy(IMAGE, copy);
        Path left = Files.createDirectories(
                Path.of(System.getProperty("java.io.tmpdir")).resolve("feedback-uploader-" + UUID.randomUUID()));
        Files.writeString(left.resolve("left"), "of a run that was killed");

        int code = new ProcessBuilder(
                        "sh",
                        "src/main/launcher/class-archive.sh",
                        copy.toString(),
                        folder.resolve("work").toString())
                .inheritIO()
                .start()
                .waitFor();

        Files.deleteIfExists(left.resolve("left"));
        Files.deleteIfExists(left);
        assertThat(code).isZero();
        assertThat(folder.resolve("work/classes"))
                .hasSameTextualContentAs(IMAGE.resolveSibling("image-run").resolve("classes"));
    }

    @Test
    void it_is_small() throws IOException {
        try (Stream<Path> files = Files.walk(IMAGE)) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            assertThat(bytes).isLessThan(LARGEST);
        }
        assertThat(IMAGE.resolve("share/man/man1/feedback-uploader.1")).exists();
    }

    private static String program() {
        return IMAGE.resolve("bin/feedback-uploader").toString();
    }

    private PackagedProgram bare(String... command) {
        return PackagedProgram.in(folder)
                .startedBy(command)
                .with("PATH", tools.toString())
                .with("JAVA_HOME", "");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
