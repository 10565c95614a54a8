package feedbackuploader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A secret that is to turn up nowhere, and the ways in which it may have been written down where it does. */
public record SecretForms(String secret, Map<String, String> forms) {

    public static SecretForms of(String secret) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("as it is", secret);
        forms.put("in capitals", secret.toUpperCase(Locale.ROOT));
        forms.put("in small letters", secret.toLowerCase(Locale.ROOT));
        forms.put("in a URL", URLEncoder.encode(secret, StandardCharsets.UTF_8));
        forms.put("in JSON", new String(JsonStringEncoder.getInstance().quoteAsString(secret)));
        forms.put("in JSON as PHP has it", secret.replace("/", "\\/"));
        for (int before = 0; before < 3; before++) {
            forms.put("in Base64 after " + before + " bytes", base64(secret, before));
        }
        return new SecretForms(secret, forms);
    }

    /** Without the ends, which depend on what stands around it. */
    private static String base64(String secret, int before) {
        byte[] text = ("-".repeat(before) + secret).getBytes(StandardCharsets.UTF_8);
        String whole = Base64.getEncoder().withoutPadding().encodeToString(text);
        return whole.substring(before == 0 ? 0 : before + 1, whole.length() - (text.length % 3 == 0 ? 0 : 1));
    }

    /** All of them in one text, as an evil server may send them. */
    public String all() {
        return String.join(" ", forms.values());
    }

    /** @param where names {@code text} should it hold the secret; the text itself is not repeated */
    public void areNotIn(String text, String where) {
        forms.forEach((form, written) -> assertThat(text.contains(written))
                .as("the secret stands %s in %s", form, where)
                .isFalse());
    }

    /** @param but names of files that hold the secret on purpose */
    public void areNowhereBelow(Path folder, String... but) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> !List.of(but).contains(file.getFileName().toString()))
                    .toList();
        }
        for (Path file : files) {
            areNotIn(file.getFileName().toString(), "the name of " + folder.relativize(file));
            areNotIn(text(file), file.toString());
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return ""; // another program under test is at work there
        }
    }
}
