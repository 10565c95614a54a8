package feedbackuploader.mapping;

/** The columns and options do not make feedback of any row. The message is whole sentences for the user. */
public final class MappingException extends Exception {

    MappingException(String message) {
        super(message);
    }
}
