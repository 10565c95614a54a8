package feedbackuploader.report;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.feedback.RunName;
import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.ledger.Claim;
import feedbackuploader.ledger.DuplicatePolicy;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Outbox;
import feedbackuploader.ledger.Owner;
import feedbackuploader.ledger.Plan;
import feedbackuploader.ledger.PlanWriter;
import feedbackuploader.ledger.Result;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.Submission;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file that was uploaded, with a ledger that says what became of each row. */
final class UploadedFile implements AutoCloseable {

    /** {@code t #} in a report. */
    private static final RunName RUN = new RunName("t", null, "");

    private static final RowViewer NOBODY = new RowViewer() {
        @Override
        public void begin(List<String> columns) {}

        @Override
        public void row(@Nullable Row row, RowOutcome outcome) {}
    };

    final Path input;
    final Path folder;
    final Ledger ledger;
    private final Plan plan;
    private final InputOptions reading;

    private UploadedFile(Path input, InputOptions reading, Path folder, Ledger ledger, Plan plan) {
        this.reading = reading;
        this.input = input;
        this.folder = folder;
        this.ledger = ledger;
        this.plan = plan;
    }

    /**
     * @param invalid the reason by row number; rows that cannot be read are invalid without it
     * @param outcomes by row number; any other row is recorded under {@code id-<row>}
     */
    static UploadedFile of(Path input, Map<Long, String> invalid, Map<Long, Outcome> outcomes) throws Exception {
        return of(input, InputOptions.none(), invalid, outcomes);
    }

    static UploadedFile of(Path input, InputOptions reading, Map<Long, String> invalid, Map<Long, Outcome> outcomes)
            throws Exception {
        Path folder = Files.createDirectories(input.resolveSibling(input.getFileName() + ".upload"));
        Ledger ledger = Ledger.open(folder, new Owner(input, "https://example.test", null));
        Plan plan;
        try (RowSource source = InputFile.open(input, reading);
                PlanWriter writer = ledger.beginPlan()) {
            long rows = 0;
            for (Row row = source.next(); row != null; row = source.next()) {
                rows++;
                if (row instanceof BrokenRow broken) {
                    writer.addInvalid(
                            row.number(),
                            0,
                            row.line(),
                            "found " + broken.problem().found());
                } else if (invalid.containsKey(row.number())) {
                    writer.addInvalid(row.number(), 0, row.line(), invalid.get(row.number()));
                } else {
                    Submission submission = new Submission(Kind.METRIC, Long.toString(row.number()));
                    writer.addPlanned(
                            row.number(),
                            0,
                            row.line(),
                            RowKey.of(Kind.METRIC, submission.body()),
                            row.number(),
                            submission);
                }
            }
            plan = writer.finish(source.sha256(), "basis", rows, source.blankRows(), DuplicatePolicy.SEND)
                    .plan();
        }
        deliver(ledger, outcomes);
        return new UploadedFile(input, reading, folder, ledger, plan);
    }

    private static void deliver(Ledger ledger, Map<Long, Outcome> outcomes) throws Exception {
        try (Outbox outbox = ledger.outbox()) {
            List<Result> results = new ArrayList<>();
            for (Claim claim : outbox.exchange(List.of(), List.of(), 1_000, Long.MAX_VALUE, ServerTime.UNKNOWN)) {
                long row = Long.parseLong(claim.submission().body());
                results.add(new Result(claim.id(), outcomes.getOrDefault(row, new Outcome.Recorded(201, "id-" + row))));
            }
            var unused = outbox.exchange(results, List.of(), 0, 0, ServerTime.UNKNOWN);
        }
    }

    Report report() throws Exception {
        return Report.write(InputFile.of(input, reading), folder, ledger::entries, plan, RUN, NOBODY);
    }

    String text(String file) throws Exception {
        return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
    }

    /** The files of the report, the ledger's own left out. */
    List<String> files() throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("ledger.db") && !name.equals("lock"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws LedgerException {
        ledger.close();
    }
}
