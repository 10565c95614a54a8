package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.Canary;
import feedbackuploader.ledger.InDoubtRow;
import feedbackuploader.ledger.Settled;
import feedbackuploader.ledger.State;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.ReadBackVerdict;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Servers that show otherwise what they were sent, or not all of it, or by another clock: the test knows what they
 * recorded, and whatever the rows, the losses and the controls, no verdict contradicts it.
 */
class ShownOtherwiseTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant READ = START.plus(Duration.ofMinutes(30));
    private static final int SEEDS = 1_000;
    private static final UUID ANN = new UUID(7, 1);
    private static final UUID BOB = new UUID(7, 2);
    private static final List<String> DETAILS = List.of(
            "",
            "good",
            "Good",
            "good work",
            "good  work",
            "a<b",
            "a&lt;b",
            "a < b",
            "mail ann@example.test",
            "mail bob@example.test",
            "&amp;lt;",
            "cafe");
    private static final List<Double> VALUES = List.of(1.0, 1.4, 0.5, 0.125, 0.123456789, 0.123457, 0.12, 2.0);

    /** A piece of feedback as it was sent. */
    private record Sent(
            String metric,
            double value,
            String details,
            @Nullable UUID user) {
        MatchKey matchKey() {
            return MatchKey.OfMetric.of(metric, value, details, user);
        }

        Sent details(String other) {
            return new Sent(metric, value, other, user);
        }

        Sent value(double other) {
            return new Sent(metric, other, details, user);
        }

        Sent rounded(int digits, RoundingMode mode) {
            return value(BigDecimal.valueOf(value).setScale(digits, mode).doubleValue());
        }

        Sent user(@Nullable UUID other) {
            return new Sent(metric, value, details, other);
        }
    }

    /** How a server shows what it recorded. Each but the first is one that had rows twice. */
    enum Server {
        AS_IT_IS,
        AS_IT_IS_BUT_THE_USER {
            @Override
            Sent shown(Sent sent) {
                return sent.user(null);
            }
        },
        WITH_A_USER_OF_ITS_OWN_FOR_NONE {
            @Override
            Sent shown(Sent sent) {
                return sent.user(sent.user() == null ? ANN : sent.user());
            }
        },
        ESCAPED {
            @Override
            Sent shown(Sent sent) {
                return sent.details(sent.details()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;"));
            }
        },
        WITH_WHITE_SPACE_FOLDED {
            @Override
            Sent shown(Sent sent) {
                return sent.details(sent.details().replaceAll("\\s+", " "));
            }
        },
        IN_LOWER_CASE {
            @Override
            Sent shown(Sent sent) {
                return sent.details(sent.details().toLowerCase(Locale.ROOT));
            }
        },
        BLOTTED_OUT {
            @Override
            Sent shown(Sent sent) {
                return sent.details(sent.details().replaceAll("\\S+@\\S+", "[redacted]"));
            }
        },
        CUT_OFF {
            @Override
            Sent shown(Sent sent) {
                return sent.details(
                        sent.details().substring(0, Math.min(4, sent.details().length())));
            }
        },
        WITHOUT_DETAILS {
            @Override
            Sent shown(Sent sent) {
                return sent.details("");
            }
        },
        ROUNDED_TO_SIX_DIGITS {
            @Override
            Sent shown(Sent sent) {
                return sent.rounded(6, RoundingMode.HALF_UP);
            }
        },
        ROUNDED_TO_TWO_DIGITS {
            @Override
            Sent shown(Sent sent) {
                return sent.rounded(2, RoundingMode.HALF_UP);
            }
        },
        CUT_TO_INTEGERS {
            @Override
            Sent shown(Sent sent) {
                return sent.rounded(0, RoundingMode.DOWN);
            }
        },
        WITH_THE_METRIC_SPELLED_OTHERWISE {
            @Override
            Sent shown(Sent sent) {
                return new Sent(sent.metric().toUpperCase(Locale.ROOT), sent.value(), sent.details(), sent.user());
            }
        },
        WITH_OTHER_WORDS_ALTOGETHER {
            @Override
            Sent shown(Sent sent) {
                return new Sent("m-" + sent.metric(), sent.value() * 100, "~" + sent.details(), sent.user());
            }
        },
        MINUTES_EARLIER {
            @Override
            Instant dated(Instant at) {
                return at.minus(Duration.ofMinutes(17));
            }
        },
        MINUTES_LATER {
            @Override
            Instant dated(Instant at) {
                return at.plus(Duration.ofMinutes(17));
            }
        },
        BY_THE_DAY {
            @Override
            Instant dated(Instant at) {
                return at.truncatedTo(ChronoUnit.DAYS);
            }
        },
        BY_TWO_CLOCKS {
            @Override
            Instant dated(Instant at) {
                return at.getEpochSecond() % 2 == 0 ? at : at.plusMillis(900);
            }
        },
        THE_FIRST_TEN_ONLY {
            @Override
            List<ObservedFeedback> listed(List<ObservedFeedback> all) {
                return all.subList(0, Math.min(10, all.size()));
            }
        },
        THE_LAST_TEN_ONLY {
            @Override
            List<ObservedFeedback> listed(List<ObservedFeedback> all) {
                return all.subList(Math.max(0, all.size() - 10), all.size());
            }
        },
        NOTHING {
            @Override
            List<ObservedFeedback> listed(List<ObservedFeedback> all) {
                return List.of();
            }
        },
        HALF_AN_HOUR_LATE {
            @Override
            boolean isShown(Instant at) {
                return at.isBefore(READ.minus(Duration.ofMinutes(30)));
            }
        };

        Sent shown(Sent sent) {
            return sent;
        }

        Instant dated(Instant at) {
            return at;
        }

        List<ObservedFeedback> listed(List<ObservedFeedback> all) {
            return all;
        }

        boolean isShown(Instant at) {
            return true;
        }
    }

    /** What a server recorded: each piece under its id, by completion, in the order of its time. */
    private static final class Recorded {
        private final Map<UUID, List<ObservedFeedback>> shown = new HashMap<>();
        private final Map<String, String> bodies = new HashMap<>();
        private final Server server;

        Recorded(Server server) {
            this.server = server;
        }

        String record(UUID completion, Sent sent, Instant at) {
            String id = "id " + bodies.size();
            bodies.put(id, sent.toString());
            List<ObservedFeedback> all = shown.computeIfAbsent(completion, any -> new ArrayList<>());
            if (server.isShown(at)) {
                all.add(new ObservedFeedback(
                        id, server.dated(at), server.shown(sent).matchKey()));
            }
            return id;
        }

        List<ObservedFeedback> listed(UUID completion) {
            return server.listed(shown.getOrDefault(completion, List.of()));
        }
    }

    private record World(List<InDoubtRow> rows, Map<String, Long> pieces, Recorded server, List<Settled> settled) {}

    @ParameterizedTest
    @EnumSource
    void no_row_is_sent_twice_none_is_lost_and_none_is_taken_for_another(Server server) {
        for (long seed : LongStream.range(0, SEEDS).toArray()) {
            for (boolean hasControls : new boolean[] {true, false}) {
                check(world(new Random(seed), server, hasControls), "seed " + seed + ", controls: " + hasControls);
            }
        }
    }

    /** Doing nothing is never wrong; the share of rows that stay unknown is held where the server is good. */
    @Test
    void a_good_server_leaves_little_open() {
        assertThat(unknown(Server.AS_IT_IS, true)).isLessThan(0.07);
        assertThat(unknown(Server.AS_IT_IS_BUT_THE_USER, true)).isLessThan(0.08);
        assertThat(unknown(Server.BY_TWO_CLOCKS, true)).isLessThan(0.07);
    }

    /** What one control shows otherwise is known of all: then only nothing proves something. */
    @Test
    void a_server_that_shows_otherwise_still_decides_where_it_shows_nothing() {
        for (Server server : Server.values()) {
            boolean isBlind = server == Server.NOTHING || server == Server.HALF_AN_HOUR_LATE;
            assertThat(unknown(server, true)).as("%s", server).isLessThan(isBlind ? 1.01 : 0.75);
        }
    }

    private static double unknown(Server server, boolean hasControls) {
        long all = 0;
        long unknown = 0;
        for (long seed : LongStream.range(0, SEEDS).toArray()) {
            List<Settled> settled = world(new Random(seed), server, hasControls).settled();
            all += settled.size();
            unknown += count(settled, ReadBackVerdict.Undecided.class);
        }
        return (double) unknown / all;
    }

    /** Rows with the same body are the same feedback: which of them is there cannot be told, only how many. */
    private static void check(World world, String what) {
        Map<String, List<Settled>> byBody = world.settled().stream()
                .collect(Collectors.groupingBy(
                        one -> one.inDoubtRow().submission().body()));
        byBody.forEach((body, rows) -> {
            long pieces = world.pieces().getOrDefault(body, 0L);
            long absent = count(rows, ReadBackVerdict.Absent.class);
            assertThat(count(rows, ReadBackVerdict.Recorded.class))
                    .as("%s: lost, for it is not there: %s", what, body)
                    .isLessThanOrEqualTo(pieces);
            assertThat(absent == 0 || absent <= rows.size() - pieces)
                    .as("%s: twice, for it is there: %s", what, body)
                    .isTrue();
        });
        for (Settled one : world.settled()) {
            if (one.verdict() instanceof ReadBackVerdict.Recorded recorded && recorded.note() == null) {
                assertThat(world.server().bodies.get(recorded.uploadId()))
                        .as("%s: wrong id", what)
                        .isEqualTo(one.inDoubtRow().submission().body());
            }
        }
    }

    private static long count(List<Settled> rows, Class<? extends ReadBackVerdict> verdict) {
        return rows.stream().filter(one -> verdict.isInstance(one.verdict())).count();
    }

    private static World world(Random random, Server server, boolean hasControls) {
        Recorded recorded = new Recorded(server);
        UUID completion = new UUID(1, 1);
        ofOthers(random, recorded, completion);
        int known = hasControls && random.nextInt(3) == 0 ? 1 + random.nextInt(6) : 0;
        List<String> owned = new ArrayList<>();
        for (int i = 0; i < known; i++) {
            owned.add(recorded.record(completion, sent(random), START.plusSeconds(i)));
        }
        List<InDoubtRow> rows = new ArrayList<>();
        Map<String, Long> pieces = new HashMap<>();
        for (int row = 0; row < 1 + random.nextInt(3); row++) {
            Sent sent = sent(random);
            Instant at = START.plusMillis(60_000 + row * 1_000L + random.nextInt(900));
            if (random.nextBoolean()) {
                recorded.record(completion, sent, at);
                pieces.merge(sent.toString(), 1L, Long::sum);
            }
            rows.add(new InDoubtRow(
                    row,
                    new Submission(Kind.METRIC, sent.toString()),
                    new Trace.At(Kind.METRIC, completion, sent.matchKey()),
                    State.PLANNED,
                    at.minusMillis(random.nextInt(500)),
                    1));
        }
        Canaries canaries = hasControls ? canaries(random, recorded) : new Canaries(List.of());
        List<ObservedFeedback> shown = recorded.listed(completion);
        Trace.At trace = rows.get(0).trace();
        List<ObservedFeedback> notOwned =
                shown.stream().filter(one -> !owned.contains(one.id())).toList();
        List<Settled> settled = canaries.whyUnprovable(trace) == null
                ? new Listing(trace, shown, notOwned, owned.size())
                        .settle(rows, canaries, () -> new ServerTime(READ, READ))
                : rows.stream()
                        .map(row -> new Settled(row, new ReadBackVerdict.Undecided("unprovable")))
                        .toList();
        return new World(rows, pieces, recorded, settled);
    }

    /** Three rows that were recorded at about the same time as the others were sent. */
    private static Canaries canaries(Random random, Recorded recorded) {
        List<Canary> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            UUID completion = new UUID(2, i);
            Sent sent = sent(random);
            Instant at = START.plusSeconds(50 + i);
            String id = recorded.record(completion, sent, at);
            all.add(new Canary(
                    new Trace.At(Kind.METRIC, completion, sent.matchKey()), id, at.minusMillis(20), at.plusMillis(20)));
        }
        Canaries canaries = new Canaries(all);
        for (@Nullable Canary next = canaries.next(); next != null; next = canaries.next()) {
            canaries.shown(next, recorded.listed(next.trace().completion()));
        }
        return canaries;
    }

    private static Sent sent(Random random) {
        List<UUID> users = new ArrayList<>(List.of(ANN, BOB));
        users.add(null);
        return new Sent(
                "quality",
                VALUES.get(random.nextInt(VALUES.size())),
                DETAILS.get(random.nextInt(DETAILS.size())),
                users.get(random.nextInt(users.size())));
    }

    /** What somebody else gave long before. */
    private static void ofOthers(Random random, Recorded recorded, UUID completion) {
        int others = random.nextInt(3) == 0 ? random.nextInt(14) : random.nextInt(3);
        for (int i = 0; i < others; i++) {
            Instant before = START.minus(Duration.ofMinutes(40)).minusMillis(random.nextInt(100_000_000));
            recorded.record(completion, sent(random), before);
        }
    }
}
