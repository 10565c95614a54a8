package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.mapping.options.UsersFile;
import feedbackuploader.mapping.text.NumberStyle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users who are not given by UUID. */
class UsersTest {

    private static final String HEADER = "completion_id,metric,value,user\n";
    private static final Map<String, UUID> ANN = Map.of("Ann@Example.org", UUID.fromString(Mapping.ID2));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"ann@example.org", "' ANN@example.ORG '", Mapping.ID2})
    void a_known_name_is_its_uuid(String name) {
        Mapping mapping = Mapping.of(row(name), options(new Users(ANN, false)));

        assertThat(mapping.feedback())
                .singleElement()
                .extracting(feedback -> ((MetricFeedback) feedback).user())
                .isEqualTo(UUID.fromString(Mapping.ID2));
    }

    @Test
    void an_option_that_is_given_is_not_advised() {
        Mapping mapping = Mapping.of(row("#N/A"), options(new Users(Map.of(), true)));

        assertThat(mapping.told()).singleElement().asString().contains("clear it in the file");
        assertThat(mapping.told().toString() + mapping.notices()).doesNotContain("add --drop-unknown-users");
    }

    @Test
    void an_unknown_name_is_a_problem_since_it_cannot_be_added_later() {
        assertThat(Mapping.of(row("bob"), options(new Users(ANN, false))).only())
                .isEqualTo(
                        "ratings.csv row 2, column \"user\": found \"bob\"; expected a UUID, or a name in the --users file. Add it to that file, or upload without such users: add --drop-unknown-users.");
    }

    @Test
    void unknown_names_are_left_out_on_request_and_counted() {
        String rows = row("bob")
                + row("eve").substring(HEADER.length())
                + row("bob").substring(HEADER.length())
                + row("ann@example.org").substring(HEADER.length());
        Mapping mapping = Mapping.of(rows, options(new Users(ANN, true)));

        assertThat(mapping.feedback())
                .extracting(feedback -> ((MetricFeedback) feedback).user())
                .containsExactly(null, null, null, UUID.fromString(Mapping.ID2));
        assertThat(mapping.notices())
                .containsExactly(
                        "Without their user, by --drop-unknown-users: \"bob\", \"eve\"; 3 pieces of feedback.");
    }

    @Test
    void a_user_known_by_number_in_json() {
        String json = "{\"completion_id\":\"" + Mapping.ID + "\",\"metric\":\"m\",\"value\":1,\"user\":7}";

        assertThat(Mapping.of(json, options(new Users(Map.of("7", UUID.fromString(Mapping.ID2)), false)))
                        .only())
                .contains("user=" + Mapping.ID2);
    }

    @Test
    void the_file_of_users() throws Exception {
        Path file = Files.writeString(
                folder.resolve("users.csv"),
                "team,Name,UUID\nx, Ann ,{" + Mapping.ID + "}\nx,bob," + Mapping.ID2 + "\n");

        assertThat(UsersFile.read(file))
                .isEqualTo(Map.of("ann", UUID.fromString(Mapping.ID), "bob", UUID.fromString(Mapping.ID2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "name,id | users.csv: found the columns \"name\", \"id\"; expected CSV with the columns name and uuid.",
                "name,uuid;ann,7 | users.csv row 2, column \"uuid\": found \"7\"; expected a UUID (8-4-4-4-12 hexadecimal digits).",
                "name,uuid;ann | users.csv row 2: expected a name and a UUID.",
            })
    void a_file_of_users_that_is_wrong(String text, String message) throws Exception {
        Path file = Files.writeString(folder.resolve("users.csv"), text.replace(";", "\n") + "\n");

        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> UsersFile.read(file))
                .withMessage(message);
    }

    @Test
    void one_name_with_two_uuids() throws Exception {
        Path file = Files.writeString(
                folder.resolve("users.csv"), "name,uuid\nann," + Mapping.ID + "\nANN," + Mapping.ID2 + "\n");

        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> UsersFile.read(file))
                .withMessage("users.csv row 3, column \"name\": found \"ANN\"; expected each name once. An earlier row"
                        + " gives it another UUID.");
    }

    private static String row(String user) {
        return HEADER + Mapping.ID + ",m,1," + user + "\n";
    }

    private static MappingOptions options(Users users) {
        return new MappingOptions(
                null, Map.of(), Map.of(), List.of(), Labels.none(), Labels.none(), NumberStyle.PLAIN, users);
    }
}
