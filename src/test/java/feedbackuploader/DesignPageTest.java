package feedbackuploader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who follows the design page to the code finds what it names. */
class DesignPageTest {

    private static final Path PAGE = Path.of("src/site/markdown/design.md");

    /** {@code Name}, {@code package.Name}, {@code package/Name}, {@code Name.member}. */
    private static final Pattern NAMED = Pattern.compile("`(?:([a-z.]+)[./])?([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?`");

    private static final Map<String, Path> CLASSES = new TreeMap<>();

    @BeforeAll
    static void findClasses() throws IOException {
        for (String root : new String[] {"src/main/java", "src/test/java"}) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file ->
                                CLASSES.put(file.getFileName().toString().replace(".java", ""), file));
            }
        }
    }

    static Stream<String> named() throws IOException {
        return NAMED.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("named")
    void a_class_and_its_member_exist(String code) throws IOException {
        Matcher named = NAMED.matcher(code);
        assertThat(named.matches()).isTrue();

        assertThat(CLASSES).containsKey(named.group(2));
        Path file = CLASSES.get(named.group(2));
        if (named.group(1) != null) {
            assertThat(file.getParent()).endsWithRaw(Path.of(named.group(1).replace('.', '/')));
        }
        if (named.group(3) != null) {
            assertThat(Files.readString(file)).contains(named.group(3));
        }
    }
}
