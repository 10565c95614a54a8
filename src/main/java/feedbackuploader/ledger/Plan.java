package feedbackuploader.ledger;

/**
 * A finished plan.
 *
 * @param sha256 of the input's bytes, in hex
 * @param basis everything else that the plan depends on (options, metric catalogue), as text to compare
 * @param rows of the input, without the header and blank rows
 */
public record Plan(long generation, String sha256, String basis, long rows, long blankRows) {}
