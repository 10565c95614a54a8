package feedbackuploader.feedback;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What a completion is found by where a file does not hold its id: the application's own key, which the deployment knows.
 */
public sealed interface CompletionKey {

    /** How the name of a label begins. */
    String LABEL = "label.";

    String SESSION = "session_id";
    String USER_AND_TIME = "user,time";

    /** As many completions of one key are told; of that many, there may be more. */
    int MOST_TOLD = 4;

    /** Of which sort it is: {@code label.KEY}, {@code session_id} or {@code user,time}. */
    String name();

    /** Equal for equal keys of one {@link #name}. */
    String value();

    /** A completion that has this value for the label. */
    record OfLabel(String label, String value) implements CompletionKey {
        @Override
        public String name() {
            return LABEL + label;
        }
    }

    /** The completion of a session. */
    record OfSession(UUID session) implements CompletionKey {
        @Override
        public String name() {
            return SESSION;
        }

        @Override
        public String value() {
            return session.toString();
        }
    }

    /** What was answered to this user at that time. */
    record OfUserAt(UUID user, Instant time) implements CompletionKey {

        /** Milliseconds, as a server dates completions. */
        public OfUserAt {
            time = time.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public String name() {
            return USER_AND_TIME;
        }

        @Override
        public String value() {
            return user + " " + time;
        }

        /** The last moment that is meant: a time without a fraction is any moment of its second. */
        public Instant last() {
            return time.equals(time.truncatedTo(ChronoUnit.SECONDS)) ? time.plusMillis(999) : time;
        }
    }

    /** The key of this {@link #name} and {@link #value}. */
    static CompletionKey of(String name, String value) {
        if (name.startsWith(LABEL)) {
            return new OfLabel(name.substring(LABEL.length()), value);
        } else if (name.equals(SESSION)) {
            return new OfSession(UUID.fromString(value));
        }
        int space = value.indexOf(' ');
        return new OfUserAt(UUID.fromString(value.substring(0, space)), Instant.parse(value.substring(space + 1)));
    }

    /** 128 bits that stand for it. */
    default RowKey digest() {
        return RowKey.of(Kind.METRIC, name() + '\n' + value());
    }

    /** What stands for the id as long as nobody has been asked for it. It is never sent. */
    default UUID placeholder() {
        return digest().toUuid();
    }
}
