package feedbackuploader.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where no Windows is: the rules of cmd.exe that the launcher relies on. */
class WindowsLauncherTest {

    private static final Path LAUNCHERS = Path.of("src/main/launcher");
    private static final Pattern VARIABLE = Pattern.compile("%(~dp0|[A-Za-z_]+(:[^%]*)?)%?");

    private static String launcher(String name) throws IOException {
        return Files.readString(LAUNCHERS.resolve(name));
    }

    private static List<String> lines() throws IOException {
        return launcher("feedback-uploader.cmd").lines().toList();
    }

    /** cmd.exe reads a file in blocks and may lose its place in lines that end as elsewhere. */
    @Test
    void its_lines_end_as_windows_has_them_and_are_ascii() throws IOException {
        assertThat(launcher("feedback-uploader.cmd"))
                .matches("(?s)(\\p{ASCII}*\\r\\n)+")
                .doesNotContainPattern("(?<!\\r)\\n");
        assertThat(Files.readString(Path.of(".gitattributes"))).contains("*.cmd text eol=crlf");
    }

    /** Folders have spaces, and parentheses as in Program Files (x86); only in quotes are they no words of cmd.exe. */
    @Test
    void every_path_stands_in_quotes() throws IOException {
        for (String line : lines()) {
            List<MatchResult> paths = VARIABLE.matcher(line)
                    .results()
                    .filter(found -> List.of("~dp0", "java", "classes").contains(found.group(1))
                            || found.group(1).startsWith("JAVA_HOME"))
                    .toList();
            for (MatchResult path : paths) {
                long before = line.substring(0, path.start())
                        .chars()
                        .filter(c -> c == '"')
                        .count();
                assertThat(before % 2).as("%s in %s", path.group(), line).isEqualTo(1);
            }
        }
    }

    /** A block in parentheses is expanded as a whole before it runs, and ends at a parenthesis in a variable. */
    @Test
    void no_block_in_parentheses_holds_a_variable() throws IOException {
        assertThat(lines())
                .filteredOn(line -> line.contains("(") && !line.startsWith("rem "))
                .singleElement()
                .satisfies(line -> assertThat(line.substring(line.indexOf('('))).doesNotContain("%"));
    }

    @Test
    void arguments_are_passed_as_they_are_and_the_exit_code_is_that_of_java() throws IOException {
        List<String> lines = lines();

        assertThat(lines)
                .startsWith("@echo off")
                .contains("setlocal EnableExtensions DisableDelayedExpansion", "set \"ERRORLEVEL=\"");
        assertThat(lines.get(lines.size() - 2))
                .startsWith("\"%java%\" ")
                .endsWith(" -jar \"%~dp0feedback-uploader\" %*");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("exit /b %ERRORLEVEL%");
        assertThat(String.join("", lines)).containsOnlyOnce("%*").doesNotContain("shift", "goto", "%1");
    }

    @Test
    void a_java_that_does_not_start_is_told_on_standard_error_with_exit_code_5() throws IOException {
        assertThat(lines())
                .filteredOn(line -> line.contains("echo "))
                .filteredOn(line -> !line.startsWith("@"))
                .singleElement()
                .asString()
                .contains("%FEEDBACK_UPLOADER_JAVA_OPTS% -version >nul 2>&1 || (echo ")
                .endsWith(" 1>&2 & exit /b 5)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseSerialGC",
                "-Xms24m -XX:NewSize=12m -Xmx128m",
                "-XX:-CreateCoredumpOnCrash",
                "-Xlog:disable",
                "-Xshare:auto",
                "-XX:SharedArchiveFile=",
                "FEEDBACK_UPLOADER_JAVA_OPTS"
            })
    void java_is_started_as_elsewhere(String option) throws IOException {
        assertThat(launcher("feedback-uploader.sh")).contains(option);
        assertThat(launcher("feedback-uploader.cmd")).contains(option);
    }
}
