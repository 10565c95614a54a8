package feedbackuploader.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedbackuploader.report.Traffic;
import feedbackuploader.server.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code summary.json} says of the last run and the ledger does not.
 *
 * @param traffic null when that run sent nothing, or was killed
 * @param cause why it ended early; null when it did not, or was killed
 * @param dryRun whether it was one
 */
record LastSummary(@Nullable Traffic traffic, @Nullable StopReason cause, List<String> notices, boolean dryRun) {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.upload");

    private static final LastSummary NONE = new LastSummary(null, null, List.of(), false);

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Says nothing where there is no such file, or another version of this program wrote it. */
    static LastSummary read(RunFolder folder) {
        if (!Files.isRegularFile(folder.summary())) {
            return NONE;
        }
        try {
            return of(JSON.readTree(Files.readAllBytes(folder.summary())));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "no summary of the last run in " + folder.path(), e);
            return NONE;
        }
    }

    private static LastSummary of(JsonNode summary) throws JsonProcessingException {
        List<String> notices = new ArrayList<>();
        summary.path("notices").forEach(notice -> notices.add(notice.asText()));
        @Nullable JsonNode traffic = summary.get("traffic");
        return new LastSummary(
                traffic == null || traffic.isNull() ? null : JSON.treeToValue(traffic, Traffic.class),
                cause(summary.path("stop_cause").asText("")),
                notices,
                summary.path("dry_run").asBoolean());
    }

    private static @Nullable StopReason cause(String word) {
        for (StopReason cause : StopReason.values()) {
            if (cause.name().toLowerCase(Locale.ROOT).equals(word)) {
                return cause;
            }
        }
        return null;
    }
}
