package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outcomes of sessions: as they stand in a file, once each, and unknown where the answer was lost. */
class OutcomesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 240;

    @TempDir
    private Path folder;

    private static MixedRow outcome(int i) {
        String session = Rating.uuid("session " + i);
        ObjectNode input = JSON.createObjectNode()
                .put("session_id", session)
                .put("metric", "quality")
                .put("value", i);
        ObjectNode listed = JSON.createObjectNode()
                .put("kind", "outcome")
                .put("metric", "quality")
                .put("session_id", session)
                .put("value", i);
        if (i % 3 == 0) {
            input.put("user", Rating.uuid("user"));
            listed.put("user_id", Rating.uuid("user"));
        }
        return new MixedRow(input.toString(), listed.toString(), listed.toString(), false);
    }

    @Test
    void whoever_kills_the_upload_none_is_sent_twice_or_lost_and_what_was_open_is_unknown() throws Exception {
        List<MixedRow> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(outcome(i));
        }
        Files.write(
                folder.resolve("outcomes.jsonl"),
                rows.stream().map(MixedRow::input).toList());
        String[] command = {
            "upload", "outcomes.jsonl", "--use-case", "chat", "--concurrency", "8", "--settle-wait", "1s"
        };
        try (SandboxProcess process =
                SandboxProcess.start(folder, "--latency", "20ms..200ms", "--faults", "drop-after=3%", "--seed", "7")) {
            SandboxView sandbox = process.view();
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);
            for (int recorded : new int[] {20, 80, 140}) {
                try (RunningProgram upload = program.start(command)) {
                    sandbox.awaitRecorded(recorded);
                    upload.kill().exits(137);
                }
            }

            program.run(command)
                    .exits(4)
                    .complains("An earlier run was killed while it was sending ")
                    .says(" unknown ");

            List<Reckoning.Uploaded> uploaded = new ArrayList<>();
            List<String> results = Files.readAllLines(folder.resolve("outcomes.jsonl.upload/results.jsonl"));
            assertThat(results).hasSize(ROWS);
            for (int i = 0; i < ROWS; i++) {
                uploaded.add(new Reckoning.Uploaded(
                        rows.get(i), JSON.readTree(results.get(i)).path("upload")));
            }
            Reckoning reckoning = Reckoning.of(uploaded, sandbox.listing());
            assertThat(List.of(reckoning.twice(), reckoning.lost(), reckoning.wrong()))
                    .as("recorded twice, lost and wrong: %s", reckoning.findings())
                    .containsOnly(0L);
            assertThat(uploaded)
                    .filteredOn(Reckoning.Uploaded::isUnknown)
                    .isNotEmpty()
                    .allMatch(one -> one.upload().path("error").asText().startsWith("Outcomes cannot be read back"));

            long attempts = sandbox.attempts();
            program.run(command).exits(4);
            assertThat(sandbox.attempts()).isEqualTo(attempts);
        }
    }

    @Test
    void each_filled_cell_of_a_wide_table_arrives_as_an_outcome_of_its_session() throws Exception {
        String first = Rating.uuid("first");
        String second = Rating.uuid("second");
        Files.writeString(
                folder.resolve("sessions.csv"),
                "session_id,csat,Solved?,user\n" + first + ",4.5,TRUE," + Rating.uuid("user") + "\n" + second
                        + ",,false,\n");

        PackagedProgram.in(folder)
                .run("upload", "sessions.csv", "--sandbox", "--metrics", "csat,solved=Solved?")
                .exits(0)
                .says("sessions.csv: 2 rows, 3 feedback")
                .complains(
                        "Detected outcomes of whole sessions, since a session is named (\"session_id\")",
                        "Outcomes cannot be read back");

        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("sessions.csv.sandbox/sandbox.jsonl"))) {
            lines.add(line.replaceAll("\"(?:id|created_at)\":[^,]+,", ""));
        }
        String user = ",\"user_id\":\"" + Rating.uuid("user") + "\"}";
        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "{\"kind\":\"outcome\",\"metric\":\"csat\",\"session_id\":\"" + first + "\",\"value\":4.5"
                                + user,
                        "{\"kind\":\"outcome\",\"metric\":\"solved\",\"session_id\":\"" + first + "\",\"value\":true"
                                + user,
                        "{\"kind\":\"outcome\",\"metric\":\"solved\",\"session_id\":\"" + second
                                + "\",\"value\":false}");
    }
}
