package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users get their UUIDs in a file that validate writes, and the command that is printed takes it. */
class NamedUsersTest extends DeploymentCase {

    private static final String AGAIN = "To check again: ";
    private static final String ANN = "ann,056170ee-7a5e-5287-bb7e-b42a7584410b\n";

    private Path ratings;
    private Path written;

    @BeforeEach
    void write() throws IOException {
        written = folder.resolve("users to name.csv");
        ratings = folder.resolve("ratings.csv");
        Files.writeString(
                ratings, "completion_id,metric,value,user\n" + row(1, "quality,4,ann") + row(2, "quality,5,bob"));
    }

    private Typed checked(String... options) {
        return typed(Stream.concat(Stream.of("validate", ratings.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private Typed checkedAsPrinted(Typed first) throws Exception {
        String printed = first.err().substring(first.err().indexOf(AGAIN)).strip();
        return pasted(new Typed(0, printed, ""), AGAIN);
    }

    private void fillIn() throws IOException {
        Files.writeString(written, Files.readString(written).replace("\",\n", "\"," + new UUID(7, 7) + "\n"));
    }

    @Test
    void filled_in_and_checked_as_printed_all_users_are_known() throws Exception {
        Typed first = checked("--save-users", written.toString());
        fillIn();

        assertThat(first.out())
                .as("there is one next step, and it is said last")
                .doesNotContain("check it again");
        assertThat(checkedAsPrinted(first).out()).contains("2 metric feedback").doesNotContain("invalid");
    }

    @Test
    void those_who_have_a_uuid_already_are_in_the_new_file_too() throws Exception {
        Path known = folder.resolve("known.csv");
        Files.writeString(known, "name,uuid\n" + ANN);

        Typed first = checked("--users", known.toString(), "--save-users", written.toString());
        assertThat(first.err()).contains(": 1 user without a UUID.");
        fillIn();

        assertThat(checkedAsPrinted(first).out()).contains("2 metric feedback").doesNotContain("invalid");
    }

    @Test
    void a_name_with_a_tab_or_a_line_break_is_written_too() throws Exception {
        Files.writeString(
                ratings,
                "completion_id,metric,value,user\n" + row(1, "quality,4,\"tab\there\"")
                        + row(2, "quality,5,\"two\nlines\""));
        Typed first = checked("--save-users", written.toString());
        fillIn();

        assertThat(checkedAsPrinted(first).out()).contains("2 metric feedback").doesNotContain("invalid");
    }

    @Test
    void a_report_that_cannot_be_written_is_told_as_such() {
        Typed checked = checked("--html", folder.resolve("missing/check.html").toString());

        assertThat(checked.exitCode()).isEqualTo(2);
        assertThat(checked.err())
                .contains("--html: ", "missing/check.html cannot be written", "Choose another place.")
                .doesNotContain("ledger");
    }
}
