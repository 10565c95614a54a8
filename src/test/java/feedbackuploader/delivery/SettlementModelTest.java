package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.InDoubtRow;
import feedbackuploader.ledger.Settled;
import feedbackuploader.ledger.State;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.ReadBackVerdict;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rows that were sent to a server of which the test knows what it recorded. Whatever the rows and the losses, as long as
 * the documented assumptions hold, a verdict may leave the truth open but never contradict it.
 */
class SettlementModelTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID COMPLETION = new UUID(1, 1);
    private static final Evidence EVIDENCE = new Evidence(
            true, true, false, Set.of(new MatchKey.Part("metric", "quality")), START.plusSeconds(1200), "");
    private static final List<String> DETAILS = List.of("", "good", "good work", "bad");
    private static final List<String> USERS = List.of("ann", "bob");

    /** What a server makes of the details that it shows. */
    enum Server {
        KEEPS_DETAILS {
            @Override
            String shown(String details) {
                return details;
            }
        },
        CUTS_DETAILS_OFF {
            @Override
            String shown(String details) {
                return details.substring(0, Math.min(4, details.length()));
            }
        },
        SHOWS_NO_DETAILS {
            @Override
            String shown(String details) {
                return "";
            }
        };

        abstract String shown(String details);
    }

    /** One sending that was recorded: of which body, and under which id. */
    private record Piece(String body, ObservedFeedback observedFeedback) {}

    private record World(List<InDoubtRow> rows, List<Piece> pieces, List<ObservedFeedback> shown) {
        long pieces(String body) {
            return pieces.stream().filter(piece -> piece.body().equals(body)).count();
        }

        @Nullable
        String bodyOf(String id) {
            return pieces.stream()
                    .filter(piece -> piece.observedFeedback().id().equals(id))
                    .map(Piece::body)
                    .findAny()
                    .orElse(null);
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_verdict_contradicts_the_truth(Server server) {
        long decided = 0;
        long all = 0;
        for (long seed : LongStream.range(0, 20_000).toArray()) {
            World world = world(new Random(seed), server);
            List<Settled> settled = MatchRules.of(world.rows(), world.shown(), EVIDENCE);
            assertThat(settled).as("seed %d", seed).hasSameSizeAs(world.rows());
            check(world, settled, "seed " + seed);
            all += settled.size();
            decided += settled.stream()
                    .filter(one -> !(one.verdict() instanceof ReadBackVerdict.Undecided))
                    .count();
        }
        assertThat((double) decided / all)
                .as("a settlement that decides nothing is never wrong")
                .isGreaterThan(server == Server.KEEPS_DETAILS ? 0.47 : 0.23);
    }

    /** Before the server is done it shows a part, and the rest comes in later. */
    @ParameterizedTest
    @EnumSource
    void no_verdict_before_the_server_is_done_contradicts_the_truth(Server server) {
        long decided = 0;
        for (long seed : LongStream.range(0, 20_000).toArray()) {
            Random random = new Random(seed);
            World world = world(random, server);
            List<ObservedFeedback> soFar =
                    world.shown().stream().filter(any -> random.nextInt(4) > 0).toList();
            List<Settled> settled = MatchRules.of(world.rows(), soFar, EVIDENCE);
            if (ReadBackVerdicts.areAllRecorded(settled)) {
                check(world, settled, "seed " + seed);
                decided += settled.size();
            }
        }
        assertThat(decided).isGreaterThan(1_000);
    }

    /** Rows with the same body are the same feedback: which of them is there cannot be told, only how many. */
    private static void check(World world, List<Settled> settled, String what) {
        Map<String, List<Settled>> byBody = settled.stream()
                .collect(Collectors.groupingBy(
                        one -> one.inDoubtRow().submission().body()));
        byBody.forEach((body, rows) -> {
            long recorded = count(rows, ReadBackVerdict.Recorded.class);
            long absent = count(rows, ReadBackVerdict.Absent.class);
            assertThat(recorded).as("%s: recorded %s", what, body).isLessThanOrEqualTo(world.pieces(body));
            assertThat(absent == 0 || absent <= rows.size() - world.pieces(body))
                    .as("%s: absent %s", what, body)
                    .isTrue();
        });
        Set<String> given = new HashSet<>();
        for (Settled one : settled) {
            if (one.inDoubtRow().isAccepted()) {
                assertThat(one.verdict()).as(what).isNotInstanceOf(ReadBackVerdict.Absent.class);
            }
            if (one.verdict() instanceof ReadBackVerdict.Recorded recorded) {
                assertThat(given.add(recorded.uploadId()))
                        .as("%s: one id for one row", what)
                        .isTrue();
                assertThat(world.bodyOf(recorded.uploadId())).as(what).isNotNull();
                if (recorded.note() == null) {
                    assertThat(world.bodyOf(recorded.uploadId()))
                            .as("%s: whose id", what)
                            .isEqualTo(one.inDoubtRow().submission().body());
                }
            }
        }
    }

    private static long count(List<Settled> rows, Class<? extends ReadBackVerdict> verdict) {
        return rows.stream().filter(one -> verdict.isInstance(one.verdict())).count();
    }

    private static World world(Random random, Server server) {
        List<InDoubtRow> rows = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        boolean clockIsKnown = random.nextInt(8) > 0;
        int different = 1 + random.nextInt(DETAILS.size());
        for (int row = 0; row < 1 + random.nextInt(4); row++) {
            String details = DETAILS.get(random.nextInt(different));
            String body = details + "#" + USERS.get(random.nextInt(USERS.size()));
            Instant sent = START.plusMillis(random.nextInt(1_200_000));
            int sendings = random.nextInt(5) > 0 ? 1 : 2 + random.nextInt(2);
            Instant again = sent;
            for (int sending = 0; sending < sendings; sending++) {
                if (random.nextBoolean()) {
                    pieces.add(new Piece(body, recorded(pieces.size(), again, server.shown(details), random)));
                }
                again = again.plusMillis(random.nextInt(600_000));
            }
            Instant claimed = sent.minusMillis(random.nextInt(5_000));
            rows.add(new InDoubtRow(
                    row,
                    new Submission(Kind.METRIC, body),
                    new Trace.At(Kind.METRIC, COMPLETION, matchKey(details)),
                    random.nextInt(20) == 0 ? State.UNKNOWN : State.PLANNED,
                    clockIsKnown ? claimed : null,
                    sendings));
        }
        List<ObservedFeedback> shown =
                new ArrayList<>(pieces.stream().map(Piece::observedFeedback).toList());
        shown.addAll(ofOthers(random));
        Collections.shuffle(shown, random);
        return new World(rows, pieces, shown);
    }

    /** Up to a minute after it was sent, by a clock that may differ by a second from that of the Date headers. */
    private static ObservedFeedback recorded(int number, Instant sent, String details, Random random) {
        Duration later = Duration.ofMillis(random.nextInt(60_000) - (random.nextBoolean() ? 1_000 : 0));
        Instant createdAt = sent.plus(later.isNegative() ? later : later.plusMillis(random.nextInt(1_000)));
        return new ObservedFeedback("id " + number, createdAt, matchKey(details));
    }

    /** What somebody else gave long before, and what is given to another metric at any time. */
    private static List<ObservedFeedback> ofOthers(Random random) {
        List<ObservedFeedback> others = new ArrayList<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            String details = DETAILS.get(random.nextInt(DETAILS.size()));
            others.add(
                    random.nextBoolean()
                            ? new ObservedFeedback(
                                    "older " + i,
                                    START.minus(Duration.ofMinutes(11)).minusMillis(random.nextInt(1_000_000)),
                                    matchKey(details))
                            : new ObservedFeedback(
                                    "another " + i,
                                    START.plusMillis(random.nextInt(1_200_000)),
                                    MatchKey.OfMetric.of("speed", 1, details, null)));
        }
        return others;
    }

    private static MatchKey matchKey(String details) {
        return MatchKey.OfMetric.of("quality", 1, details, null);
    }
}
