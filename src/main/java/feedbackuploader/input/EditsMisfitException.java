package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.List;

/** The file is not any more as it was when it was edited: read as it is, it would say what nobody meant. */
public final class EditsMisfitException extends InputException {

    private static final long serialVersionUID = 1;

    /** @param homeless how many edits are of rows that the file does not have */
    EditsMisfitException(String edits, RowNumbers misfits, int homeless) {
        super(
                edits,
                new Problem(
                        "edits of other rows than the file has now: " + listed(misfits, homeless),
                        "edits of the file as it is",
                        "Put the file back as it was, or take these edits out."));
    }

    private static String listed(RowNumbers misfits, int homeless) {
        List<String> places = new ArrayList<>();
        if (misfits.count() > 0) {
            places.add(misfits.listed());
        }
        if (homeless > 0) {
            places.add((homeless == 1 ? "1 edit" : homeless + " edits") + " below its last row");
        }
        return String.join(", ", places);
    }
}
