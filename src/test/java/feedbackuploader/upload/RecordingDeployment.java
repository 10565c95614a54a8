package feedbackuploader.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A deployment that keeps what it is sent, shows it when it is read back, and loses answers as it is told. */
final class RecordingDeployment implements AutoCloseable {

    /** What becomes of one piece of feedback. */
    enum Fate {
        RECORDED(201, true),
        RECORDED_WITHOUT_ID(201, true),
        RECORDED_BUT_LOST(500, true),
        RECORDED_BEHIND_A_LOGIN(302, true),
        LOST(500, false),
        /** The answer is lost at once, and the row comes in much later. */
        LOST_AND_RECORDED_LATE(504, true),
        REFUSED(422, false),
        OVERLOADED(503, false);

        private final int status;
        private final boolean isRecorded;

        Fate(int status, boolean isRecorded) {
            this.status = status;
            this.isRecorded = isRecorded;
        }
    }

    /** An answer to a question about metrics or a completion. */
    record Answer(int status, String json) {}

    static final Answer BUSY = new Answer(503, "{\"error\":\"busy\"}");
    static final Answer REFUSED_KEY = new Answer(401, "{\"error\":\"Unauthorized\"}");
    static final Answer HIDDEN = new Answer(200, "{\"data\":{\"completion\":null}}");
    static final Duration LATE = Duration.ofSeconds(45);

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Piece(String id, Instant at, JsonNode body) {}

    private volatile boolean tellsTime = true;
    private volatile Duration clockOff = Duration.ZERO;
    private final SkippingTime time;
    private final ServerSocket listener;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Piece> pieces = new CopyOnWriteArrayList<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<String> readBack = new CopyOnWriteArrayList<>();
    private volatile Function<String, Fate> fates = body -> Fate.RECORDED;
    private volatile Predicate<String> lacks = completion -> false;
    private volatile UnaryOperator<ObjectNode> otherwise = feedback -> feedback;
    private volatile Supplier<@Nullable Answer> onCatalogue = () -> null;
    private volatile Supplier<@Nullable Answer> onReadBack = () -> null;

