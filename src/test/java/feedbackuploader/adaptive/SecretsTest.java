package feedbackuploader.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import feedbackuploader.adaptive.connection.Address;
import feedbackuploader.adaptive.connection.ApiKey;
import feedbackuploader.adaptive.connection.RequestHeader;
import feedbackuploader.feedback.Project;
import feedbackuploader.server.Outcome;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The key and the extra headers: read carefully, shown never. */
class SecretsTest {

    @Test
    void a_key_loses_the_line_end_of_its_file() {
        assertThat(ApiKey.parse(" sk-1\r\n").secret()).isEqualTo("sk-1");
    }

    @Test
    void a_key_loses_the_byte_order_mark_that_stands_before_it() {
        assertThat(ApiKey.parse("\uFEFFsk-1\r\n").secret()).isEqualTo("sk-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "Bearer sk-1",
                "sk-1\nsk-2",
                "sk-é1",
                "sk-\uFEFF1",
                "\uFEFF",
                "sk-1\u0000",
                "sk-\u200B1"
            })
    void a_key_that_no_header_could_carry_is_refused_unseen(String text) {
        assertThatThrownBy(() -> ApiKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("API key")
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("sk-"));
    }

    @Test
    void a_deployment_shows_neither_key_nor_header_values() {
        Deployment deployment = new Deployment(
                Address.parse("https://a.example", false),
                ApiKey.parse("sk-1"),
                new Project(Project.Naming.PROJECT, "p"),
                List.of(RequestHeader.parse("CF-Access-Client-Secret: s3cret")),
                Duration.ofSeconds(90));
        assertThat(deployment.toString())
                .contains("ApiKey[hidden]", "CF-Access-Client-Secret: [hidden]", "https://a.example")
                .doesNotContain("sk-1", "s3cret");
    }

