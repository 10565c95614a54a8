package feedbackuploader.adaptive;

import feedbackuploader.server.ServerClock;
import feedbackuploader.server.ServerTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The server's clock, kept by the {@code Date} of its answers. Between two answers it goes on by this computer's clocks:
 * of the monotonic one, which a sleeping computer may stop, and the wall clock, which a user may set, the bounds believe
 * whichever is the more careful.
 */
final class DateClock implements ServerClock {

    /** A {@code Date} leaves out the fraction of its second. */
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    /** The machines behind one address differ a little. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    /** A moment by both of this computer's clocks. */
    record Moment(long nanos, Instant wall) {}

    /** @param text the header, which most answers of a second share: comparing it is much quicker than reading it */
    private record Observation(String text, Instant date, Moment asked, Moment answered) {}

    private final LongSupplier nanos;
    private final Clock wall;
    private volatile @Nullable Observation last;
    private volatile boolean setBack;

    DateClock(LongSupplier nanos, Clock wall) {
        this.nanos = nanos;
        this.wall = wall;
    }

    Moment moment() {
        return new Moment(nanos.getAsLong(), wall.instant());
    }

    /**
     * Takes notice of an answer that has just come.
     *
     * @param asked before the request left, so that the server was asked after it
     */
    void observe(HttpAnswer answer, Moment asked) {
        Moment now = moment();
        answer.header("Date")
                .filter(text -> !isSameSecond(text, now))
                .flatMap(text -> DateHeader.parse(text).map(date -> new Observation(text, date, asked, now)))
                .ifPresent(next -> {
                    setBack = setBack || isSetBackSince(last, next);
                    last = next;
                });
    }

    /** Of answers that overlap, the later one may have been dated first. */
    private static boolean isSetBackSince(@Nullable Observation known, Observation next) {
        return known != null
                && next.asked().nanos() - known.answered().nanos() >= 0
                && next.date()
                        .plus(RESOLUTION)
                        .plus(TOLERANCE)
                        .isBefore(known.date()
                                .plus(shorter(
                                        elapsed(known.answered(), next.asked()),
                                        elapsedByWall(known.answered(), next.asked()))));
    }

    @Override
    public boolean wasSetBack() {
        return setBack;
    }

    /**
     * The first answer of a second shows best when it began. One that comes too late to be of the same second does
     * count: it shows that the server's clock stands still.
     */
    private boolean isSameSecond(String text, Moment now) {
        @Nullable Observation known = last;
        return known != null
                && known.text().equals(text)
                && elapsed(known.answered(), now).compareTo(RESOLUTION) < 0;
    }

    @Override
    public ServerTime now() {
        @Nullable Observation known = last;
        if (known == null) {
            return ServerTime.UNKNOWN;
        }
        Moment now = moment();
        Duration least = shorter(elapsed(known.answered(), now), elapsedByWall(known.answered(), now));
        Duration most = longer(elapsed(known.asked(), now), elapsedByWall(known.asked(), now));
        return new ServerTime(
                known.date().plus(least), known.date().plus(RESOLUTION).plus(most));
    }

    private static Duration elapsed(Moment from, Moment to) {
        return Duration.ofNanos(to.nanos() - from.nanos());
    }

    private static Duration elapsedByWall(Moment from, Moment to) {
        Duration elapsed = Duration.between(from.wall(), to.wall());
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
