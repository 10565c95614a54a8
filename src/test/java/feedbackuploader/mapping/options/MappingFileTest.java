package feedbackuploader.mapping.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.feedback.Kind;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.LabelWords;
import feedbackuploader.mapping.Mapping;
import feedbackuploader.mapping.MappingException;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.RowVariant;
import feedbackuploader.mapping.SkipRule;
import feedbackuploader.mapping.Users;
import feedbackuploader.mapping.WinnerMeaning;
import feedbackuploader.mapping.text.NumberStyle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of a run as a file. */
class MappingFileTest {

    private static final String EVERYTHING = """
            {
              "about": "what it is for",
              "kind": "metric",
              "map": {
                "completion_id": "/choices/0/completion_id",
                "details": "why"
              },
              "set": {
                "metric": "quality"
              },
              "each": [
                {
                  "map": {
                    "value": "first"
                  },
                  "set": {
                    "user": "570b90e9-0724-5a2d-b2f7-81052e11b1ce"
                  }
                },
                {
                  "map": {
                    "value": "second"
                  },
                  "skip_where": [
                    "second status=draft"
                  ]
                }
              ],
              "winner": {
                "1": "a",
                "tie, bad": "tie-bad",
                "": "skip"
              },
              "values": {
                "yes": "true",
                "n/a": "skip",
                "good": "0.8"
              },
              "decimal_comma": true,
              "thousands": true,
              "percent": "fraction",
              "users": {
                "ann": "570b90e9-0724-5a2d-b2f7-81052e11b1ce"
              },
              "drop_unknown_users": true,
              "skip_where": [
                "Name=Total",
                "status!=submitted"
              ],
              "skip_where_present": [
                "comment~^#"
              ],
              "find_completion": {
                "label.ticket": "Ticket"
              }
            }
            """;

    @Test
    void what_is_written_is_what_is_read() throws Exception {
        assertThat(MappingFile.parse(EVERYTHING, "m.json").toJson()).isEqualTo(EVERYTHING);
    }

