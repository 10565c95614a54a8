package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.delivery.Time;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Shard;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.Outbox;
import feedbackuploader.ledger.Owner;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.report.Summary;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.StopReason;
import feedbackuploader.upload.RecordingDeployment.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values for whole sessions, which no deployment shows again. */
class OutcomesTest extends RoundsCase {

    private static final String NOT_READ_BACK =
            "Outcomes cannot be read back: one whose answer is lost stays unknown and is not sent again by itself.";
    private static final String UNKNOWN = "Outcomes cannot be read back: no query of the API shows them.";

    private static String session(int number) {
        return new UUID(7, number).toString();
    }

    private static MappingOptions kind(Kind kind) {
        return new MappingOptions(kind, Map.of(), Map.of());
    }

    /** An answer that comes late would be lost for good; and nothing is waited for where nothing can be settled. */
    @Override
    UploadRun run() {
        return super.run().time(Time.system());
    }

    @Override
    void write(int rows) throws IOException {
        StringBuilder text = new StringBuilder("session_id,metric,value,user\n");
        for (int i = 1; i <= rows; i++) {
            text.append(session(i) + ",quality," + i + "," + (i == 2 ? A : "") + "\n");
        }
        Files.writeString(input, text);
    }

    @Test
    void each_is_sent_once_as_the_api_wants_it_and_a_second_run_asks_the_server_nothing() throws Exception {
        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(deployment.sent())
                .containsExactlyInAnyOrder(
                        "{\"value\":1,\"metric\":\"quality\",\"session_id\":\"" + session(1)
                                + "\",\"project_id\":\"demo\"}",
                        "{\"value\":2,\"metric\":\"quality\",\"session_id\":\"" + session(2)
                                + "\",\"project_id\":\"demo\",\"user_id\":\"" + A + "\"}",
                        "{\"value\":3,\"metric\":\"quality\",\"session_id\":\"" + session(3)
                                + "\",\"project_id\":\"demo\"}");
        assertThat(run().run().requests()).isZero();
    }

