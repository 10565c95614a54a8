package feedbackuploader.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a report stores for a cell that reads so. */
class SheetNumberTest {

    @ParameterizedTest
    @CsvSource({
        "4.5, NUMBER, 4.5",
        "1.23E+35, NUMBER, 1.23E+35",
        "80%, PERCENT, 0.80",
        "12.5%, PERCENT, 0.125",
        "1900-03-01, DATE, 61",
        "2026-02-01, DATE, 46054",
        "2026-02-01 12:00:00, DATE, 46054.5",
        "12:00:00, DATE, 0.5"
    })
    void a_number_is_stored_as_one(String shown, CellType type, String stored) {
        assertThat(SheetNumber.of(shown, type)).hasToString(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "007a, NUMBER",
        "1E+400, NUMBER",
        "4, TEXT",
        "80, PERCENT",
        "1900-02-29, DATE",
        "1900-02-28, DATE",
        "-5, DATE",
        "TRUE, TRUTH"
    })
    void what_would_read_otherwise_stays_a_text(String shown, CellType type) {
        assertThat(SheetNumber.of(shown, type)).isNull();
    }
}
