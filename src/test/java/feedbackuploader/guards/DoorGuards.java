package feedbackuploader.guards;

import java.util.List;

/** What keeps files, reports and doors from leading to another outcome than the one stated. */
final class DoorGuards {

    private DoorGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "a key typed in place of its file, shown",
                        "cli/options/KeyFile.java",
                        "\"--api-key-file: no such file.",
                        "\"--api-key-file \" + file + \": no such file.",
                        "cli.NoSecretIsToldTest"),
                new Guard(
                        "a job that repeats what cannot succeed for ever, since it may continue",
                        "upload/ExitStatus.java",
                        "stopped.cause().needsAChange() && !hasRecorded",
                        "stopped.cause().isRepetition() && !hasRecorded",
                        "upload.ExitStatusTest"),
                new Guard(
                        "an empty value of an option, taken for a name",
                        "cli/OptionChecks.java",
                        "option.originalStringValues().contains(\"\")",
                        "option.originalStringValues().contains(null)",
                        "cli.UsageTest"),
                new Guard(
                        "a row, or a part of one, that is to be skipped, sent",
                        "mapping/PieceMapper.java",
                        "String reason = fields.skipping().reason();",
                        "String reason = null;",
                        "mapping.SkipWhereTest"),
                new Guard(
                        "a discarded answer among several of one row, sent",
                        "mapping/FanOut.java",
                        "Skipping skipping = fields.skipping().at(i);",
                        "Skipping skipping = Skipping.NONE;",
                        "mapping.SkipWhereTest"),
                new Guard(
                        "a file whose rows lack the key by which they are to be skipped, sent whole",
                        "mapping/SkipTests.java",
                        "if (wasAsked && !rule.isSeen",
                        "if (wasAsked && rule.rows < 0 && !rule.isSeen",
                        "mapping.SkipWhereTest"),
                new Guard(
                        "a model's own score, sent for the answer of a person",
                        "mapping/ExportRecognition.java",
                        "if (advice != null && isScoreSent) {",
                        "if (advice != null && isScoreSent && !anyValid) {",
                        "mapping.ExportRecognitionTest"),
                new Guard(
                        "options advised for a file that no option helps",
                        "mapping/ShapeAdvice.java",
                        "return lacksId && likely.ids().isEmpty() && !likely.isEmpty();",
                        "return lacksId && likely.ids().isEmpty() && likely.isEmpty();",
                        "mapping.ProposalsTest"),
                new Guard(
                        "a metric that the deployment lacks, blamed on each row",
                        "upload/Planner.java",
                        "if (metrics != null && !wasBegun) {",
                        "if (metrics != null && wasBegun) {",
                        "cli.MetricNamesTest"),
                new Guard(
                        "a file of rows to fix, stopped for those that are not fixed yet",
                        "upload/Planner.java",
                        "run.request().errorLimit().isDefault() && (isReport || continuesPlan());",
                        "run.request().errorLimit().isDefault() && continuesPlan();",
                        "upload.ReportAsInputTest"),
                new Guard(
                        "the first of two answers, sent for both",
                        "mapping/Pointer.java",
                        "return meant.size() > 1 || (",
                        "return meant.size() > 9 || (",
                        "mapping.options.ReadyMappingsTest"),
                new Guard(
                        "a row sent because the formula that would skip it has no result",
                        "mapping/SkipTests.java",
                        "if (given.isTrouble()) {",
                        "if (given.isTrouble() && given.isBlank()) {",
                        "cli.WorkbooksPeopleHaveTest"),
                new Guard(
                        "a second list of rows, ignored",
                        "input/ListRecordReader.java",
                        "if (c == '{' && JsonShape.isList(name)) {",
                        "if (c == '{' && name.isEmpty()) {",
                        "input.JsonShapesTest"),
                new Guard(
                        "a web page that reads a sandbox by a name of its own",
                        "sandbox/Router.java",
                        "!hosts.hasOurs(exchange.getRequestHeaders().get(\"Host\"))",
                        "authorization.isEmpty()",
                        "sandbox.SandboxRoutesTest"),
                new Guard(
                        "a completion that a sandbox shows before its time",
                        "sandbox/Completions.java",
                        "behaviour.visibleAfter().toMillis() <= clock.millis()",
                        "behaviour.visibleAfter().toMillis() <= Long.MAX_VALUE",
                        "sandbox.CompletionListTest"),
                new Guard(
                        "a completion of another use case, listed",
                        "sandbox/CompletionFilter.java",
                        "IndexKeys.useCase(owner).equals(useCase)",
                        "IndexKeys.useCase(owner).version() > 0",
                        "sandbox.CompletionListTest"),
                new Guard(
                        "a metric that takes ratings where it is not linked",
                        "sandbox/FeedbackReader.java",
                        "metric == null || !metrics.isLinked(metric, useCase)",
                        "metric == null",
                        "sandbox.MetricMutationsTest"),
                new Guard(
                        "what a sandbox recorded, shown to those without its key",
                        "sandbox/SandboxRoute.java",
                        "\"/sandbox/feedback\", true",
                        "\"/sandbox/feedback\", false",
                        "sandbox.SandboxRoutesTest"),
                new Guard(
                        "a workbook whose elements fill the memory",
                        "input/xlsx/Xml.java",
                        "++depth > DEEPEST",
                        "++depth > 1_000_000_000",
                        "input.StrangeWorkbookTest"),
                new Guard(
                        "a workbook whose namespaces take for ever",
                        "input/xlsx/ShortTags.java",
                        "sinceTag > LONGEST_TAG)",
                        "sinceTag > LONGEST_TEXT)",
                        "input.StrangeWorkbookTest"),
                new Guard(
                        "a regular expression that takes for ever",
                        "mapping/Regex.java",
                        "import com.google.re2j.Matcher;\nimport com.google.re2j.Pattern;\nimport com.google.re2j.Pattern",
                        "import java.util.regex.Matcher;\nimport java.util.regex.Pattern;\nimport java.util.regex.Pattern",
                        "mapping.RegexTest"),
                new Guard(
                        "a regular expression that fills the memory",
                        "mapping/Regex.java",
                        "if (size(text) > LARGEST)",
                        "if (text.length() > 10 * LARGEST)",
                        "mapping.RegexTest"),
                new Guard(
                        "rows that someone is mending, overwritten by the next report",
                        "report/Report.java",
                        "List<Path> kept = ReportFiles.keepEdited(folder, held);",
                        "List<Path> kept = List.of();",
                        "report.ReportTest"),
                new Guard(
                        "row numbers alone in the place of a whole report",
                        "report/Report.java",
                        "Path byNumber = ReportFiles.byNumber(folder);",
                        "Path byNumber = new ReportFiles(folder, ReportFormat.CSV).results();",
                        "report.ReportTest"),
                new Guard(
                        "an input that changed under the report",
                        "report/ZippedRows.java",
                        "!source.sha256().equals(plan.sha256())",
                        "source.sha256().isEmpty()",
                        "report.ReportTest"),
                new Guard(
                        "a half-written report",
                        "report/AtomicFile.java",
                        "this.beside = place.resolveSibling(\".\" + place.getFileName() + \".part\");",
                        "this.beside = place;",
                        "report.AtomicFileTest",
                        "upload.UploadTest"),
                new Guard(
                        "a report on another target that is heeded here",
                        "upload/KnownRuns.java",
                        "name == null || target == null || name.isAt(target, project, kind)",
                        "name == null || target == null || !target.isEmpty()",
                        "upload.ReportAtTargetTest"),
                new Guard(
                        "a report that is believed although its ledger knows more",
                        "upload/KnownRuns.java",
                        "        if (held == null) {\n            return Standing.NOT_TOLD;",
                        "        if (held == null || row >= 0) {\n            return Standing.NOT_TOLD;",
                        "upload.StaleReportTest"),
                new Guard(
                        "a killed run that leaves the reports of the run before",
                        "upload/Upload.java",
                        "        EarlierReports.outdate(run.request(), run.journal().startedAt(), run.listener());\n",
                        "",
                        "upload.OutOfDateTest"),
                new Guard(
                        "a row that a report leaves out since the server may have it, and the report of that report sends",
                        "report/RowOutcome.java",
                        "cause == null ? List.of() : List.of(cause.word())",
                        "List.of()",
                        "upload.ReportAtTargetTest"),
                new Guard(
                        "a row that the server may have, and that a report of a report takes for recorded",
                        "ledger/Columns.java",
                        "doubt > 0 ? SkipCause.IN_DOUBT : SkipCause.RECORDED",
                        "SkipCause.RECORDED",
                        "upload.ReportAtTargetTest"),
                new Guard(
                        "a row left out that may be on the server, with exit code 0",
                        "upload/ExitStatus.java",
                        "if (counts.skippedInDoubt() > 0) {",
                        "if (counts.skippedInDoubt() < 0) {",
                        "upload.ReportAtTargetTest"),
                new Guard(
                        "rows that were sent from another file before",
                        "upload/RowMemory.java",
                        "                        open = found;",
                        "run.notice(words.stopped(found));",
                        "upload.RowMemoryTest"),
                new Guard(
                        "a recorded file sent again in other words by other options",
                        "upload/Planner.java",
                        "sameBytes ? Math.min(",
                        "sameBytes && !sameBytes ? Math.min(",
                        "upload.RowMemoryTest"),
                new Guard(
                        "a hidden sheet taken for the table",
                        "input/xlsx/SheetChoice.java",
                        "if (part != null && !sheet.hidden()) {",
                        "if (part != null) {",
                        "cli.WorkbooksPeopleHaveTest"),
                new Guard(
                        "a formula without a result read as its text",
                        "input/xlsx/SheetRows.java",
                        "isError ? CellType.ERROR : CellType.NO_RESULT;",
                        "isError ? CellType.ERROR : CellType.TEXT;",
                        "cli.WorkbooksPeopleHaveTest"),
                new Guard(
                        "a 0 that a library left in place of a result",
                        "input/xlsx/SheetRows.java",
                        "calculatesOnLoad && value",
                        "!calculatesOnLoad && calculatesOnLoad && value",
                        "cli.WorkbooksPeopleHaveTest"),
                new Guard(
                        "an error of a formula sent as a text",
                        "mapping/Texts.java",
                        "if (given.isTrouble()) {",
                        "if (given.isTrouble() && given.isBlank()) {",
                        "cli.WorkbooksPeopleHaveTest"),
                new Guard(
                        "a formula that a spreadsheet runs from the rows to mend",
                        "report/CsvReport.java",
                        "if (guarded.equals(cells) && (",
                        "if ((",
                        "report.CsvReportTest"),
                new Guard(
                        "an apostrophe of the user's own, taken off in a workbook",
                        "input/xlsx/WorkbookSource.java",
                        "row.number(), !workbook.isReport())",
                        "row.number(), true)",
                        "report.FailedRoundTripTest"),
                new Guard(
                        "a formula without a result that comes back from a report as a text",
                        "report/ReportSheet.java",
                        "SpreadsheetErrors.has(text) ? text : NO_VALUE",
                        "SpreadsheetErrors.has(text) ? text : \"\"",
                        "report.XlsxReportTest"),
                new Guard(
                        "a cell that makes the report a damaged workbook",
                        "report/ReportSheet.java",
                        "if (text.length() > LONGEST_CELL) {",
                        "if (text.length() > 100 * LONGEST_CELL) {",
                        "report.XlsxReportTest"));
    }
}
