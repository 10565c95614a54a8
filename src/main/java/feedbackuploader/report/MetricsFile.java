package feedbackuploader.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an upload goes, for monitoring: OpenMetrics text (the OpenMetrics specification, 1.0), as the textfile collector of Prometheus' node_exporter and others read it. They run as other users, so others may read the file. It is replaced whole or not at all.
 */
public final class MetricsFile {

    private static final String PREFIX = "feedback_uploader_";

    private final Path file;
    private final String input;

    /** @param input the file that is uploaded, as the label of each figure */
    public MetricsFile(Path file, Path input) {
        this.file = file;
        this.input = input.toString();
    }

    /** @throws IOException when it cannot be written; what stood there before still does */
    public void write(Progress now, long requests, Instant at) throws IOException {
        try (AtomicFile atomic = AtomicFile.forAll(file)) {
            write(atomic.writer(), now, requests, at);
            atomic.publish();
        }
    }

    private void write(Writer out, Progress now, long requests, Instant at) throws IOException {
        gauge(out, "rows_to_send", null, "Rows that this run has to send.", now.toSend());
        gauge(out, "rows_recorded", null, "Rows that the server has recorded in this run.", now.recorded());
        gauge(
                out,
                "rows_not_recorded",
                null,
                "Rows that the server refused, or that were given up.",
                now.notRecorded());
        gauge(out, "rows_undecided", null, "Rows whose answer was lost, until they are checked.", now.undecided());
        counter(out, "requests", "Feedback requests sent.", requests);
        counter(out, "retries", "Answers after which a row is sent again.", now.retries());
        gauge(out, "requests_in_flight", null, "Concurrent requests.", now.inFlight());
        gauge(out, "requests_in_flight_limit", null, "Maximum concurrent requests.", now.limit());
        gauge(out, "wait_seconds", "seconds", "How much longer the server asks to wait.", seconds(now.waitLeft()));
        gauge(
                out,
                "updated_timestamp_seconds",
                "seconds",
                "When this file was written, as Unix time.",
                at.toEpochMilli() / 1e3);
        out.write("# EOF\n");
    }

    private static double seconds(@Nullable Duration wait) {
        return wait == null ? 0 : wait.toMillis() / 1e3;
    }

    private void gauge(Writer out, String name, @Nullable String unit, String help, Number value) throws IOException {
        head(out, name, "gauge", unit, help);
        sample(out, name, value);
    }

    private void counter(Writer out, String name, String help, Number value) throws IOException {
        head(out, name, "counter", null, help);
        sample(out, name + "_total", value);
    }

    private static void head(Writer out, String name, String type, @Nullable String unit, String help)
            throws IOException {
        out.write("# TYPE " + PREFIX + name + " " + type + "\n");
        if (unit != null) {
            out.write("# UNIT " + PREFIX + name + " " + unit + "\n");
        }
        out.write("# HELP " + PREFIX + name + " " + help + "\n");
    }

    private void sample(Writer out, String name, Number value) throws IOException {
        String number =
                value instanceof Double fraction ? String.format(Locale.ROOT, "%.3f", fraction) : value.toString();
        out.write(PREFIX + name + "{input=\"" + escaped(input) + "\"} " + number + "\n");
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
