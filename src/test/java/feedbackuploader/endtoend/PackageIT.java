package feedbackuploader.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the build leaves to be copied to other computers. */
class PackageIT {

    private static final Path BESIDE = PackagedProgram.FILE.resolveSibling("feedback-uploader.cdx.json");

    @Test
    void the_list_of_libraries_in_the_jar_is_the_one_beside_it() throws IOException {
        try (ZipFile jar = new ZipFile(PackagedProgram.FILE.toFile())) {
            assertThat(new String(content(jar, "META-INF/sbom/feedback-uploader.cdx.json"), UTF_8))
                    .isEqualTo(Files.readString(BESIDE));
        }
    }

    @Test
    void it_names_each_library_that_the_jar_holds_classes_of_and_no_other() throws IOException {
        Set<String> listed = listed("pkg:maven/");
        Set<String> held = new TreeSet<>();
        try (ZipFile jar = new ZipFile(PackagedProgram.FILE.toFile())) {
            for (String name : names(jar)) {
                if (name.endsWith(".class")
                        && !name.endsWith("/package-info.class") // a compiler may leave it out
                        && !name.startsWith("feedbackuploader/")) {
                    held.add(libraryOf(name, listed));
                }
            }
        }

        assertThat(held).hasSizeGreaterThan(10);
        assertThat(held).isEqualTo(listed);
    }

    @Test
    void it_names_what_the_page_is_made_with_and_what_stands_within_a_library() throws IOException {
        assertThat(listed("pkg:npm/")).hasSize(2).anyMatch(name -> name.startsWith("pkg:npm/htm@"));
        assertThat(Files.readString(BESIDE)).contains("pkg:npm/preact", "pkg:generic/sqlite@");
        try (ZipFile jar = new ZipFile(PackagedProgram.FILE.toFile())) {
            assertThat(names(jar))
                    .contains(
                            "META-INF/licenses/htm.txt", "META-INF/licenses/preact.txt", "META-INF/licenses/uplot.txt");
        }
    }

    @Test
    void each_library_has_a_licence() throws IOException {
        for (JsonNode component : components()) {
            assertThat(component.path("licenses")).as(component.toString()).isNotEmpty();
        }
    }

    @Test
    void the_sums_are_those_of_the_files() throws Exception {
        List<String> lines = Files.readAllLines(PackagedProgram.FILE.resolveSibling("SHA256SUMS"));

        assertThat(lines)
                .extracting(line -> line.substring(66))
                .contains("feedback-uploader", BESIDE.getFileName().toString());
        for (String line : lines) {
            byte[] bytes = Files.readAllBytes(PackagedProgram.FILE.resolveSibling(line.substring(66)));
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
            assertThat(line).startsWith(HexFormat.of().formatHex(sum) + "  ");
        }
    }

    /** A build elsewhere gives the same bytes. */
    @Test
    void the_jar_does_not_say_where_it_was_built() throws IOException {
        List<String> places =
                List.of(Path.of("").toAbsolutePath().toString(), System.getProperty("user.home") + "/.m2");
        try (ZipFile jar = new ZipFile(PackagedProgram.FILE.toFile())) {
            for (String name : names(jar)) {
                assertThat(places).as(name).noneMatch(new String(content(jar, name), ISO_8859_1)::contains);
            }
        }
    }

    private static List<String> names(ZipFile jar) {
        return jar.stream().map(ZipEntry::getName).toList();
    }

    private static byte[] content(ZipFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private static JsonNode components() throws IOException {
        return new ObjectMapper().readTree(BESIDE.toFile()).path("components");
    }

    private static Set<String> listed(String kind) throws IOException {
        return StreamSupport.stream(components().spliterator(), false)
                .map(component -> component.path("purl").asText())
                .filter(name -> name.startsWith(kind))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** By where the tests have that class from: {@code …/group/of/it/name/version/name-version.jar}. */
    private static String libraryOf(String classFile, Set<String> listed) throws IOException {
        List<String> places = new ArrayList<>();
        for (URL url : Collections.list(PackageIT.class.getClassLoader().getResources(classFile))) {
            String place = url.getPath().replaceFirst("^file:", "").replaceFirst("!.*", "");
            for (String name : listed) {
                if (place.contains("/" + folderOf(name) + "/")) {
                    return name;
                }
            }
            places.add(place);
        }
        return classFile + " of none of them, but of " + places;
    }

    /** In a repository. */
    private static String folderOf(String name) {
        String[] parts = name.substring("pkg:maven/".length()).split("[/@]", -1);
        return parts[0].replace('.', '/') + "/" + parts[1] + "/" + parts[2];
    }
}
