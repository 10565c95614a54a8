package feedbackuploader.mapping;

import java.util.List;

/** The columns and options do not make feedback of any row. The message is whole sentences for the user. */
public final class MappingException extends Exception {

    private final boolean isOfColumns;

    private final List<String> metricsToCreate;

    public MappingException(String message) {
        this(message, false);
    }

    /** @param isOfColumns whether all that is wrong is that the columns or keys are no feedback's */
    public MappingException(String message, boolean isOfColumns) {
        super(message);
        this.isOfColumns = isOfColumns;
        this.metricsToCreate = List.of();
    }

    /** @param metricsToCreate what the deployment lacks, each as {@code KEY:KIND} */
    MappingException(String message, List<String> metricsToCreate) {
        super(message);
        this.isOfColumns = false;
        this.metricsToCreate = List.copyOf(metricsToCreate);
    }

    public List<String> metricsToCreate() {
        return metricsToCreate;
    }

    boolean isOfColumns() {
        return isOfColumns;
    }
}
