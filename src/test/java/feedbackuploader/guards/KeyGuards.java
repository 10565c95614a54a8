package feedbackuploader.guards;

import java.util.List;

/** What keeps a rating from a completion that it is not of, where its file names completions by keys of its own. */
final class KeyGuards {

    private KeyGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "a rating sent to one of several completions with its key",
                        "upload/KeyedCompletions.java",
                        "return completions.size() == 1",
                        "return !completions.isEmpty()",
                        "cli.FindCompletionTest"),
                new Guard(
                        "a row that is never looked up again, since nothing was found for it once",
                        "upload/Planner.java",
                        "|| keyed.mayChangeThePlan()",
                        "",
                        "cli.FindCompletionTest"),
                new Guard(
                        "a rating whose completion is not found, sent as the outcome of its session",
                        "mapping/KindRule.java",
                        "options.lookup() == null && OF_COMPLETIONS",
                        "OF_COMPLETIONS",
                        "mapping.KeyedRowsTest"),
                new Guard(
                        "a list taken for whole after its first page",
                        "adaptive/CompletionPages.java",
                        "} else if (cursor == null) {",
                        "} else if (cursor == null || !wanted.isEmpty()) {",
                        "adaptive.CompletionKeyQueryTest"),
                new Guard(
                        "a list that lacks some, taken for whole",
                        "adaptive/CompletionPages.java",
                        "return isCounted && counted != all.size()",
                        "return isCounted && counted < 0",
                        "adaptive.CompletionKeyQueryTest"),
                new Guard(
                        "a completion that the server lists although it has another label",
                        "server/FoundCompletion.java",
                        "return label.value().equals(labels.get(label.label()));",
                        "return label.value().length() > 0;",
                        "adaptive.CompletionKeyQueryTest"),
                new Guard(
                        "a list of values believed although the server does not mean any of them",
                        "delivery/CompletionSearch.java",
                        "if (question.isList() && (listed == null || !listsKnown(listed))) {",
                        "if (question.isList() && listed == null) {",
                        "delivery.CompletionSearchTest"),
                new Guard(
                        "completions found by a session that the server ignores",
                        "delivery/CompletionSearch.java",
                        ": requireFilter();",
                        ": null;",
                        "delivery.CompletionSearchTest"),
                new Guard(
                        "a server that is asked for nobody's completions at a time at which there are none",
                        "delivery/CompletionSearch.java",
                        "isShown = !listed.get().isEmpty();",
                        "isShown = true;",
                        "delivery.CompletionSearchTest"),
                new Guard(
                        "a completion of another deployment, remembered as that of a row",
                        "ledger/About.java",
                        "database.update(\"DELETE FROM completion_key\");",
                        "",
                        "ledger.KeyAnswersTest"));
    }
}
