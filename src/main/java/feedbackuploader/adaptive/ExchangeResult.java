package feedbackuploader.adaptive;

/** How one exchange ended. */
sealed interface ExchangeResult {

    /** A status was seen: the server answered, whatever became of the rest. */
    record Answered(HttpAnswer answer) implements ExchangeResult {}

    /**
     * No status was seen.
     *
     * @param cause {@link java.util.concurrent.TimeoutException} when our own time-out struck
     * @param subscriptions how often HttpClient asked for the request's body; more than once means that it sent twice
     * @param provedIncomplete no server can have read the whole request
     */
    record Unanswered(Throwable cause, int subscriptions, boolean provedIncomplete) implements ExchangeResult {}
}
