package feedbackuploader.feedback;

import java.util.UUID;

/** Where a server shows whether it recorded a submission. */
public sealed interface Trace {

    /** Among the feedback of this kind on this completion, as something that looks so. */
    record At(Kind kind, UUID completion, Likeness likeness) implements Trace {}

    /** Nowhere; {@code why} is a whole sentence for the user. */
    record Nowhere(String why) implements Trace {}
}
