package feedbackuploader.web;

import org.jspecify.annotations.Nullable;

/**
 * One cell, or one record.
 *
 * @param text null where there is none
 * @param isCut whether there is more of it than the page can show
 */
public record CellText(@Nullable String text, boolean isCut) {}