    /** Whether the server has it or not: nothing tells. */
    @ParameterizedTest
    @EnumSource(names = {"RECORDED_BUT_LOST", "LOST"})
    void one_whose_answer_is_lost_stays_unknown_which_is_said_beforehand(Fate fate) throws Exception {
        deployment.treats(body -> isValue(body, 2) ? fate : Fate.RECORDED);
        UploadRun first =
                run().beforeDelivery(upload -> assertThat(deployment.sent()).isEmpty());

        Summary summary = first.run();
        deployment.treats(body -> Fate.RECORDED);
        Summary second = run().run();

        assertThat(first.heard.notices).contains(NOT_READ_BACK);
        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 2L, "unknown", 1L));
        assertThat(second.statuses()).isEqualTo(Map.of("recorded", 2L, "unknown", 1L));
        assertThat(second.exitCode()).isEqualTo(4);
        assertThat(results().get(2)).contains(",unknown,", UNKNOWN);
        assertThat(deployment.sent()).hasSize(3);
        assertThat(deployment.readBack()).isEmpty();
    }

    @Test
    void only_the_user_s_own_word_sends_an_unknown_one_again() throws Exception {
        deployment.treats(body -> isValue(body, 2) ? Fate.LOST : Fate.RECORDED);
        run().run();
        deployment.treats(body -> Fate.RECORDED);

        assertThat(run().resendingUnknown().run().statuses()).isEqualTo(Map.of("recorded", 3L));

        assertThat(deployment.sent()).hasSize(4);
        assertThat(deployment.kept()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void one_that_was_on_its_way_when_its_run_was_killed_ends_unknown_and_is_not_sent_twice() throws Exception {
        run().dry().run();
        try (Ledger ledger = Ledger.open(
                        UploadRun.folder(input).path(), new Owner(input, deployment.url(), UploadRun.PROJECT));
                Outbox outbox = ledger.outbox()) {
            ServerTime now = new ServerTime(time.now(), time.now());
            outbox.exchange(List.of(), List.of(), 1, Long.MAX_VALUE, now)
                    .forEach(claim -> deployment.receives(claim.submission().body()));
        }

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 2L, "unknown", 1L));

        assertThat(deployment.kept()).hasSize(3).doesNotHaveDuplicates();
    }

    /** Each of them would be unknown for ever. */
    @Test
    void a_kill_finds_no_more_of_them_marked_as_sent_than_are_in_flight() throws Exception {
        write(60);
        List<Long> sending = new CopyOnWriteArrayList<>();
        deployment.treats(body -> {
            sending.add(sendingOnDisk());
            return Fate.RECORDED;
        });

        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 60L));

        assertThat(sending).hasSize(60).allMatch(rows -> rows <= 4, "no more than four may be in flight");
    }

    /** Past the check of a reader, which fails now and then while the ledger is written. */
    private long sendingOnDisk() {
        Path file = UploadRun.folder(input).path().resolve("ledger.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM feedback WHERE state = 'sending'")) {
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void without_a_project_it_is_the_same_and_the_reason_too() throws Exception {
        deployment.treats(body -> isValue(body, 2) ? Fate.LOST : Fate.RECORDED);

        assertThat(run().withoutProject().run().statuses()).isEqualTo(Map.of("recorded", 2L, "unknown", 1L));

        assertThat(results().get(2)).contains(UNKNOWN);
        assertThat(deployment.sent())
                .contains("{\"value\":3,\"metric\":\"quality\",\"session_id\":\"" + session(3) + "\"}");
    }

    /** It asks to send only what the server proves not to have. */
    @Test
    void skip_existing_sends_none_and_says_why() throws Exception {
        UploadRun run = run().skippingExisting();
        Summary summary = run.run();

        assertThat(run.heard.notices)
                .contains("3 rows are not sent: the server may have them. The report gives the reason. Without"
                        + " --skip-existing they are sent.");
        assertThat(summary.statuses()).isEqualTo(Map.of("invalid", 3L));
        assertThat(results().get(1)).contains(UNKNOWN);
        assertThat(deployment.sent()).isEmpty();
        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));
    }

    @ParameterizedTest
    @EnumSource
    void they_name_no_completion_to_ask_for(IdCheck check) throws Exception {
        assertThat(run().checkingIds(check).run().statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.readBack()).isEmpty();
    }

    @Test
    void what_was_sent_from_another_file_is_known_again() throws Exception {
        Path memory = folder.resolve("state/sent.db");
        run().memory(memory).run();
        Path copy = Files.copy(input, folder.resolve("copy.csv"));

        Summary again = new UploadRun(deployment, copy)
                .time(Time.system())
                .memory(memory)
                .run();

        assertThat(again.stopCause()).isEqualTo(StopReason.SENT_BEFORE);
        assertThat(deployment.sent()).hasSize(3);
    }

    @Test
    void a_report_is_a_safe_input_and_so_are_the_rows_to_fix() throws Exception {
        Files.writeString(input, Files.readString(input) + "7,quality,4,\n");
        assertThat(run().maxErrors("100%").run().statuses()).isEqualTo(Map.of("recorded", 3L, "invalid", 1L));
        Path results = UploadRun.folder(input).path().resolve("results.csv");
        Path failed = UploadRun.folder(input).path().resolve("failed.csv");
        Files.writeString(failed, Files.readString(failed).replace("\n7,", "\n" + session(4) + ","));

        assertThat(new UploadRun(deployment, failed).time(Time.system()).run().statuses())
                .isEqualTo(Map.of("recorded", 1L));
        assertThat(new UploadRun(deployment, results)
                        .time(Time.system())
                        .maxErrors("100%")
                        .run()
                        .statuses())
                .isEqualTo(Map.of("skipped", 3L, "invalid", 1L));
        assertThat(deployment.sent()).hasSize(4).doesNotHaveDuplicates();
    }

    /** A deployment that has use cases takes outcomes without one. */
    @Test
    void what_a_report_says_of_them_is_so_in_another_use_case_too() throws Exception {
        run().run();
        Path results = UploadRun.folder(input).path().resolve("results.csv");

        assertThat(new UploadRun(deployment, results)
                        .time(Time.system())
                        .project("other")
                        .run()
                        .statuses())
                .isEqualTo(Map.of("skipped", 3L));
    }

    @Test
    void each_shard_sends_its_own_sessions() throws Exception {
        write(20);
        long recorded = 0;
        for (int number = 1; number <= 3; number++) {
            recorded += run().shard(new Shard(number, 3)).run().statuses().getOrDefault("recorded", 0L);
        }

        assertThat(recorded).isEqualTo(20);
        assertThat(deployment.sent()).hasSize(20).doesNotHaveDuplicates();
    }

    /** Ratings name the session too, so that the program cannot tell which rows have lost their completion. */
    @ParameterizedTest
    @EnumSource(names = {"METRIC", "OUTCOME"})
    void a_file_of_both_is_uploaded_once_for_each_and_the_report_is_one(Kind first) throws Exception {
        Files.writeString(
                input,
                "completion_id,session_id,metric,value\n" + A + "," + session(1) + ",quality,1\n," + session(1)
                        + ",quality,2\n");
        Kind second = first == Kind.METRIC ? Kind.OUTCOME : Kind.METRIC;

        run().mapping(kind(first)).maxErrors("100%").run();
        var unused = run().mapping(kind(second)).maxErrors("100%").run();
        for (Kind again : List.of(Kind.OUTCOME, Kind.METRIC)) {
            Summary summary = run().mapping(kind(again)).maxErrors("100%").run();
            assertThat(summary.requests()).isZero();
            assertThat(summary.feedback()).containsEntry("recorded", 2L);
        }
        assertThat(deployment.kept()).hasSize(2).doesNotHaveDuplicates();
    }
}
