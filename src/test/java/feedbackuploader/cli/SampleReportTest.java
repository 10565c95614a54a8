package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in the samples is what the program writes now; -Dwrite=true writes it. */
class SampleReportTest {

    private static final Path SAMPLE = Path.of("samples/mistakes.report.html");

    @TempDir
    private Path folder;

    @Test
    void the_sample_report_is_what_the_program_writes() throws Exception {
        Path page = Boolean.getBoolean("write") ? SAMPLE : folder.resolve("mistakes.report.html");

        Typed.in(folder.resolve("state"), "validate", "samples/mistakes.csv", "--html", page.toString());

        assertThat(shown(page)).isEqualTo(shown(SAMPLE));
    }

    /** All of it but its looks, and the place that the test chose. */
    private static String shown(Path page) throws Exception {
        Document document = Jsoup.parse(Files.readString(page));
        document.select("style, script, meta[http-equiv]").remove();
        return document.html().replaceAll("[^ ]*mistakes\\.report\\.html", "mistakes.report.html");
    }
}
