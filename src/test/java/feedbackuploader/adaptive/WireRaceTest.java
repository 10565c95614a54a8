package feedbackuploader.adaptive;

import static feedbackuploader.adaptive.RawServer.CLOSE;
import static feedbackuploader.adaptive.RawServer.HALF_CLOSE;
import static feedbackuploader.adaptive.RawServer.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.adaptive.RawServer.Act;
import feedbackuploader.adaptive.RawServer.Reading;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.Submission;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several requests in flight, connections that are used again, and a server that breaks off at random moments. */
class WireRaceTest {

    private static final int IN_FLIGHT = 16;

    @Test
    void no_row_gets_another_outcome_than_the_facts_allow() throws IOException {
        race(500, new Random(17));
    }

    @Tag("long")
    @Test
    void no_row_of_very_many_gets_another_outcome_than_the_facts_allow() throws IOException {
        for (int i = 0; i < 100; i++) {
            race(1_000, new Random(i));
        }
    }

    private static void race(int rows, Random random) throws IOException {
        Chaos chaos = new Chaos(random);
        try (RawServer server = RawServer.that(Reading.NOTHING, chaos);
                AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
            Map<String, CompletableFuture<Outcome>> running = new LinkedHashMap<>();
            Semaphore permits = new Semaphore(IN_FLIGHT);
            for (int i = 0; i < rows; i++) {
                permits.acquireUninterruptibly();
                CompletableFuture<Outcome> outcome = client.record(Given.rating("row-" + i));
                var unused = outcome.whenComplete((o, t) -> permits.release());
                running.put("row-" + i, outcome);
                Chaos.pause(random);
            }
            Map<String, Outcome> outcomes = new LinkedHashMap<>();
            running.forEach((row, outcome) -> outcomes.put(row, Given.await(outcome)));
            server.heal();
            server.awaitHangUps();

            List<String> seen = server.completions();
            assertThat(seen).as("rows sent twice").doesNotHaveDuplicates();
            Set<String> seenOnce = new HashSet<>(seen);
            outcomes.forEach((row, outcome) -> assertTrue(row, outcome, seenOnce.contains(row), chaos.told(row)));
            assertThat(outcomes.values().stream().map(Object::getClass).collect(Collectors.toSet()))
                    .as("what came about")
                    .contains(
                            Outcome.Recorded.class,
                            Outcome.Rejected.class,
                            Outcome.NotProcessed.class,
                            Outcome.Ambiguous.class);
            Given.assertStillRecords(client);
        }
    }

    private static void assertTrue(String row, Outcome outcome, boolean seen, Class<?> told) {
        assertThat(outcome)
                .as("%s, which the server %s and to which it said %s", row, seen ? "saw" : "did not see", told)
                .isInstanceOfAny(
                        told,
                        Outcome.Ambiguous.class,
                        told == Outcome.Recorded.class ? Outcome.Unconfirmed.class : told,
                        seen ? Outcome.Ambiguous.class : Outcome.NotSent.class);
        if (outcome instanceof Outcome.Recorded recorded) {
            assertThat(recorded.uploadId()).isEqualTo(RawConnection.idFor(row));
        }
    }

    @Test
    void a_large_request_is_not_sent_only_if_the_server_did_not_see_it_whole() throws IOException {
        cutLargeRequests(6);
    }

    @Tag("long")
    @Test
    void a_large_request_is_not_sent_only_if_the_server_did_not_see_it_whole_again_and_again() throws IOException {
        cutLargeRequests(500);
    }

    private static void cutLargeRequests(int times) throws IOException {
        Random random = new Random(17);
        Submission sent = Given.ratingOf(6_000_000); // well beyond what socket buffers take in
        int length = sent.body().length();
        int notSent = 0;
        int wholes = 0;
        for (int i = 0; i < times; i++) {
            long rawRecord = i % 3 == 0 ? length : random.nextInt(length);
            Act act = List.of(RESET, CLOSE, HALF_CLOSE).get(random.nextInt(3));
            try (RawServer server = RawServer.that(Reading.body(rawRecord), act);
                    AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
                Outcome outcome = Given.record(client, sent);
                server.heal();

                assertThat(server.fired()).isEqualTo(1);
                wholes += server.whole().size();
                notSent += outcome instanceof Outcome.NotSent ? 1 : 0;
                assertThat(outcome)
                        .as("cut after %d of %d bytes", rawRecord, length)
                        .isInstanceOfAny(
                                Outcome.Ambiguous.class,
                                server.whole().isEmpty() ? Outcome.NotSent.class : Outcome.Ambiguous.class);
            }
        }
        assertThat(notSent).as("the property was put to the test").isPositive();
        assertThat(wholes).isBetween(times / 3, times - notSent);
    }

    @Test
    void an_answer_too_many_in_the_same_breath_reaches_no_other_row() throws IOException {
        Act twice = connection -> {
            connection.send(connection.properAnswer() + connection.properAnswer());
            connection.server().faultIsOver(connection);
            connection.answerProperly();
        };
        try (RawServer server = RawServer.that(Reading.WHOLE, twice);
                AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
            assertThat(Given.record(client, Given.rating("one")))
                    .isEqualTo(new Outcome.Recorded(201, RawConnection.idFor("one")));
            assertThat(server.fired()).isEqualTo(1);
            server.heal();
            Given.assertStillRecords(client);
        }
    }

    @Test
    void an_answer_too_many_on_an_idle_connection_ends_the_connection() throws IOException {
        CountDownLatch answered = new CountDownLatch(1);
        Act twice = connection -> {
            connection.send(connection.properAnswer());
            RawServer.await(answered);
            connection.send(connection.properAnswer());
            connection.awaitHangUp();
        };
        try (RawServer server = RawServer.that(Reading.WHOLE, twice);
                AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
            assertThat(Given.record(client, Given.RATING)).isInstanceOf(Outcome.Recorded.class);
            answered.countDown();
            assertThat(server.clientHungUp()).isTrue();
            server.heal();
            Given.assertStillRecords(client);
            assertThat(server.connections()).isEqualTo(2);
        }
    }
}
