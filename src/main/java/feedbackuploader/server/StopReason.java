package feedbackuploader.server;

/** Failures of the whole run, not of one row: going on would fail every row alike. */
public enum StopReason {
    /** The server does not take the key, or not for this. */
    KEY_REFUSED,
    /** A redirect or a web page where the API's answer should be. */
    WRONG_ADDRESS,
    /** This deployment has no such endpoint. */
    ROUTE_MISSING,
    /** The same of the route for metric feedback, which later versions take by GraphQL alone. */
    NO_FEEDBACK_ROUTE,
    /** A proxy on the way refuses us. */
    PROXY_REFUSED,
    /** No TLS with this server: its certificate is not accepted, ours is missing, or the port speaks another protocol. */
    NO_SECURE_CONNECTION,
    /** Nothing gets through any more. */
    SERVER_DOWN,
    /** Nothing is on its way and nothing is to come, though something is left: a fault of this program. */
    STALLED,
    /** Too many answers in a row that leave it open whether the row was recorded. */
    TOO_MANY_AMBIGUOUS,
    /** More invalid rows than the user allowed. */
    TOO_MANY_INVALID,
    /** The user was asked and did not say yes. */
    DECLINED,
    /** The rows at the beginning of the file that the user wanted sent are done. */
    FIRST_ROWS,
    /** Rows were sent before, from another file or run folder, and nobody said what becomes of them. */
    SENT_BEFORE,
    /** Rows have the same text, and nobody said whether they are one completion. */
    SAME_TEXT,
    /** The server does not show what it has, which was asked for before anything is sent. */
    CANNOT_READ_BACK,
    /** No completion that was asked for exists there. */
    UNKNOWN_COMPLETIONS,
    /** Other options make other feedback of a file that is recorded already. */
    REWORDED;

    /** Whether going on would put something on the server that may be there already. */
    public boolean isRepetition() {
        return this == SENT_BEFORE || this == REWORDED;
    }

    /** Whether the same command ends here again until something is changed; a server that is down may return. */
    public boolean needsAChange() {
        return switch (this) {
            case KEY_REFUSED,
                    WRONG_ADDRESS,
                    ROUTE_MISSING,
                    NO_FEEDBACK_ROUTE,
                    PROXY_REFUSED,
                    UNKNOWN_COMPLETIONS,
                    NO_SECURE_CONNECTION,
                    TOO_MANY_INVALID,
                    SENT_BEFORE,
                    SAME_TEXT,
                    CANNOT_READ_BACK,
                    REWORDED -> true;
            case SERVER_DOWN, STALLED, TOO_MANY_AMBIGUOUS, DECLINED, FIRST_ROWS -> false;
        };
    }
}
