package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sentences go through Surroundings, which breaks them between words at the width of a terminal. */
class BrokenLinesTest {

    private static final Pattern PRINTED = Pattern.compile("(?:out|err)(?:\\(\\))?\\s*\\.println\\(([^;]*);");

    private static final Pattern SENTENCE = Pattern.compile("\"[^\"]{25,}\"");

    private static final Pattern TO_COPY = Pattern.compile("^.(?:export |Try ')");

    @Test
    void no_sentence_is_printed_past_what_breaks_lines() throws IOException {
        List<String> past = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/feedbackuploader/cli"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                Matcher printed = PRINTED.matcher(Files.readString(file));
                while (printed.find()) {
                    if (SENTENCE.matcher(printed.group(1)).find()
                            && !TO_COPY.matcher(printed.group(1)).find()) {
                        past.add(file.getFileName() + ": " + printed.group());
                    }
                }
            }
        }
        assertThat(past).isEmpty();
    }
}
