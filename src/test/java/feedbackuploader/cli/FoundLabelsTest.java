package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sheets of ratings as people keep them: what validate says of their labels and their users, word for word. */
class FoundLabelsTest {

    private static final String ADVISED = "add --metrics 'KEY1=Helpful?, KEY2=Safe?' --values 'Yes=true, No=false,"
            + " N/A=skip', with the keys of the metrics in place of KEY1 and KEY2. To skip the others, add --values"
            + " 'Maybe=skip'; for a label with a meaning, write a number, true or false in place of skip. If \"Your"
            + " name\" holds the user, add --map 'user=Your name'. The server knows users by UUID. To name them, run"
            + " validate with the same options and --save-users users.csv, fill in their UUIDs in that file, and add --users users.csv. To"
            + " upload their feedback without the user, add --drop-unknown-users.";

    @TempDir
    Path folder;

    @Test
    void yes_and_no_have_their_own_meanings_each() throws IOException {
        assertThat(validated("yes-no.csv").err()).contains("There are values in \"Helpful?\", \"Safe?\".", ADVISED);

        String[] metrics = {"--metrics", "helpful=Helpful?, safe=Safe?"};
        assertThat(validated("yes-no.csv", metrics).out())
                .contains(
                        "Note: Labels without a meaning, column \"Helpful?\": \"Yes\" (1), \"No\" (1), \"Maybe\" (1).",
                        "Note: Labels without a meaning, column \"Safe?\": \"Yes\" (2), \"No\" (1), \"N/A\" (1). If these"
                                + " meanings are right, add --values 'Yes=true, No=false, N/A=skip'. To skip the others, add"
                                + " --values 'Maybe=skip'; for a label with a meaning, write a number, true or false in"
                                + " place of skip.");

        Typed done = validated(
                "yes-no.csv",
                metrics[0],
                metrics[1],
                "--values",
                "Yes=true, No=false, N/A=skip",
                "--values",
                "Maybe=skip");
        assertThat(done.out()).contains("safe     3: 2 × true, 1 × false", "helpful  2: 1 × true, 1 × false");
        assertThat(done.exitCode()).isZero();
    }

    @Test
    void labels_of_all_kinds_are_listed_at_once_with_what_is_in_them() throws IOException {
        assertThat(validated("odd.xlsx").err())
                .contains(
                        "add --metrics 'CSAT, helpful' --decimal-comma --values 'Yes=true, 4/5=4, ★★★★=4,"
                                + " 4 - satisfied=4, -=skip, –=skip, N/A=skip, #N/A=skip, No=false, WAHR=true, NA=skip, ja=true'.");
    }

    @Test
    void users_who_are_e_mail_addresses_are_listed_and_get_a_file() throws IOException {
        String[] options = {
            "--skip-lines",
            "3",
            "--map",
            "completion_id=Answer ID",
            "--metrics",
            "csat=CSAT (1-5)",
            "--decimal-comma",
            "--map",
            "user=Reviewer",
            "--save-users",
            folder.resolve("users.csv").toString()
        };
        Typed checked = validated("csat-german.csv", options);
        assertThat(checked.err())
                .contains(
                        "Wrote " + folder.resolve("users.csv") + ": 3 users without a UUID. Fill in their UUIDs, or add"
                                + " --drop-unknown-users to upload their feedback without the user. To check again:"
                                + " feedback-uploader validate ")
                .endsWith(" --users " + folder.resolve("users.csv") + "\n");
        assertThat(checked.out())
                .doesNotContain("run validate with the same options and --save-users")
                .contains(
                        "Note: Labels without a meaning, column \"CSAT (1-5)\": \"n/a\" (2). If these meanings are right,"
                                + " add --values 'n/a=skip'.",
                        "Note: Users without a UUID in \"Reviewer\": \"Zoë@example.com\" (11), \"anna@example.com\" (10),"
                                + " \"bob@example.com\" (10).");

        assertThat(folder.resolve("users.csv")).hasContent("""
                \uFEFFname,uuid
                "Zoë@example.com",
                "anna@example.com",
                "bob@example.com",
                """);
        assertThat(validated(
                                "csat-german.csv",
                                "--users",
                                folder.resolve("users.csv").toString())
                        .err())
                .startsWith("users.csv row 2, column \"uuid\": found nothing; expected a UUID (8-4-4-4-12 hexadecimal"
                        + " digits). Fill it in, or delete the row;");
    }

    private Typed validated(String name, String... options) throws IOException {
        Path file = folder.resolve(name);
        if (Files.notExists(file)) {
            try (InputStream found =
                    Objects.requireNonNull(FoundLabelsTest.class.getResourceAsStream("found/" + name))) {
                Files.copy(found, file);
            }
        }
        List<String> arguments = new ArrayList<>(List.of("validate", file.toString()));
        arguments.addAll(List.of(options));
        return Typed.in(folder.resolve("state"), arguments.toArray(String[]::new));
    }
}
