package feedbackuploader.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An option of {@code upload} that can be chosen in the page.
 *
 * @param group the heading that it stands under in the help
 * @param label what its value is, such as {@code FIELD=COLUMN}; null for a flag
 * @param values the only ones that it takes; null where it may be anything
 * @param standard its default; null for none
 */
public record UploadOption(
        String group,
        String name,
        @Nullable String label,
        String description,
        boolean repeatable,
        boolean flag,
        @Nullable List<String> values,
        @JsonProperty("default") @Nullable String standard) {}
