package feedbackuploader.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowKeyTest {

    /**
     * Golden: the first 16 bytes of {@code printf 'metric\n{"value":1}' | sha256sum}, and so on. A key that changes sends
     * every row of every unfinished upload again.
     */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "METRIC, {\"value\":1}, a34b52852cf721abee6b683d3016dfc5",
                "PREFERENCE, {\"value\":1}, 390c04486d37d319d90a8b72cfafbdfd",
                "METRIC, {\"text\":\"é😀\"}, 075af156dc399a79b14d827ac1cbc227"
            })
    void a_key_stays_what_it_was_in_every_version(Kind kind, String body, String hex) {
        RowKey key = RowKey.of(kind, body);

        assertThat(HexFormat.of().formatHex(key.bytes())).isEqualTo(hex);
        assertThat(key).isEqualTo(RowKey.of(kind, body)).hasSameHashCodeAs(RowKey.of(kind, body));
    }
}
