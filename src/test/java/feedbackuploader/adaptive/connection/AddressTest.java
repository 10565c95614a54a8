package feedbackuploader.adaptive.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://a.example",
        "' https://a.example/ ', https://a.example",
        "HTTPS://A.Example:443//, https://a.example",
        "https://a.example:8443, https://a.example:8443",
        "https://a.example/api/v1, https://a.example",
        "https://a.example/api/v1/, https://a.example",
        "https://a.example/api/graphql/, https://a.example",
        "https://a.example/team/api/v1, https://a.example/team",
        "https://a.example/Team%20A/, https://a.example/Team%20A",
        "http://localhost:8787/, http://localhost:8787",
        "http://LOCALHOST:80, http://localhost",
        "http://127.0.0.1:1, http://127.0.0.1:1",
        "http://127.9.8.7, http://127.9.8.7",
        "http://[::1]:9, http://[::1]:9",
        "http://[0:0:0:0:0:0:0:1]:9, http://[0:0:0:0:0:0:0:1]:9",
    })
    void is_the_root_however_it_is_spelt(String typed, String root) {
        assertThat(Address.parse(typed, false)).hasToString(root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.example",
                "http://10.0.0.1",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://[::2]",
                "http://0.0.0.0"
            })
    void the_key_does_not_travel_unencrypted_unless_allowed(String typed) {
        assertThatThrownBy(() -> Address.parse(typed, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unencrypted");
        assertThat(Address.parse(typed, true)).hasToString(typed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is empty",
                "a.example|has no scheme: write https://a.example",
                "localhost:8787|has no scheme: write http://localhost:8787 (or https://",
                "ftp://a.example|must begin with https://, not ftp://",
                "://a.example|not a URL: there is a wrong character at or after position 1",
                "https://|not a URL",
                "https:///api/v1|no valid host name",
                "https://my_host:80/|no valid host name, found \"my_host:80\"",
                "https://münchen.example|no valid host name",
                "https://a b.example|position 9",
                "https://a.example:99999|port is 99999",
                "https://a.example:0|port is 0",
                "https://a.example/?q=1|Remove \"?\"",
                "https://a.example/#top|and all that follows",
            })
    void says_what_is_wrong(String typed, String message) {
        assertThatThrownBy(() -> Address.parse(typed, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann:s3cret@a.example",
                "https://ann:s3cret@",
                "https://ann:s3@cret@a.example",
                "https://ann:s3cret @a.example",
                "https://s3cret@a_b.example",
                "ann:s3cret@a.example",
                "ftp://ann:s3cret@a.example",
                "https://a.example/?key=s3cret",
                "a.example?key=s3cret",
            })
    void never_repeats_a_password(String typed) {
        assertThatThrownBy(() -> Address.parse(typed, false)).satisfies(thrown -> {
            assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
            assertThat(thrown.toString()).doesNotContain("s3", "cret");
            assertThat(thrown.getCause()).isNull();
        });
    }

    @Test
    void names_its_port_for_messages() {
        assertThat(Address.parse("https://a.example/x", false).hostAndPort()).isEqualTo("a.example:443");
        assertThat(Address.parse("http://[::1]:9", false).hostAndPort()).isEqualTo("[::1]:9");
    }
}
