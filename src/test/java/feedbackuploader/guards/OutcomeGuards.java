package feedbackuploader.guards;

import java.util.List;

/** What keeps ratings from being sent as outcomes of sessions, and outcomes from being sent twice. */
final class OutcomeGuards {

    private OutcomeGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "a rating without its completion id that is sent as the outcome of its session",
                        "mapping/KindRule.java",
                        "&& OF_COMPLETIONS.stream().allMatch(field -> fields.get(field).isMissing())",
                        "&& OF_COMPLETIONS.stream().noneMatch(field -> fields.get(field).isOwn())",
                        "mapping.OutcomeRowsTest"),
                new Guard(
                        "a rating whose completion stands under another name, sent as the outcome of its session",
                        "mapping/KindRule.java",
                        "&& fields.names().stream().noneMatch(Names::mayBeOfCompletions)",
                        "&& !fields.names().isEmpty()",
                        "mapping.OutcomeRowsTest"),
                new Guard(
                        "a table of ratings with a column of ids under another name, sent as outcomes of sessions",
                        "mapping/KindRule.java",
                        "name -> Names.mayBeOfCompletions(name) && !layout.isOfField(name)",
                        "name -> name.isEmpty()",
                        "mapping.OutcomeRowsTest"),
                new Guard(
                        "a rating whose completion is where an option says, and is not there",
                        "mapping/KindRule.java",
                        "if (mayLackCompletion && isOutcome(fields)) {",
                        "if (isOutcome(fields)) {",
                        "mapping.OutcomeRowsTest"),
                new Guard(
                        "ratings that have lost their completion, beside others that name the session too",
                        "mapping/OutcomeNotices.java",
                        "if (isChosen || outcomes.count() == 0 || others.count() == 0) {",
                        "if (isChosen || outcomes.count() == 0 || others.count() >= 0) {",
                        "mapping.OutcomeRowsTest"),
                new Guard(
                        "a rating that is sent as an outcome since the file is said to hold outcomes",
                        "mapping/KindRule.java",
                        "case OUTCOME -> !fields.hasOwn(COMPLETION_ID) && fields.hasOwn(SESSION_ID, VALUE);",
                        "case OUTCOME -> fields.hasOwn(SESSION_ID, VALUE);",
                        "mapping.OutcomeRowsTest"),
                new Guard(
                        "an outcome that is sent again since no query shows it",
                        "ledger/InDoubtRows.java",
                        "\"UPDATE feedback SET state = 'unknown', reason = ? WHERE id = ?\"",
                        "\"UPDATE feedback SET state = 'planned', reason = ? WHERE id = ?\"",
                        "upload.OutcomesTest"),
                new Guard(
                        "an outcome that is sent again under another use case, of which the server knows nothing",
                        "feedback/RunName.java",
                        "|| kind == Kind.OUTCOME",
                        "",
                        "upload.OutcomesTest"),
                new Guard(
                        "outcomes that leave the report when the file's ratings are uploaded",
                        "ledger/OtherKind.java",
                        "EnumSet.of(Kind.METRIC, Kind.PREFERENCE, Kind.OUTCOME)",
                        "EnumSet.of(Kind.METRIC, Kind.PREFERENCE)",
                        "upload.OutcomesTest"));
    }
}
