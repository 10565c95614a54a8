package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsPageTest {

    private static final Path PAGE = Path.of("src/site/markdown/options.md");

    @Test
    void is_what_the_program_says_of_its_options() throws IOException {
        String page = OptionsPage.of(HelpTest.all().stream().skip(1).toList());
        if (Boolean.getBoolean("write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(page)
                .as("the page is out of date; write it anew: mvn test -Dtest=OptionsPageTest -Dwrite=true")
                .isEqualTo(Files.readString(PAGE));
    }
}
