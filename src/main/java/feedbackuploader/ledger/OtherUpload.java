package feedbackuploader.ledger;

import java.nio.file.Path;

/**
 * An upload that knows what became of rows of this one.
 *
 * @param input its file, absolute
 * @param folder its run folder
 */
public record OtherUpload(Path input, Path folder) {}