    @Test
    void a_header_may_hold_colons_and_blanks_in_its_value() {
        assertThat(RequestHeader.parse(" X-A :  b: c d ")).isEqualTo(new RequestHeader("X-A", "b: c d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                ": s3cret",
                "s3cret name: v",
                "X-A:",
                "X-A: ",
                "X-A: s3crét",
                "X-A: s3cret\r\nX-B: 1",
                "host: s3cret",
                "Content-Length: 1",
                "AUTHORIZATION: Bearer s3cret",
                "Connection: s3cret",
                "Transfer-Encoding: chunked",
                "Expect: 100-continue",
                "Upgrade: h2c",
                "Content-Type: text/plain",
                "Accept-Encoding: gzip",
                "User-Agent: s3cret"
            })
    void a_header_that_would_break_the_request_is_refused_unseen(String text) {
        assertThatThrownBy(() -> RequestHeader.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("s3cr"));
    }

    @Test
    void every_header_that_passes_is_one_that_the_client_takes() {
        for (String name : List.of("Cookie", "Via", "Date", "Origin", "Referer", "X-_.~!#$%&'*+^`|", "Warning")) {
            RequestHeader header = RequestHeader.parse(name + ": v");
            HttpRequest request = HttpRequest.newBuilder(java.net.URI.create("http://h/"))
                    .header(header.name(), header.value())
                    .build();
            assertThat(request.headers().firstValue(name)).contains("v");
        }
    }

    @Test
    void a_header_value_that_the_server_echoes_is_redacted() throws IOException {
        String body = "{\"error\":\"client s3cret-token, key sk-1, x v\"}";
        try (RawServer server = RawServer.that(
                RawServer.Reading.WHOLE,
                RawServer.send(
                        "HTTP/1.1 400 Bad\r\nContent-Length: " + body.length() + "\r\n\r\n" + body, RawServer.CLOSE))) {
            Deployment deployment = new Deployment(
                    Address.parse(server.url(), false),
                    ApiKey.parse("sk-1"),
                    null,
                    List.of(RequestHeader.parse("X-Secret: s3cret-token"), RequestHeader.parse("X-Short: v")),
                    Given.LONG);
            try (AdaptiveClient client = AdaptiveClient.connect(deployment)) {
                assertThat(Given.record(client, Given.RATING))
                        .isEqualTo(new Outcome.Rejected(
                                400,
                                "The server refused this row (HTTP 400): client [header X-Secret], key [key], x v."));
            }
        }
    }

    static Stream<Arguments> writings() {
        String key = Given.KEY;
        String url = URLEncoder.encode(key, StandardCharsets.US_ASCII);
        return Stream.of(
                Arguments.of("as it is", key),
                Arguments.of("in capitals", key.toUpperCase(Locale.ROOT)),
                Arguments.of("in small letters", key.toLowerCase(Locale.ROOT)),
                Arguments.of("in a URL", url),
                Arguments.of("in a URL, in small letters", url.toLowerCase(Locale.ROOT)),
                Arguments.of("in a URL, every character", written(key, "%%%02X")),
                Arguments.of("in a URL in a URL", URLEncoder.encode(url, StandardCharsets.US_ASCII)),
                Arguments.of("in JSON as PHP has it", key.replace("/", "\\/")),
                Arguments.of("in JSON, every character", written(key, "\\u%04x")),
                Arguments.of("in JSON in JSON", written(key, "\\\\u%04X")),
                Arguments.of("in a shell", written(key, "\\x%02x")),
                Arguments.of("in HTML", key.replace("/", "&#x2F;").replace("+", "&#43;")),
                Arguments.of("in HTML, every character", written(key, "&#x%x;")));
    }

    private static String written(String text, String form) {
        return text.chars().mapToObj(c -> String.format(Locale.ROOT, form, c)).collect(Collectors.joining());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writings")
    void a_key_is_known_again_however_a_server_writes_it(String how, String written) {
        assertThat(safe(Given.KEY).of("found " + written + ", expected another"))
                .isEqualTo("found [key], expected another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "B", "Be", "Bearer ", "user:", "a longer text before "})
    void a_key_is_known_again_in_base64(String before) {
        for (String after : List.of("", "!", "!!", "!!!")) {
            byte[] text = (before + Given.KEY + after).getBytes(StandardCharsets.US_ASCII);
            for (Base64.Encoder encoder :
                    List.of(Base64.getEncoder(), Base64.getEncoder().withoutPadding(), Base64.getUrlEncoder())) {
                String shown = safe(Given.KEY).of("found " + encoder.encodeToString(text));

                assertThat(shown).startsWith("found ").contains("[key]");
                assertThat(shown.length())
                        .as(shown)
                        .isLessThan("found [key]".length() + (before + after).length() * 2 + 6);
            }
        }
    }

    @Test
    void a_short_key_is_hidden_only_where_it_stands() {
        assertThat(safe("sand-8").of("Sand-8 says: sand-8 is not the key, c2FuZC04 neither"))
                .isEqualTo("Sand-8 says: [key] is not the key, c2FuZC04 neither");
    }

    /** The server says that the key is missing or wrong, and the key typed for a trial is "wrong". */
    @Test
    void a_key_that_is_a_short_word_takes_no_word_out_of_a_sentence() {
        assertThat(safe("wrong").of("The API key is missing or wrong.")).isEqualTo("The API key is missing or wrong.");
    }

    @Test
    void what_is_only_like_a_key_is_shown() {
        String text = "sk-7Qw/verySecret+key is shorter, ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce is an id";
        assertThat(safe(Given.KEY).of(text)).isEqualTo(text);
    }

    @Test
    void the_credentials_of_a_header_are_known_without_the_word_before_them() {
        SafeText safe = new SafeText(new Deployment(
                Address.parse("https://a.example", false),
                ApiKey.parse(Given.KEY),
                null,
                List.of(RequestHeader.parse("X-Proxy-Auth: Basic bWU6cGFzc3dvcmQ=")),
                Given.LONG));
        assertThat(safe.of("not Basic bWU6cGFzc3dvcmQ= and not bWU6cGFzc3dvcmQ="))
                .isEqualTo("not [header X-Proxy-Auth] and not [header X-Proxy-Auth]");
    }

    @ParameterizedTest
    @CsvSource({
        "ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce, ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce",
        "sk-7Qw/verySecret+key==, [key]",
        "000000000000000000000000000000000000, 000000000000000000000000000000000000"
    })
    void an_id_is_shown_unless_it_is_the_key(String id, String shown) {
        assertThat(safe(Given.KEY).ofId(id)).isEqualTo(shown);
    }

    private static SafeText safe(String key) {
        return new SafeText(new Deployment(
                Address.parse("https://a.example", false), ApiKey.parse(key), null, List.of(), Given.LONG));
    }

    @ParameterizedTest
    @CsvSource({
        "'', \\",
        "'', &#0",
        "'', &#x0",
        "&#, 0",
        "&#x, 0",
        "'', s",
        "'', sk-",
        "'', %73",
        "%, 25",
        "'', %25",
        "'', s%"
    })
    void text_that_is_made_to_delay_the_search_does_not(String start, String again) {
        String text = start + again.repeat(1_000_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(SecretPattern.of(Given.KEY).matcher(text).find())
                        .isFalse());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void a_time_out_of_nothing_is_refused(long seconds) {
        assertThatThrownBy(() -> new Deployment(
                        Address.parse("https://a.example", false),
                        ApiKey.parse("k"),
                        null,
                        List.of(),
                        Duration.ofSeconds(seconds)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
