package feedbackuploader.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Owner;
import feedbackuploader.ledger.State;
import feedbackuploader.upload.UnusableException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Tells what the ledger knows of a file, also while it is being uploaded.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final RunFolderArguments run;

    @Option(names = "--json", description = "print one line of JSON")
    private boolean json;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.run = new RunFolderArguments(surroundings);
    }

    @Override
    public Integer call() throws UnusableException, LedgerException, JsonProcessingException {
        try (Ledger ledger = run.ledgerToRead()) {
            Counts counts = ledger.counts();
            if (json) {
                printJson(ledger.owner(), counts);
            } else {
                print(ledger.owner(), counts);
            }
        }
        return 0;
    }

    private void print(Owner owner, Counts counts) {
        PrintStream out = surroundings.out();
        out.println(Words.path(owner.input().toString()) + " to " + owner.target()
                + (owner.project() == null ? "" : ", " + owner.project()) + ": " + Words.count(counts.rows(), "row")
                + (counts.hasParts() ? ", " + Words.number(counts.total()) + " feedback" : ""));
        counts.byState().forEach((state, count) -> out.printf("%10s %s%n", Words.number(count), word(state)));
    }

    private void printJson(Owner owner, Counts counts) throws JsonProcessingException {
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("input", owner.input().toString());
        status.put("target", owner.target());
        status.put("project", owner.project());
        status.put("rows", counts.rows());
        status.put("feedback", counts.total());
        Map<String, Long> states = new LinkedHashMap<>();
        counts.byState().forEach((state, count) -> states.put(word(state), count));
        status.put("states", states);
        surroundings
                .out()
                .println(new ObjectMapper()
                        .writer()
                        .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                        .writeValueAsString(status));
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
