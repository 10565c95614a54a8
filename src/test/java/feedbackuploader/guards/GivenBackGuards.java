package feedbackuploader.guards;

import java.util.List;

/** What keeps completions from being created twice, and what names them from being lost or sent without an id. */
final class GivenBackGuards {

    private static final String GIVEN_BACK = "cli.GivenBackTest";
    private static final String LEDGER = "ledger.CreationsTest";

    private GivenBackGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "a completion that its report has created once more",
                        "mapping/EarlierUpload.java",
                        "        if (id != null) {\n            return new Mapped.Skipped(CREATED",
                        "        if (false) {\n            return new Mapped.Skipped(CREATED",
                        GIVEN_BACK),
                new Guard(
                        "what is new in a row, taken for recorded with its completion",
                        "mapping/EarlierUpload.java",
                        "return !completions.isEmpty() && Texts.isBlank(metric);",
                        "return false;",
                        GIVEN_BACK),
                new Guard(
                        "a rating that waits for ever for a completion of another upload",
                        "upload/RowMemory.java",
                        "long nameless = left.refuseTheRest();",
                        "long nameless = 0;",
                        GIVEN_BACK),
                new Guard(
                        "a rating that was fixed in two ways, skipped with its completion unasked",
                        "upload/RowMemory.java",
                        "travellers.changed() > 0 && !isDecided",
                        "travellers.changed() < 0 && !isDecided",
                        "cli.CreatingRowFixedTwiceTest"),
                new Guard(
                        "ratings that travelled with their completion, forgotten by the memory",
                        "ledger/Memory.java",
                        "f.state = 'carried' AND carrier.state = 'planned'",
                        "f.state = 'carried' AND carrier.state = 'gone'",
                        GIVEN_BACK),
                new Guard(
                        "a placeholder that is sent in place of an id",
                        "ledger/Transitions.java",
                        ") OR (NEW.awaits = 1 AND NEW.state = 'planned' AND ",
                        ") OR (NEW.awaits = 7 AND NEW.state = 'planned' AND ",
                        LEDGER),
                new Guard(
                        "a rating whose completion was refused that waits for ever",
                        "ledger/Transitions.java",
                        "CASE NEW.state WHEN 'rejected' THEN 'rejected' ELSE state END",
                        "state",
                        LEDGER));
    }
}
