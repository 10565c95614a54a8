package feedbackuploader.web;

import feedbackuploader.report.Progress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run went over time: points of seconds, rows a second since the point before, in flight, limit and retries so far. */
final class TrafficPoints {

    private static final int MOST = 240;

    private final long startNanos;
    private final List<List<Double>> points = new ArrayList<>();

    /** Only every so many moments become a point, twice as many whenever there are too many points. */
    private int every = 1;

    private long moments;
    private double lastSeconds;
    private long lastDone;

    TrafficPoints(long startNanos) {
        this.startNanos = startNanos;
    }

    List<List<Double>> points() {
        return List.copyOf(points);
    }

    /** @param progress null before the first row is sent */
    void add(@Nullable Progress progress, long nowNanos) {
        if (progress == null || moments++ % every != 0) {
            return;
        }
        double seconds = (nowNanos - startNanos) / 1e9;
        double rate = (progress.done() - lastDone) / Math.max(1e-3, seconds - lastSeconds);
        points.add(List.of(seconds, Math.max(0, rate), (double) progress.inFlight(), (double) progress.limit(), (double)
                progress.retries()));
        lastSeconds = seconds;
        lastDone = progress.done();
        if (points.size() > MOST) {
            every *= 2;
            List<List<Double>> all = List.copyOf(points);
            points.clear();
            for (int i = 0; i < all.size(); i += 2) {
                points.add(all.get(i));
            }
        }
    }
}
