package feedbackuploader.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaGuardTest {

    private static final Pattern RULE = Pattern.compile("(?s)'*[\\s\u00A0]*[=+\\-@\\t\\r\\n\\x00|%＝＋－＠].*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "=1+1, '=1+1", "+x, '+x", "-x, '-x", "@x, '@x", "|x, '|x", "%x, '%x", "＝1, '＝1", "`  =1`, `'  =1`",
                "'=1, ''=1", "'-5, ''-5", "-5, -5", "+5.25, +5.25", "-1e-9, -1e-9", "-5+1, '-5+1", "'tis, 'tis",
                        "plain, plain"
            })
    void text_that_a_spreadsheet_might_run_goes_behind_an_apostrophe(String cell, String guarded) {
        assertThat(FormulaGuard.guard(cell)).isEqualTo(guarded);
        assertThat(FormulaGuard.unguard(guarded)).isEqualTo(cell);
    }

    @Test
    void reading_back_gives_every_text_again() {
        String alphabet = "'= -\u00A0\t\n5.e|a";
        int[] tried = {0};
        everyText(alphabet, "", 5, tried);
        assertThat(tried[0]).isGreaterThan(250_000);
    }

    private static void everyText(String alphabet, String text, int more, int[] tried) {
        tried[0]++;
        String guarded = FormulaGuard.guard(text);
        boolean guards = RULE.matcher(text).matches() && !NUMBER.matcher(text).matches();
        if (!guarded.equals(guards ? "'" + text : text)
                || !FormulaGuard.unguard(guarded).equals(text)) {
            throw new AssertionError("[" + text + "] became [" + guarded + "]");
        }
        for (int i = 0; more > 0 && i < alphabet.length(); i++) {
            everyText(alphabet, text + alphabet.charAt(i), more - 1, tried);
        }
    }
}
