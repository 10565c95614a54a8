package feedbackuploader.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Uploaded rows, with what their results say of each, held against everything that the sandbox recorded.
 *
 * @param twice records more than there are rows that ask for them
 * @param lost rows that are neither recorded nor said to be unknown
 * @param wrong rows whose status or id is not the truth
 * @param findings the first few of these in words
 */
record Reckoning(long rows, long twice, long lost, long wrong, long unknown, List<String> findings) {

    private static final int FINDINGS_SHOWN = 10;
    private static final int RECORDED = 201;

    static final Reckoning NOTHING = new Reckoning(0, 0, 0, 0, 0, List.of());

    /** @param upload what the results say of it */
    record Uploaded(MixedRow row, JsonNode upload) {

        String status() {
            return upload.path("status").asText();
        }

        String id() {
            return upload.path("id").asText();
        }

        boolean isUnknown() {
            return status().equals("unknown");
        }

        boolean isUnknownWithoutNeed() {
            return isUnknown() && row.isProvable();
        }
    }

    static Reckoning of(List<Uploaded> rows, List<ObjectNode> listing) {
        return new Books(rows, listing).close();
    }

    Reckoning plus(Reckoning other) {
        List<String> both = new ArrayList<>(findings);
        both.addAll(other.findings);
        return new Reckoning(
                rows + other.rows,
                twice + other.twice,
                lost + other.lost,
                wrong + other.wrong,
                unknown + other.unknown,
                both.subList(0, Math.min(both.size(), FINDINGS_SHOWN)));
    }

    private static final class Books {

        private final List<Uploaded> rows;

        /** How often each line is there, or is missing where the number is negative. */
        private final Map<String, Integer> surplus = new HashMap<>();

        private final Map<String, String> lineOfId = new HashMap<>();
        private final List<String> findings = new ArrayList<>();

        Books(List<Uploaded> rows, List<ObjectNode> listing) {
            this.rows = rows;
            for (ObjectNode line : listing) {
                String id = line.path("id").asText();
                String listed = line.without(List.of("id", "created_at")).toString();
                lineOfId.put(id, listed);
                surplus.merge(listed, 1, Integer::sum);
            }
        }

        Reckoning close() {
            long unknown = 0;
            long wrong = 0;
            Set<String> idsTold = new HashSet<>();
            for (Uploaded one : rows) {
                boolean isTrue = one.isUnknown()
                        ? !one.isUnknownWithoutNeed() || !hasCanary(one)
                        : isRecorded(one) && idsTold.add(one.id());
                unknown += one.isUnknown() ? 1 : 0;
                wrong += isTrue ? 0 : 1;
                if (!isTrue) {
                    findings.add("not true: " + one);
                }
                surplus.merge(one.row().listed(), -1, Integer::sum);
            }
            long twice = count("twice: ", 1);
            rows.stream()
                    .filter(Uploaded::isUnknown)
                    .forEach(one -> surplus.computeIfPresent(
                            one.row().listed(), (listed, count) -> count < 0 ? count + 1 : count));
            return new Reckoning(
                    rows.size(),
                    twice,
                    count("lost: ", -1),
                    wrong,
                    unknown,
                    findings.subList(0, Math.min(findings.size(), FINDINGS_SHOWN)));
        }

        /**
         * Whether a row of the same sort was recorded by its own answer in the same upload, whose ledger knows of no other:
         * without one, a read-back proves nothing.
         */
        private boolean hasCanary(Uploaded unknown) {
            return rows.stream()
                    .filter(one ->
                            one.upload().path("run").equals(unknown.upload().path("run")))
                    .anyMatch(one -> one.upload().path("http_status").asInt() == RECORDED
                            && one.upload().path("attempts").asInt() == 1
                            && one.row().isReadBackAs(unknown.row()));
        }

        private boolean isRecorded(Uploaded one) {
            String there = lineOfId.getOrDefault(one.id(), "");
            return one.status().equals("recorded") && (there.equals(one.row().listed()) || isSaidToBeOf(one, there));
        }

        /** Under the id of a row that the server does not tell from it, where the results say so. */
        private static boolean isSaidToBeOf(Uploaded one, String there) {
            return !one.row().isProvable()
                    && one.upload().has("error")
                    && there.replaceFirst(",\"user_id\":\"[^\"]*\"", "")
                            .equals(one.row().shown());
        }

        private long count(String what, int sign) {
            long sum = 0;
            for (Map.Entry<String, Integer> line : surplus.entrySet()) {
                int count = sign * line.getValue();
                if (count > 0) {
                    sum += count;
                    findings.add(what + line.getKey());
                }
            }
            return sum;
        }
    }
}
