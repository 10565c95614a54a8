package feedbackuploader.delivery;

import feedbackuploader.server.ServerClock;
import feedbackuploader.server.ServerTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Time that stands still until the loop waits, and then passes at once. What is due on the way happens on the way. */
final class HandSetTime implements Time, ServerClock {

    private record Appointment(long afterStart, Runnable task) {}

    private final long origin;
    private final Deque<Appointment> appointments = new ArrayDeque<>();
    private long elapsed;
    private int waits;
    private int idleLooks;
    private int idleLooksInARow;
    private int readings;
    private Duration wallClockOff = Duration.ZERO;
    private int wallClockJumps;

    private HandSetTime(long origin) {
        this.origin = origin;
    }

    static HandSetTime startingAt(long nanos) {
        return new HandSetTime(nanos);
    }

    Duration elapsed() {
        return Duration.ofNanos(elapsed);
    }

    /** How often the loop looked for something new. */
    int looks() {
        return waits;
    }

    /** How often it looked without waiting, and found nothing. */
    int idleLooks() {
        return idleLooks;
    }

    /** The loop asks for the server's clock exactly once for every commit. */
    int commits() {
        return readings;
    }

    void after(Duration wait, Runnable task) {
        appointments.add(new Appointment(elapsed + wait.toNanos(), task));
    }

    /** Keeps the appointments of so long a time. */
    void pass(Duration wait) {
        elapsed += wait.toNanos();
        keepAppointments(elapsed);
    }

    @Override
    public long nanos() {
        return origin + elapsed;
    }

    @Override
    public Clock clock() {
        return Clock.fixed(sinceStart().plus(wallClockOff), ZoneOffset.UTC);
    }

    private Instant sinceStart() {
        return Instant.ofEpochMilli(elapsed / 1_000_000);
    }

    /** Someone sets this computer's wall clock so far off; the server's goes right. */
    void setWallClock(Duration off) {
        wallClockOff = off;
        wallClockJumps++;
    }

    int wallClockJumps() {
        return wallClockJumps;
    }

    /** A server whose clock began with ours and is known to the millisecond. */
    @Override
    public ServerTime now() {
        readings++;
        return new ServerTime(sinceStart(), sinceStart());
    }

    @Override
    public <T> @Nullable T poll(BlockingQueue<T> queue, long nanos) {
        waits++;
        long until = nanos > Long.MAX_VALUE - elapsed ? Long.MAX_VALUE : elapsed + nanos;
        keepAppointments(elapsed);
        while (queue.isEmpty()) {
            long next = appointments.stream()
                    .mapToLong(Appointment::afterStart)
                    .min()
                    .orElse(Long.MAX_VALUE);
            if (next > until || next == Long.MAX_VALUE) {
                if (until == Long.MAX_VALUE) {
                    throw new AssertionError("the loop would wait for ever");
                }
                if (nanos == 0) {
                    idleLooks++;
                    if (++idleLooksInARow == 1_000) {
                        throw new AssertionError("the loop spins");
                    }
                } else {
                    idleLooksInARow = 0;
                }
                elapsed = until;
                return null;
            }
            elapsed = next;
            keepAppointments(next);
        }
        idleLooksInARow = 0;
        return queue.poll();
    }

    private void keepAppointments(long now) {
        Deque<Appointment> due = new ArrayDeque<>();
        for (Iterator<Appointment> all = appointments.iterator(); all.hasNext(); ) {
            Appointment appointment = all.next();
            if (appointment.afterStart() <= now) {
                all.remove();
                due.add(appointment);
            }
        }
        due.forEach(appointment -> appointment.task().run());
    }
}
