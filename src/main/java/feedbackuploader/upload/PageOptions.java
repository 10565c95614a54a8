package feedbackuploader.upload;

/**
 * What becomes of the report to look at.
 *
 * @param isWritten whether there is to be one
 * @param withTexts whether it shows ids and texts of the file
 */
public record PageOptions(boolean isWritten, boolean withTexts) {

    public static final PageOptions STANDARD = new PageOptions(true, true);
}
