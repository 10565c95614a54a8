package feedbackuploader.upload;

import java.util.List;

/** The deployment lacks metrics that the file or the options name. */
public final class MissingMetricsException extends UnusableException {

    private static final long serialVersionUID = 1;

    private final transient List<String> toCreate;

    /** @param toCreate each as {@code KEY:KIND} */
    MissingMetricsException(String message, List<String> toCreate) {
        super(message);
        this.toCreate = List.copyOf(toCreate);
    }

    public List<String> toCreate() {
        return toCreate;
    }
}
