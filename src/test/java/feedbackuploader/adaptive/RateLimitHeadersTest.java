package feedbackuploader.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.Allowance;
import feedbackuploader.server.Outcome;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitHeadersTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T10:00:00Z"), ZoneOffset.UTC);

    private static HttpAnswer answer(int status, String headers) {
        return new HttpAnswer(
                status,
                HttpHeaders.of(
                        Arrays.stream(headers.split(" / ", -1))
                                .map(header -> header.split(": ", 2))
                                .collect(Collectors.groupingBy(
                                        header -> header[0],
                                        Collectors.mapping(header -> header[1], Collectors.toList()))),
                        (name, value) -> true),
                new byte[0]);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RateLimit: \"default\";r=50;t=30                                   | 50 | PT30S",
                "ratelimit: \"a\";r=50;t=30, \"b\";r=3;t=7                          | 3  | PT7S",
                "RateLimit: \"a\" ; t=30 ; r=0                                      | 0  | PT30S",
                "RateLimit: limit=100, remaining=50, reset=30                       | 50 | PT30S",
                "RateLimit-Remaining: 50 / RateLimit-Reset: 30                      | 50 | PT30S",
                "RateLimit-Remaining: 0 / RateLimit-Reset: 3600                     | 0  | PT5M",
                "X-RateLimit-Remaining: 0 / X-RateLimit-Reset: 2                    | 0  | PT2S",
                "X-RateLimit-Remaining: 0 / X-RateLimit-Reset: 1767607220           | 0  | PT20S",
                "X-RateLimit-Remaining: 0 / X-RateLimit-Reset: 1767607100           | 0  | PT0S",
                "X-RateLimit-Remaining: 0 / X-RateLimit-Reset: 1767600030 / Date: Mon, 05 Jan 2026 08:00:00 GMT"
                        + "                                                         | 0  | PT30S",
            })
    void tells_what_the_server_takes(String headers, long requests, Duration period) {
        assertThat(RateLimitHeaders.of(answer(201, headers), CLOCK)).contains(new Allowance(requests, period));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Server: nginx",
                "RateLimit: 50",
                "RateLimit: \"default\";r=50",
                "RateLimit: \"default\";r=-1;t=30",
                "RateLimit: \"default\";r=9999999999999999;t=30",
                "RateLimit-Remaining: 50",
                "RateLimit-Remaining: many / RateLimit-Reset: 30",
                "RateLimit-Remaining: 0 / RateLimit-Reset: Mon, 05 Jan 2026 08:00:00 GMT",
                "X-RateLimit-Limit: 100",
            })
    void says_nothing_where_the_server_says_nothing_that_can_be_read(String headers) {
        assertThat(RateLimitHeaders.of(answer(201, headers), CLOCK)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "RateLimit-Remaining: 0 / RateLimit-Reset: 30                       | PT30S",
                "RateLimit-Remaining: 5 / RateLimit-Reset: 30                       | -",
                "RateLimit-Remaining: 0 / RateLimit-Reset: 30 / Retry-After: 2      | PT2S",
            })
    void a_limit_that_is_used_up_is_a_wait_unless_the_server_names_another(String headers, @Nullable Duration wait) {
        assertThat(RetryAfter.of(answer(429, headers), CLOCK)).isEqualTo(wait);
    }

    @Test
    void comes_with_the_answer_to_a_row_and_is_told_once() throws IOException {
        try (RawServer server = RawServer.that(
                        RawServer.Reading.WHOLE,
                        RawServer.send(
                                "HTTP/1.1 201 Created\r\nRateLimit: \"default\";r=7;t=9\r\nContent-Length: 21\r\n\r\n{\"feedback_id\":\"f-1\"}",
                                RawServer.CLOSE));
                AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
            assertThat(client.newAllowance()).isEmpty();
            assertThat(Given.record(client, Given.RATING)).isInstanceOf(Outcome.Recorded.class);
            assertThat(client.newAllowance()).contains(new Allowance(7, Duration.ofSeconds(9)));
            assertThat(client.newAllowance()).isEmpty();
        }
    }
}
