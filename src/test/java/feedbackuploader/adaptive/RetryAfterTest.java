package feedbackuploader.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T10:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest(name = "{0} at {1} is {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                             | -                             | -",
                "0                             | -                             | PT0S",
                "7                             | -                             | PT7S",
                "' 7 '                         | -                             | PT7S",
                "300                           | -                             | PT5M",
                "301                           | -                             | PT5M",
                "99999999999999999999999999    | -                             | PT5M",
                "-5                            | -                             | PT0S",
                "-99999999999999999999999999   | -                             | PT0S",
                "1.5                           | -                             | -",
                "soon                          | -                             | -",
                "''                            | -                             | -",
                "Mon, 05 Jan 2026 10:00:30 GMT | -                             | PT30S",
                "Mon, 05 Jan 2026 09:59:30 GMT | -                             | PT0S",
                "Mon, 05 Jan 2026 12:00:00 GMT | -                             | PT5M",
                "Tue, 05 Jan 2026 10:00:30 GMT | -                             | -",
                "Mon, 05 Jan 2026 07:00:10 GMT | Mon, 05 Jan 2026 07:00:00 GMT | PT10S",
                "Mon, 05 Jan 2026 10:00:30 GMT | yesterday                     | PT30S",
            })
    void tells_how_long_to_wait(@Nullable String retryAfter, @Nullable String date, @Nullable Duration expected) {
        Map<String, List<String>> headers = new HashMap<>();
        if (retryAfter != null) {
            headers.put("retry-after", List.of(retryAfter));
        }
        if (date != null) {
            headers.put("date", List.of(date));
        }
        HttpAnswer answer = new HttpAnswer(429, HttpHeaders.of(headers, (name, value) -> true), new byte[0]);

        assertThat(RetryAfter.of(answer, CLOCK)).isEqualTo(expected);
    }
}
