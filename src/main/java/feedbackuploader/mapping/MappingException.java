package feedbackuploader.mapping;

/** The columns and options do not make feedback of any row. The message is whole sentences for the user. */
public final class MappingException extends Exception {

    private final boolean isOfColumns;

    public MappingException(String message) {
        this(message, false);
    }

    /** @param isOfColumns whether all that is wrong is that the columns or keys are no feedback's */
    public MappingException(String message, boolean isOfColumns) {
        super(message);
        this.isOfColumns = isOfColumns;
    }

    boolean isOfColumns() {
        return isOfColumns;
    }
}