    RecordingDeployment(SkippingTime time) throws IOException {
        this.time = time;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    SkippingTime time() {
        return time;
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** @param next says of each body what becomes of it */
    void treats(Function<String, Fate> next) {
        fates = next;
    }

    /** @param next null where the metrics are told as they are */
    void answersTheCatalogueWith(Supplier<@Nullable Answer> next) {
        onCatalogue = next;
    }

    /** @param next null where what is recorded is shown as it is */
    void answersReadBacksWith(Supplier<@Nullable Answer> next) {
        onReadBack = next;
    }

    /** @param which completions do not exist; feedback on them is taken all the same */
    void lacks(Predicate<String> which) {
        lacks = which;
    }

    /** @param how what it makes of a rating that it shows */
    void showsOtherwise(UnaryOperator<ObjectNode> how) {
        otherwise = how;
    }

    /** The bodies that arrived, in their order. */
    List<String> sent() {
        return sent;
    }

    /** The questions about completions. */
    List<String> readBack() {
        return readBack;
    }

    /** The bodies that it keeps. */
    List<String> kept() {
        return pieces.stream().map(piece -> piece.body().toString()).toList();
    }

    /** A request whose answer nobody hears. */
    void receives(String body) {
        var unused = feedback(body);
    }

    private synchronized String record(String body, Instant at) {
        String id = "00000000-0000-0000-0000-%012d".formatted(pieces.size() + 1);
        try {
            pieces.add(new Piece(id, at, JSON.readTree(body)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return id;
    }

    private Answer feedback(String body) {
        sent.add(body);
        Fate fate = fates.apply(body);
        String id = fate.isRecorded
                ? record(body, fate == Fate.LOST_AND_RECORDED_LATE ? time.now().plus(LATE) : time.now())
                : "";
        return switch (fate) {
            case RECORDED -> new Answer(fate.status, "{\"" + kindOf(body) + "_id\":\"" + id + "\"}");
            case RECORDED_WITHOUT_ID -> new Answer(fate.status, "{}");
            default -> new Answer(fate.status, "{\"error\":\"" + fate + "\"}");
        };
    }

    private static String kindOf(String body) {
        return body.contains("preferred") ? "comparison" : body.contains("session_id") ? "outcome" : "feedback";
    }

    private Answer graphQl(String body) throws IOException {
        JsonNode question = JSON.readTree(body);
        if (!question.has("variables")) {
            @Nullable Answer answer = onCatalogue.get();
            return answer == null
                    ? new Answer(
                            200, "{\"data\":{\"metrics\":[{\"key\":\"quality\",\"id\":\"1\",\"kind\":\"SCALAR\"}]}}")
                    : answer;
        }
        String completion = question.path("variables").path("id").asText();
        readBack.add(completion);
        if (lacks.test(completion)) {
            return HIDDEN;
        }
        @Nullable Answer answer = onReadBack.get();
        return answer == null ? new Answer(200, shown(completion)) : answer;
    }

    private String shown(String completion) {
        ObjectNode shown = JSON.createObjectNode().put("id", completion);
        ArrayNode direct = shown.putArray("directFeedbacks");
        ArrayNode comparisons = shown.putArray("comparisonFeedbacks");
        for (Piece piece : pieces) {
            JsonNode body = piece.body();
            boolean isDirect = body.path("completion_id").asText().equals(completion);
            if (piece.at().isAfter(time.now())
                    || !(isDirect || body.path("preferred_completion").asText().equals(completion))) {
                continue;
            }
            ObjectNode feedback = JSON.createObjectNode()
                    .put("id", piece.id())
                    .put("createdAt", piece.at().toEpochMilli());
            feedback.putObject("metric").set("key", body.path("metric"));
            if (isDirect) {
                feedback.put("value", valueOf(body)); // a float, whatever was sent
                feedback.put("details", body.path("details").textValue());
                feedback.put("userId", body.path("user_id").textValue());
                direct.add(otherwise.apply(feedback));
            } else {
                feedback.putObject("preferedCompletion").set("id", body.path("preferred_completion"));
                if (body.path("other_completion").isTextual()) {
                    feedback.putObject("otherCompletion").set("id", body.path("other_completion"));
                } else {
                    feedback.putNull("otherCompletion");
                }
                comparisons.add(feedback);
            }
        }
        return JSON.createObjectNode()
                .<ObjectNode>set("data", JSON.createObjectNode().set("completion", shown))
                .toString();
    }

    private static double valueOf(JsonNode body) {
        JsonNode value = body.path("value");
        return value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.doubleValue();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "recording deployment");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                time.begins();
                try {
                    socket.getOutputStream().write(bytes(answer(head, in)));
                } finally {
                    time.ends();
                }
            }
        } catch (IOException e) {
            // the client hung up, or the test is over
        }
    }

    private Answer answer(String head, InputStream in) throws IOException {
        int length = Integer.parseInt(head.replaceAll("(?is).*\r\ncontent-length: (\\d+)\r\n.*", "$1"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return head.startsWith("POST /api/graphql ") ? graphQl(body) : feedback(body);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** By its own clock, which is the one that it dates feedback with. */
    private byte[] bytes(Answer answer) {
        byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + answer.status() + " X\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n" + date() + "\r\n";
        return (head + answer.json()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private String date() {
        return tellsTime
                ? "Date: "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                time.now().plus(clockOff).atZone(ZoneOffset.UTC)) + "\r\n"
                : "";
    }

    /** Someone sets its clock so far off. */
    void setsItsClock(Duration off) {
        clockOff = off;
    }

    /** From now on its answers have no date. */
    void tellsNoTime() {
        tellsTime = false;
    }
}
