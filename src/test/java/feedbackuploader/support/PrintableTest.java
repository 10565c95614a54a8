package feedbackuploader.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrintableTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("plain", 10, "plain"),
                Arguments.of("", 10, ""),
                Arguments.of("exact", 5, "exact"),
                Arguments.of("longer", 5, "longe…"),
                Arguments.of("exact\u0007\u202E", 5, "exact"),
                Arguments.of("one\ntwo\r\nthree\tfour\u2028five\u2029six", 60, "one two  three four five six"),
                Arguments.of("\u001B[31mred\u001B[0m", 60, "[31mred[0m"),
                Arguments.of("a\u0000b\u0007c\u007Fd\u009Be", 60, "abcde"),
                Arguments.of("fdp\u202Eexe.\u2066x\u2069\u061C\u200E\u200F", 60, "fdpexe.x"),
                Arguments.of("lone \uD83D and \uDE00", 60, "lone  and "),
                Arguments.of("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 2, "\uD83D\uDE00\uD83D\uDE00…"),
                Arguments.of("\uD83D\uDC68\u200D\uD83D\uDC69", 60, "\uD83D\uDC68\u200D\uD83D\uDC69"),
                Arguments.of("naïve 日本 ✓", 60, "naïve 日本 ✓"));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("texts")
    void text_from_outside_is_harmless_on_one_line_and_not_too_long(String text, int limit, String shown) {
        assertThat(Printable.of(text, limit)).isEqualTo(shown);
    }
}
