package feedbackuploader.build;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.build.Sbom.Library;
import feedbackuploader.build.Sbom.Licence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SbomTest {

    @TempDir
    private Path repository;

    @Test
    void a_library_has_the_licence_of_the_one_that_it_takes_after() throws IOException {
        pom(
                "org.example.all",
                "all",
                "7",
                "<licenses><license><name>The Apache Software License, Version 2.0</name></license>"
                        + "<license><name>House rules</name></license></licenses>");
        Path jar = jar("org.example", "part", "1.2");
        pom(
                "org.example",
                "part",
                "1.2",
                "<parent><groupId>org.example.all</groupId><artifactId>all</artifactId><version>7</version></parent>");

        Library library = Library.of(jar, repository);

        assertThat(library.purl()).isEqualTo("pkg:maven/org.example/part@1.2");
        assertThat(library.licences())
                .containsExactly(new Licence("Apache-2.0", true), new Licence("House rules", false));
    }

    @Test
    void the_same_libraries_give_the_same_list_and_other_ones_another_number() throws IOException {
        pom("org.example", "part", "1.2", "");
        pom("org.example", "part", "1.3", "");
        Library old = Library.of(jar("org.example", "part", "1.2"), repository);
        Library mended = Library.of(jar("org.example", "part", "1.3"), repository);

        assertThat(list(old)).isEqualTo(list(old)).contains("\"timestamp\" : \"2026-01-01T00:00:00Z\"");
        assertThat(number(list(old))).isNotEqualTo(number(list(mended)));
    }

    @Test
    void what_a_library_holds_of_others_stands_under_it() throws IOException {
        pom("org.xerial", "sqlite-jdbc", "3.53.4.0", "");

        assertThat(list(Library.of(jar("org.xerial", "sqlite-jdbc", "3.53.4.0"), repository)))
                .contains("pkg:maven/org.xerial/sqlite-jdbc@3.53.4.0", "pkg:generic/sqlite@3.53.4\"");
    }

    private static String list(Library library) throws IOException {
        return Sbom.of("program", "1", "2026-01-01T00:00:00Z", List.of(library));
    }

    private static String number(String list) {
        return list.replaceAll("(?s).*urn:uuid:([0-9a-f-]+).*", "$1");
    }

    private Path jar(String group, String name, String version) throws IOException {
        return Files.writeString(folder(group, name, version).resolve(name + "-" + version + ".jar"), "jar");
    }

    private void pom(String group, String name, String version, String content) throws IOException {
        Files.writeString(
                folder(group, name, version).resolve(name + "-" + version + ".pom"),
                "<project>" + content + "</project>");
    }

    private Path folder(String group, String name, String version) throws IOException {
        return Files.createDirectories(
                repository.resolve(group.replace('.', '/')).resolve(name).resolve(version));
    }
}
