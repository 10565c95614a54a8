package feedbackuploader.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyLikeTest {

    @ParameterizedTest
    @CsvSource({
        "sk-ant-api03-Ab12Cd34Ef56, …",
        "canary-5c1f0e7a9b3d4826-key, …",
        "5c1f0e7a9b3d48265c1f0e7a, …",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLWl0, …",
        "dGhpcyBpcyBhIGtleSBpbiBCYXNlNjQ0Mg==, …==",
        "--api-key=canary-5c1f0e7a9b3d4826-key, --api-key=…",
        "-kcanary-5c1f0e7a9b3d4826, …",
        "Authorization: Bearer canary-5c1f0e7a9b3d4826, Authorization: Bearer …",
        "metric=canary-5c1f0e7a9b3d4826, metric=…",
        "https://a.test/canary-5c1f0e7a9b3d4826/b, https://a.test/…/b",
        "https://me:canary-5c1f0e7a9b3d4826@a.test, https://me:…@a.test",
        "ratings.csv, ratings.csv",
        "feedback-of-2026-11-25-in-full.csv, feedback-of-2026-11-25-in-full.csv",
        "/data/5c1f0e7a9b3d48265c1f0e7a/ratings.csv, /data/5c1f0e7a9b3d48265c1f0e7a/ratings.csv",
        "https://adaptive.example.com:8443/api/v1, https://adaptive.example.com:8443/api/v1",
        "--allow-insecure-http-to-anyone, --allow-insecure-http-to-anyone",
        "--max-errors=50%, --max-errors=50%",
        "short-k3y, short-k3y"
    })
    void is_hidden_in_a_message(String argument, String shown) {
        assertThat(KeyLike.hidden("There is no " + argument + ".", List.of("upload", argument)))
                .isEqualTo("There is no " + shown.replace("…", "[what looks like a key]") + ".");
    }
}
