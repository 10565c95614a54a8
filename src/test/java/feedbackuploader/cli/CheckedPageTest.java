package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate --html}: the page of a file before anything of it is sent. */
class CheckedPageTest {

    @TempDir
    private Path folder;

    private Path file;
    private Path page;

    @BeforeEach
    void write() throws IOException {
        page = folder.resolve("check.html");
        file = Files.writeString(
                folder.resolve("ratings.csv"),
                "completion_id,metric,value,comment\n" + new UUID(3, 1) + ",quality,4,fine\n" + new UUID(3, 2)
                        + ",quality,\"0,8\",private words\n");
    }

    private Typed typed(String... arguments) {
        return Typed.in(folder.resolve("state"), arguments);
    }

    private Document page() throws IOException {
        return Jsoup.parse(Files.readString(page));
    }

    @Test
    void shows_what_can_be_sent_and_marks_the_wrong_cells() throws Exception {
        Typed check = typed("validate", file.toString(), "--html", page.toString());

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.err()).contains("To look at: " + page);
        assertThat(page().select("h1").text()).isEqualTo("1 of 2 rows can be sent.");
        assertThat(page().select(".sum").text()).isEqualTo("2 rows in the file = 1 invalid + 1 to send");
        assertThat(page().select("td.cell-wrong").text()).isEqualTo("0,8 wrong");
        assertThat(page().select("table.rows thead th").eachText())
                .containsExactly("Row", "completion_id", "metric", "value", "comment");
        assertThat(page().select("#next code").text()).startsWith("feedback-uploader validate ");
        assertThat(page().select("#traffic")).isEmpty();
    }

    @Test
    void without_texts_it_may_be_passed_on() throws Exception {
        typed("validate", file.toString(), "--html", page.toString(), "--report-without-texts");

        assertThat(Files.readString(page)).doesNotContain("private words", "0,8", new UUID(3, 2).toString());
        assertThat(page().select(".cause").text()).contains("1 row", "Row 3.");
    }

    @Test
    void a_page_takes_the_place_of_no_other_file() throws Exception {
        String before = Files.readString(file);

        Typed check = typed("validate", file.toString(), "--html", file.toString());

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err()).contains("expected a name that ends in .html");
        assertThat(file).hasContent(before);
    }

    @Test
    void one_page_is_of_one_file() {
        Typed check = typed("validate", file.toString(), file.toString(), "--html", page.toString());

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err()).contains("--html writes one report");
        assertThat(page).doesNotExist();
    }
}
