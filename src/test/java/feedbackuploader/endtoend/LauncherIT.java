package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the program is started, on the systems that people have. */
class LauncherIT {

    @TempDir
    private Path folder;

    /** Without the launcher's help, Java would take the accent for question marks and find no such file. */
    @Test
    void a_file_name_with_an_accent_is_found_in_the_locale_of_a_bare_system() throws Exception {
        Rating.write(folder.resolve("ratings.csv"), Rating.series("accent", 3));
        String script = "name=$(printf 'Zo\\303\\253.csv'); cp ratings.csv \"$name\"; '" + PackagedProgram.FILE
                + "' upload \"$name\" --sandbox";

        PackagedProgram.in(folder)
                .with("LC_ALL", "C")
                .startedBy("sh", "-c", script)
                .run()
                .exits(0)
                .says("Zo\u00eb.csv: 3 rows", "3 recorded", "Report: Zo\u00eb.csv.sandbox/results.csv");
    }

    @Test
    void the_completion_script_is_one_that_bash_understands() throws Exception {
        String script =
                PackagedProgram.in(folder).run("completion", "bash").exits(0).out();

        assertThat(script).contains("upload", "--output-dir");
        Path file = Files.writeString(folder.resolve("completion.bash"), script);
        PackagedProgram.in(folder)
                .startedBy("bash", "-n", file.toString())
                .run()
                .exits(0);
    }

    @Test
    void the_program_is_also_a_jar() throws Exception {
        PackagedProgram.in(folder)
                .startedBy(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        PackagedProgram.FILE.toString())
                .run("--version")
                .exits(0)
                .says("feedback-uploader ");
    }

    @Test
    void the_classes_that_the_build_leaves_beside_the_program_are_mapped_and_not_loaded() throws Exception {
        Path log = folder.resolve("classes.log");

        PackagedProgram.in(folder)
                .withJava("-Xlog:class+load:file=" + log)
                .run("validate", "--help")
                .exits(0);

        List<String> own = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" feedbackuploader.") || line.contains(" picocli."))
                .toList();
        assertThat(own).hasSizeGreaterThan(100);
        assertThat(own).allMatch(line -> line.contains("shared objects file"));
    }

    /** Java 17 by itself takes them only for a jar of the name that they were made with. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void so_they_are_where_the_program_was_copied_to_and_by_a_link() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("elsewhere")).resolve("feedback-uploader");
        Files.copy(PackagedProgram.FILE, copy, StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(
                PackagedProgram.FILE.resolveSibling("feedback-uploader.jsa"),
                copy.resolveSibling("feedback-uploader.jsa"));
        Path link = Files.createSymbolicLink(folder.resolve("linked"), copy);
        Path log = folder.resolve("classes.log");

        PackagedProgram.in(folder)
                .startedBy(link.toString())
                .withJava("-Xlog:class+load:file=" + log)
                .run("validate", "--help")
                .exits(0);

        assertThat(Files.readString(log)).containsPattern(" feedbackuploader\\.\\S+ source: shared objects file");
    }

    /** Of another Java, or damaged on the way: the program starts as without them, and says nothing of it. */
    @Test
    void classes_beside_the_program_that_do_not_fit_are_left_alone() throws Exception {
        Path copy = Files.copy(PackagedProgram.FILE, folder.resolve("feedback-uploader"));
        Files.writeString(folder.resolve("feedback-uploader.jsa"), "not what Java wrote");

        FinishedProgram finished = PackagedProgram.in(folder)
                .startedBy("sh", copy.toString(), "--version")
                .run()
                .exits(0);

        assertThat(finished.out()).hasLineCount(1).startsWith("feedback-uploader ");
        assertThat(finished.err()).isEmpty();
    }

    @Test
    void a_file_whose_name_begins_with_a_hyphen_is_a_file() throws Exception {
        Files.writeString(folder.resolve("-weird.csv"), "completion_id,metric,value\n");

        PackagedProgram.in(folder).run("validate", "-weird.csv").exits(0).says("-weird.csv: CSV, UTF-8");
    }

    @Test
    void options_that_java_does_not_take_are_no_invalid_rows() throws Exception {
        FinishedProgram finished = PackagedProgram.in(folder)
                .withJava("-Xmx10petabytes")
                .run("validate", "x.csv")
                .exits(5)
                .complains("Java does not start with the options in FEEDBACK_UPLOADER_JAVA_OPTS, JDK_JAVA_OPTIONS or"
                        + " JAVA_TOOL_OPTIONS, so nothing was sent. Correct them and run the same command again."
                        + " Java says: Invalid maximum heap size");

        assertThat(finished.out()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                    a small file,            validate --help small.csv,           true
                    a large file,            validate --help large.csv,           false
                    a large one among small, validate --help small.csv large.csv, false
                    no telling from a pipe,  validate --help -,                   false
                    a sandbox that stays,    sandbox --help,                      false
                    """)
    void the_second_compiler_is_for_runs_that_last(String what, String arguments, boolean without) throws Exception {
        Files.writeString(folder.resolve("small.csv"), "completion_id");
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("large.csv").toFile(), "rw")) {
            large.setLength(50 << 20);
        }

        FinishedProgram finished = PackagedProgram.in(folder)
                .withJava("-XX:+PrintCommandLineFlags")
                .run(arguments.split(" "))
                .exits(0);

        assertThat(finished.out().contains("-XX:TieredStopAtLevel=1")).isEqualTo(without);
    }
}
