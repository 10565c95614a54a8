package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A support team's file: ratings by ticket, of completions that the deployment knows by the same tickets. */
class FindCompletionIT {

    private static final int TICKETS = 150;
    private static final String[] UPLOAD = {
        "upload",
        "ratings.csv",
        "--find-completion",
        "label.ticket=Ticket",
        "--map",
        "value=Score",
        "--metric",
        "quality",
        "--use-case",
        "support"
    };

    @TempDir
    private Path folder;

    /** Also creates them there, two for the first ticket. */
    private void write(PackagedProgram program) throws Exception {
        List<String> completions = new ArrayList<>(List.of("prompt,completion_text,label.ticket"));
        List<String> ratings = new ArrayList<>(List.of("Ticket,Score"));
        completions.add("Question?,Another answer.,T-0");
        for (int i = 0; i < TICKETS; i++) {
            completions.add("Question " + i + "?,Answer " + i + ".,T-" + i);
            ratings.add("T-" + i + "," + i);
        }
        ratings.add("T-none,1");
        Files.write(folder.resolve("completions.csv"), completions);
        Files.write(folder.resolve("ratings.csv"), ratings);
        program.run("upload", "completions.csv", "--create-completions", "--use-case", "support")
                .exits(0);
    }

    /** By the number of its ticket, the rating of each completion. */
    private static Map<Integer, String> ratings(SandboxView sandbox) throws Exception {
        Map<String, Integer> tickets = new TreeMap<>();
        Map<Integer, String> ratings = new TreeMap<>();
        for (ObjectNode line : sandbox.listing()) {
            String completion = line.path("completion_id").asText();
            if (line.has("labels")) {
                String ticket = line.path("labels").path("ticket").asText();
                tickets.put(completion, Integer.valueOf(ticket.substring(2)));
            } else {
                ratings.merge(
                        Objects.requireNonNull(tickets.get(completion)),
                        line.path("value").asText(),
                        (one, other) -> one + " and " + other);
            }
        }
        return ratings;
    }

    private static Map<Integer, String> expected() {
        Map<Integer, String> expected = new TreeMap<>();
        for (int i = 1; i < TICKETS; i++) {
            expected.put(i, Integer.toString(i));
        }
        return expected;
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "first"})
    void each_rating_is_recorded_once_on_the_completion_of_its_ticket_though_the_upload_is_killed(String labels)
            throws Exception {
        try (SandboxProcess process =
                SandboxProcess.start(folder, "--data", "kept.jsonl", "--label-filter", labels, "--latency", "20ms")) {
            SandboxView sandbox = process.view();
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);
            write(program);

            try (RunningProgram running = program.start(UPLOAD)) {
                running.err().await("Asked the server for the completions of 151 values of label.ticket: found 149");
                running.kill();
            }
            program.run(UPLOAD)
                    .exits(1)
                    .says("149 recorded", "2 invalid")
                    .complains("Asked the server for the completions of 2 values of label.ticket: found 0; 1 has none");

            assertThat(ratings(sandbox)).isEqualTo(expected());
            UploadFolder left = UploadFolder.of(folder.resolve("ratings.csv"));
            assertThat(left.rows())
                    .allMatch(row ->
                            "recorded".equals(row.get("upload_status")) != "".equals(row.get("upload_completion_id")));
            program.run("verify", "ratings.csv", "--use-case", "support").exits(0);
        }
    }

    @Test
    void a_deployment_that_lists_nothing_in_this_way_gets_no_row() throws Exception {
        try (SandboxProcess process = SandboxProcess.start(folder, "--label-filter", "refused")) {
            PackagedProgram program = PackagedProgram.in(folder).to(process.view());
            write(program);
            long before = process.view().recorded();

            program.run(UPLOAD).exits(2).complains("does not list them as asked", "Nothing was sent.");

            assertThat(process.view().recorded()).isEqualTo(before);
        }
    }
}