    @Test
    void people_write_comments_capitals_and_commas_at_the_end() throws Exception {
        MappingFile file = MappingFile.parse("""
                # of the vendor
                {
                  // which columns
                  "map": {"Completion ID": "Answer no."}, /* more
                  to come */
                  "values": {"accept": 1, "reject": false,},
                  "metrics": ["CSAT", "helpful"],
                }
                """, "m.json");

        assertThat(file.options().columns()).isEqualTo(Map.of(Field.COMPLETION_ID, "Answer no."));
        assertThat(file.options().variants())
                .containsExactly(RowVariant.ofMetric("CSAT", "CSAT"), RowVariant.ofMetric("helpful", "helpful"));
        assertThat(file.toJson()).contains("\"accept\": \"1\"", "\"reject\": \"false\"", "\"CSAT\": \"CSAT\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"winer\": {}} | line 1, column 2: found \"winer\"; expected one of about, kind, map, set, metrics, each, winner, values, decimal_comma, thousands, percent, users, drop_unknown_users, skip_where, skip_where_present, ignore, find_completion, create_completions, raters, timezone, labels, label_columns, encoding, delimiter, quote, escape, comment, skip_lines, sheet. Did you mean \"winner\"?",
                "{;\"map\": {;\"valu\": \"x\"}} | line 3, column 1: found \"valu\"; expected one of *",
                "{\"map\": {\"value\": []}} | line 1, column 19: found a list; expected text.",
                "{\"map\": [\"value\"]} | line 1, column 9: found a list; expected an object: {…}.",
                "{\"map\": {\"value\": \"a\", \"score\": \"b\"}} | line 1, column 33: found the field value twice; expected each field once.",
                "{\"kind\": \"rating\"} | line 1, column 10: found \"rating\"; expected metric or preference or interaction or outcome.",
                "{\"winner\": {\"x\": \"first\"}} | line 1, column 18: found \"first\"; expected a, b, tie-good, tie-bad or skip.",
                "{\"winner\": {\"1\": \"a\", \"1.0\": \"b\"}} | line 1, column 33: The labels \"1\" and \"1.0\" count as the same: *",
                "{\"values\": {\"x\": \"first\"}} | line 1, column 18: found \"first\"; expected a number, true, false or \"skip\".",
                "{\"decimal_comma\": \"yes\"} | line 1, column 19: found \"yes\"; expected true or false.",
                "{\"percent\": 5} | line 1, column 13: found \"5\"; expected number or fraction.",
                "{\"users\": {\"ann\": \"7\"}} | line 1, column 19: found \"7\"; expected a UUID (8-4-4-4-12 hexadecimal digits).",
                "{\"metrics\": [\"a\"], \"each\": []} | line 1, column 29: found both \"metrics\" and \"each\"; expected one of the two.",
                "{\"skip_where\": \"a=b\"} | line 1, column 16: found \"a=b\"; expected a list of rules such as \"status=discarded\".",
                "{\"skip_where\": [\"ab\"]} | line 1, column 17: --skip-where \"ab\": expected FIELD=VALUE, *",
                "{\"each\": [{\"maps\": {}}]} | line 1, column 12: found \"maps\"; expected one of map, set, skip_where, skip_where_present. Did you mean \"map\"?",
                "{\"map\": {}, \"map\": {}} | line 1, column 18: found invalid JSON (Duplicate field 'map'); expected JSON (comments are allowed).",
                "{} {} | line 1, column 4: found an object; expected the end of the file.",
                "[] | line 1, column 1: found a list; expected an object: {…}.",
                "{\"map\" 1} | line 1, column 8: found invalid JSON *",
            })
    void a_file_that_is_wrong(String text, String told) {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> MappingFile.parse(text.replace(';', '\n'), "m.json"))
                .satisfies(e -> {
                    if (told.endsWith("*")) {
                        assertThat(e.getMessage()).startsWith("m.json " + told.substring(0, told.length() - 1));
                    } else {
                        assertThat(e.getMessage()).isEqualTo("m.json " + told);
                    }
                });
    }

    @Test
    void a_file_that_is_not_there() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> MappingFile.read(Path.of("nowhere.json")))
                .withMessage("--mapping nowhere.json: no such file. Ready mappings: adaptive, alpaca-eval, arena,"
                        + " argilla-pairwise, argilla-ratings, argilla-records, auto-j, chat-response,"
                        + " label-studio-pairwise, label-studio-pairwise-csv, langfuse, langsmith, mt-bench,"
                        + " mturk, pandalm, prodigy, prodigy-choice, qualtrics.");
    }

    @Test
    void what_is_typed_goes_before_what_the_file_says() throws Exception {
        MappingOptions file = MappingFile.parse(EVERYTHING, "m.json").options();
        MappingOptions typed = new MappingOptions(
                        Kind.PREFERENCE,
                        Map.of(Field.METRIC, "speed"),
                        Map.of(Field.DETAILS, "reason"),
                        List.of(RowVariant.ofMetric("CSAT", "CSAT")),
                        LabelWords.winner(List.of("1.0=b, 2=a")),
                        LabelWords.values(List.of("yes=1")),
                        new NumberStyle(false, false, NumberStyle.Percent.NUMBER),
                        new Users(Map.of("Ann", UUID.fromString(Mapping.ID2)), false))
                .withSkipWhere(List.of(SkipRule.of("a=b"), SkipRule.of("Name=Total")));

        MappingOptions both = file.and(typed);

        assertThat(both.kind()).isEqualTo(Kind.PREFERENCE);
        assertThat(both.constants()).isEqualTo(Map.of(Field.METRIC, "speed"));
        assertThat(both.columns())
                .isEqualTo(Map.of(Field.DETAILS, "reason", Field.COMPLETION_ID, "/choices/0/completion_id"));
        assertThat(both.variants()).isEqualTo(typed.variants());
        assertThat(both.winner().find("1")).contains(WinnerMeaning.B);
        assertThat(both.winner().find("")).contains(WinnerMeaning.SKIP);
        assertThat(both.skipWhere().stream().map(SkipRule::text))
                .containsExactly("Name=Total", "status!=submitted", "comment~^#", "a=b");
        assertThat(both.values().meanings()).hasSize(3);
        assertThat(both.numbers()).isEqualTo(new NumberStyle(true, true, NumberStyle.Percent.NUMBER));
        assertThat(both.users()).isEqualTo(new Users(Map.of("ann", UUID.fromString(Mapping.ID2)), true));
    }
}
