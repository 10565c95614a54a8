package feedbackuploader.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CappedBodyTest {

    private static final int CAP = 10;

    private boolean hungUp;

    @ParameterizedTest(name = "{0}: kept {1}, hangs up: {2}")
    @CsvSource({
        "'12345',            12345,      false",
        "'12345,67890',      1234567890, false",
        "'12345,678901',     1234567890, true",
        "'12345678901',      1234567890, true",
        "'1234567890,1',     1234567890, true",
        "'123456789012,345', 1234567890, true"
    })
    void keeps_no_more_of_a_body_than_the_cap_and_hangs_up_on_the_rest(String buffers, String kept, boolean hangsUp) {
        CappedBody body = new CappedBody(CAP);
        body.apply(new Created()).onSubscribe(new Hearing());

        for (String buffer : buffers.split(",", -1)) {
            body.onNext(List.of(ByteBuffer.wrap(buffer.getBytes(StandardCharsets.US_ASCII))));
        }

        assertThat(body.soFar().orElseThrow().words()).isEqualTo(kept);
        assertThat(hungUp).isEqualTo(hangsUp);
        assertThat(body.getBody().toCompletableFuture().isDone()).isEqualTo(hangsUp);
    }

    private final class Hearing implements Flow.Subscription {
        @Override
        public void request(long n) {
            assertThat(n).isPositive();
        }

        @Override
        public void cancel() {
            hungUp = true;
        }
    }

    private record Created() implements HttpResponse.ResponseInfo {
        @Override
        public int statusCode() {
            return HttpStatus.CREATED;
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of(), (name, value) -> true);
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
