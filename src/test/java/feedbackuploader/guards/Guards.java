package feedbackuploader.guards;

import java.util.List;
import java.util.stream.Stream;

/** All guards of the promise. */
final class Guards {

    private Guards() {}

    static List<Guard> all() {
        return Stream.of(
                        LedgerGuards.all(),
                        DeliveryGuards.all(),
                        AnswerGuards.all(),
                        DoorGuards.all(),
                        PageGuards.all(),
                        ReportPageGuards.all(),
                        OutcomeGuards.all(),
                        TableGuards.all(),
                        KeyGuards.all(),
                        VerificationGuards.all(),
                        GivenBackGuards.all(),
                        EditsGuards.all(),
                        ShardGuards.all(),
                        WorkbenchGuards.all(),
                        ApiGuards.all())
                .flatMap(List::stream)
                .toList();
    }
}
