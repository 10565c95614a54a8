package feedbackuploader.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Plan;
import feedbackuploader.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The report on a plan of which nothing is left to do, which can never become another one: a run that finds nothing to do
 * need not write it again. The ledger remembers it with the size and the time of its file, so that one that was changed
 * or lost is written anew.
 */
final class KeptReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Mark(
            long generation,
            String sha256,
            String results,
            long size,
            String modified,
            Map<String, Long> statuses,
            long rowsOfOtherShards) {

        private static Mark of(Plan plan, Path results, Map<String, Long> statuses, long rowsOfOtherShards)
                throws IOException {
            BasicFileAttributes file = Files.readAttributes(results, BasicFileAttributes.class);
            return new Mark(
                    plan.generation(),
                    plan.sha256(),
                    results.toString(),
                    file.size(),
                    file.lastModifiedTime().toString(),
                    statuses,
                    rowsOfOtherShards);
        }
    }

    private KeptReport() {}

    /** The report that the ledger remembers, if it is of this plan and its file is as it was. */
    static Optional<Report> find(Ledger ledger, Plan plan) throws LedgerException {
        @Nullable String remembered = ledger.about().report().orElse(null);
        if (remembered == null) {
            return Optional.empty();
        }
        try {
            Mark mark = JSON.readValue(remembered, Mark.class);
            return mark.equals(Mark.of(plan, Path.of(mark.results()), mark.statuses(), mark.rowsOfOtherShards()))
                    ? Optional.of(new Report(
                            Path.of(mark.results()),
                            null,
                            List.of(),
                            List.of(),
                            mark.statuses(),
                            mark.rowsOfOtherShards(),
                            false,
                            null))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // the file is gone, or the words are those of another version
        }
    }

    /** @param report on a plan of which nothing is left to do: no row failed or can still change */
    static void remember(Ledger ledger, Plan plan, Report report) throws LedgerException {
        try {
            ledger.about()
                    .rememberReport(JSON.writeValueAsString(
                            Mark.of(plan, report.results(), report.statuses(), report.rowsOfOtherShards())));
        } catch (JsonProcessingException e) {
            throw new AssertionError("a record of plain values is always JSON", e);
        } catch (IOException e) {
            // then the next run writes it again
        }
    }
}
