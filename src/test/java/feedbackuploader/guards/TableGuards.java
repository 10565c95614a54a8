package feedbackuploader.guards;

import java.util.List;

/** What keeps tables from being read as more, as less or as something else than their owner means. */
final class TableGuards {

    private TableGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "advice for another header that skips feedback below it",
                        "mapping/OtherHeader.java",
                        "boolean isOwnName = !name.isEmpty() && cell.equals(name);",
                        "boolean isOwnName = !name.isEmpty();",
                        "mapping.JoinedFilesTest"),
                new Guard(
                        "people's ids, offered as ids of completions",
                        "mapping/LikelyColumns.java",
                        "(Names.isOfPeople(column) ? users : ids).add(column);",
                        "ids.add(column);",
                        "mapping.ProposalsTest"),
                new Guard(
                        "a winner by the name of a model that both sides have",
                        "mapping/PreferenceRows.java",
                        "return isA == isB ? null : isA",
                        "return isA",
                        "mapping.WinnerTest"),
                new Guard(
                        "a row that a lone quote has swallowed into a text",
                        "input/SwallowedRows.java",
                        "if (areRows && cells",
                        "if (areRows && line < 0 && cells",
                        "input.QuotesPeopleHaveTest"),
                new Guard(
                        "a line of signs or a footer that is sent as a preference",
                        "mapping/Totals.java",
                        "if (frame >= 0) {",
                        "if (frame > columns.size()) {",
                        "mapping.TotalsTest"),
                new Guard(
                        "a row that was to be skipped, whose number is written as the options read numbers",
                        "mapping/SkipRule.java",
                        "Labels.normal(numbers.comparable(Texts.trim(label)))",
                        "Labels.normal(Texts.trim(label))",
                        "mapping.SkipWhereTest"),
                new Guard(
                        "a cell below no name, which nobody sends or misses",
                        "input/CsvSource.java",
                        "return unnamed == null",
                        "return unnamed == null || length > 0",
                        "input.FilesPeopleHaveTest"),
                new Guard(
                        "a cell below no name in a workbook, which nobody sends or misses",
                        "input/xlsx/SheetFit.java",
                        "@Nullable String unnamed = header.unnamed(fitted);",
                        "@Nullable String unnamed = null;",
                        "input.xlsx.WorkbookTest"),
                new Guard(
                        "half a text that has a comma, where the cell that it moves is empty",
                        "input/CsvSource.java",
                        "&& lengths.differ()",
                        "&& lengths.differ() && length < 0",
                        "input.FilesPeopleHaveTest"),
                new Guard(
                        "a text in the encoding that the file had before it was saved again",
                        "input/InputFile.java",
                        "if (!now.equals(stamp)) {",
                        "if (Stamp.NONE.equals(stamp)) {",
                        "upload.InputReadingsTest"),
                new Guard(
                        "a text that is taken for UTF-8 since its beginning is",
                        "input/Utf8Trial.java",
                        "count < 0 ? 0 : CLEAR - 1",
                        "CLEAR - 1",
                        "upload.InputReadingsTest"),
                new Guard(
                        "words of two alphabets, from a wrong guess at the encoding",
                        "input/EncodingGuess.java",
                        "&& !LetterRuns.mixAlphabets(decoded)",
                        "",
                        "input.FilesPeopleHaveTest"),
                new Guard(
                        "control characters in a text, from a wrong guess at the encoding",
                        "input/EncodingGuess.java",
                        "!CONTROL.matcher(decoded).find() && ",
                        "",
                        "input.FilesPeopleHaveTest"),
                new Guard(
                        "an answer that is cancelled, a draft or a model's, sent as a person's",
                        "mapping/FinalAnswers.java",
                        "if (found.isEmpty()) {",
                        "if (found.size() < 1_000) {",
                        "mapping.FinalAnswersTest"),
                new Guard(
                        "a cancelled answer inside a list, sent beside others",
                        "mapping/FinalAnswers.java",
                        "for (Around around : arounds) {",
                        "for (Around around : List.<Around>of()) {",
                        "mapping.FinalAnswersTest"),
                new Guard(
                        "a model's score beside a person's verdict, sent as the person's",
                        "mapping/ExportRecognition.java",
                        "if (isVerdictBeside) {",
                        "if (isVerdictBeside && columns.isEmpty() && left < 0) {",
                        "mapping.FinalAnswersTest"),
                new Guard(
                        "a header that is sent as feedback",
                        "mapping/CsvLayout.java",
                        "if (csv.repeatsHeader()) {",
                        "if (csv.cells().isEmpty()) {",
                        "mapping.JoinedFilesTest"),
                new Guard(
                        "a header in other words that is sent as feedback",
                        "mapping/CsvLayout.java",
                        "return named > 1;",
                        "return named > 1_000;",
                        "mapping.JoinedFilesTest"),
                new Guard(
                        "a row of types that is sent as feedback",
                        "mapping/SecondHeaders.java",
                        "int types = columnOfTypes(csv.cells());",
                        "int types = -1;",
                        "mapping.JoinedFilesTest"),
                new Guard(
                        "rows under a second header, read under the first",
                        "mapping/Mapper.java",
                        "csv.resemblesHeader()) {",
                        "csv.cells().isEmpty()) {",
                        "mapping.JoinedFilesTest"),
                new Guard(
                        "one of two columns of a name, taken at random",
                        "mapping/Twins.java",
                        "if (twins != null && !isExact) {",
                        "if (twins != null && columns.isEmpty()) {",
                        "mapping.JoinedFilesTest"),
                new Guard(
                        "a row that was to be skipped for the other of two columns of a name",
                        "mapping/Twins.java",
                        "if (!lookedAt.containsAll(twins)) {",
                        "if (lookedAt.isEmpty()) {",
                        "mapping.SkipWhereTest"),
                new Guard(
                        "rows in a further member of a gzip archive",
                        "input/Gunzip.java",
                        "isAtEnd = !hasAnotherMember();",
                        "isAtEnd = true;",
                        "input.GunzipTest"),
                new Guard(
                        "rows behind the zeros at the end of a gzip archive",
                        "input/Gunzip.java",
                        "if (buffer[position] != 0) {",
                        "if (offset < 0) {",
                        "input.GunzipTest"),
                new Guard(
                        "rows that a lost quote swallows",
                        "input/CsvRecordReader.java",
                        "if (opening.breakStart < 0) {",
                        "if (line > 0) {",
                        "input.QuotesPeopleHaveTest"),
                new Guard(
                        "half of a cell that is taken for a text",
                        "input/CsvRecordReader.java",
                        "if (isSuspect && blank == null && lastThatIsNoBlank() == quote) {",
                        "if (isSuspect && blank != null && lastThatIsNoBlank() == quote) {",
                        "input.QuotesPeopleHaveTest"),
                new Guard(
                        "advice by which an escape swallows a row",
                        "input/QuoteAdvice.java",
                        ": holdsAnotherRow(row, source)) {",
                        ": row.number() < 0) {",
                        "input.QuotesPeopleHaveTest"),
                new Guard(
                        "advice by which quotes end up in texts",
                        "input/QuoteAdvice.java",
                        "? row instanceof CsvRow csv && hasQuotes(csv.cells())",
                        "? row.number() < 0",
                        "input.QuotesPeopleHaveTest"),
                new Guard(
                        "a row in UTF-8, read in another encoding",
                        "input/StrayUtf8.java",
                        "if (!isGuess) {",
                        "if (isGuess) {",
                        "input.MixedEncodingTest"),
                new Guard(
                        "a value that merged cells cover",
                        "input/xlsx/WorkbookSource.java",
                        "merged().mark(last, fitted, types);",
                        "merged();",
                        "input.xlsx.WorkbookTest"),
                new Guard(
                        "sums that are sent as two texts",
                        "mapping/Totals.java",
                        "return isWord(cell)\n",
                        "return isWord(cell + cell)\n",
                        "mapping.TotalsTest"),
                new Guard(
                        "a word for nothing that is sent as an answer",
                        "mapping/Side.java",
                        "if (noText != null || noModel != null) {",
                        "if (noText != null && noModel != null) {",
                        "mapping.PreferenceRowsTest"),
                new Guard(
                        "a row that is skipped for cells that it lacks",
                        "mapping/SkipTests.java",
                        "rule.test.isNegative() ? RawValue.none(\"\")",
                        "rule.test.isNegative() && rules.isEmpty() ? RawValue.none(\"\")",
                        "mapping.SkipWhereTest"),
                new Guard(
                        "curly quotes that end up in texts",
                        "input/CsvSource.java",
                        "OddQuotes.refuseCurly(header.columns(), cells, file, rawRecord);",
                        "",
                        "input.QuotesPeopleHaveTest"),
                new Guard(
                        "U+0000, which no database stores",
                        "mapping/Texts.java",
                        "if (c == 0 ||",
                        "if (c == 0xFFFF ||",
                        "mapping.JoinedFilesTest"));
    }
}
