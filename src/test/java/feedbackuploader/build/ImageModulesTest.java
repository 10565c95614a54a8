package feedbackuploader.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What the image with a Java of its own has of it, and why. */
class ImageModulesTest {

    private static final Map<String, String> WHY = new TreeMap<>(Map.of(
            "java.base", "the language itself",
            "java.net.http", "the HTTP client of feedbackuploader.adaptive",
            "java.sql", "JDBC, for the ledger; with it come java.logging, for upload.log, and java.xml, for workbooks",
            "jdk.charsets", "files in Shift_JIS, Big5, EUC-KR and windows-1253: the encodings of old exports",
            "jdk.crypto.ec", "TLS with elliptic curves, which most servers ask for",
            "jdk.httpserver", "the sandbox and the local page",
            "jdk.random", "the generator that RandomGenerator.getDefault() gives, for the pauses between attempts",
            "jdk.unsupported", "sun.misc.Signal, for Ctrl-C"));

    @Test
    void these_are_its_modules() throws IOException {
        String listed = Files.readString(Path.of("pom.xml")).replaceAll("(?s).*<image.modules>([^<]*)<.*", "$1");

        assertThat(listed.split(",")).containsExactlyElementsOf(WHY.keySet());
    }

    /** A module is needed for what it alone has. */
    @Test
    void what_is_not_asked_for_by_name_is_where_it_is_said_to_be() throws Exception {
        Set<String> found = new TreeSet<>();
        for (String encoding : new String[] {"Shift_JIS", "Big5", "EUC-KR"}) {
            found.add(Charset.forName(encoding).getClass().getModule().getName());
        }
        for (String curve : new String[] {"EC", "X25519", "Ed25519"}) {
            found.add(KeyPairGenerator.getInstance(curve)
                    .getProvider()
                    .getClass()
                    .getModule()
                    .getName());
        }
        found.add(RandomGenerator.getDefault().getClass().getModule().getName());
        found.add(Class.forName("sun.misc.Signal").getModule().getName());

        assertThat(WHY.keySet())
                .containsAll(found)
                .allMatch(name -> ModuleFinder.ofSystem().find(name).isPresent());
    }
}
