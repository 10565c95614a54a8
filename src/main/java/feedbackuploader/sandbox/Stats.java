package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts since the start of the sandbox. Each is counted before the client can see what is counted. */
final class Stats {

    private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> faults = new ConcurrentSkipListMap<>();

    Stats() {
        for (SandboxRoute route : SandboxRoute.values()) {
            requests.put(route.path(), new LongAdder());
        }
        faults.put(Faults.UNLISTED, new LongAdder());
        for (Faults.Kind kind : Faults.Kind.values()) {
            faults.put(kind.label(), new LongAdder());
        }
    }

    void requested(String route) {
        increment(requests, route);
    }

    void answered(int status) {
        increment(answers, String.valueOf(status));
    }

    void fired(Faults.Kind fault) {
        increment(faults, fault.label());
    }

    /** A list of completions left out what exists. */
    void leftOut() {
        increment(faults, Faults.UNLISTED);
    }

    private static void increment(Map<String, LongAdder> counts, String name) {
        counts.computeIfAbsent(name, key -> new LongAdder()).increment();
    }

    ObjectNode toJson() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        put(json.putObject("requests"), requests);
        put(json.putObject("answers"), answers);
        put(json.putObject("faults"), faults);
        return json;
    }

    private static void put(ObjectNode json, Map<String, LongAdder> counts) {
        counts.forEach((name, count) -> json.put(name, count.sum()));
    }
}
