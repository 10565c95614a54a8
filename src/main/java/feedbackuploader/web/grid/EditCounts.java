package feedbackuploader.web.grid;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What a user has changed so far.
 *
 * @param cells single cells
 * @param fixes steps that changed all cells of a kind
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record EditCounts(int cells, int fixes, boolean canUndo) {}
