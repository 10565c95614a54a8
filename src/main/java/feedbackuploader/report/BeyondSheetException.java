package feedbackuploader.report;

import java.io.IOException;

/** More than a sheet of a workbook can hold; the message says what, as a part of a sentence. */
final class BeyondSheetException extends IOException {

    private static final long serialVersionUID = 1;

    BeyondSheetException(String what) {
        super(what);
    }
}
