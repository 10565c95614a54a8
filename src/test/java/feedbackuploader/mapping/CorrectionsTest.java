package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.mapping.text.NumberStyle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only what means the same beyond doubt is proposed in place of a text. */
class CorrectionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    '0,8'      | 0.8
                    '-1.234,5' | -1234.5
                    '1,234,567' | 1234567
                    '1 000'    | 1000
                    '.5'       | 0.5
                    '5.'       | 5
                    '007'      | 7
                    '４'        | 4
                    ' x '      | x
                    '‘good’'   | good
                    'goood'    | good
                    'GOOD '    | GOOD, good
                    'URN:UUID:5a3c1f2e-7b89-4c0d-9e1f-123456789abc' | 5a3c1f2e-7b89-4c0d-9e1f-123456789abc
                    5A3C1F2E7B894C0D9E1F123456789ABC | 5a3c1f2e-7b89-4c0d-9e1f-123456789abc
                    '1,234'    | ''
                    '80 %'     | ''
                    '4/5'      | ''
                    '4 / 5'    | ''
                    '5 stars'  | ''
                    yes        | ''
                    '01.02.2026' | ''
                    ''         | ''
                    'bxd'      | ''
                    """)
    void only_the_same_is_proposed(String text, String proposals) throws Exception {
        MappingOptions options = new MappingOptions(
                null,
                Map.of(),
                Map.of(),
                List.of(),
                Labels.none(),
                LabelWords.values(List.of("good=1, bad=0, bid=2")),
                NumberStyle.PLAIN,
                Users.NONE);

        assertThat(String.join(", ", Corrections.of(text, options))).isEqualTo(proposals);
    }
}
