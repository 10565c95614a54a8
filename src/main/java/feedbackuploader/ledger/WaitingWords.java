package feedbackuploader.ledger;

/** What is said of a rating that is not sent because of its completion, as SQL. */
final class WaitingWords {

    /** Until its completion is sent. */
    static final String NOT_YET = "Its completion is not created yet.";

    private WaitingWords() {}

    /**
     * @param creation the alias of the interaction
     * @param rating the alias of what needs its id; where both are of one row, that has the server's words already
     */
    static String reason(String creation, String rating) {
        return """
                CASE %1$s.state
                  WHEN 'rejected' THEN 'Not recorded: its completion' || CASE WHEN %1$s.row = %2$s.row THEN ' was refused.'
                    ELSE ' (row ' || %1$s.row || ') was refused: ' || coalesce(%1$s.reason, '') END
                  WHEN 'unknown' THEN 'Not sent: it is unknown whether its completion'
                    || CASE WHEN %1$s.row = %2$s.row THEN '' ELSE ' (row ' || %1$s.row || ')' END || ' was created.'
                  ELSE '%3$s' END""".formatted(creation, rating, NOT_YET);
    }
}
