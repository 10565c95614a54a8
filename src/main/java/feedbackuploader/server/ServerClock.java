package feedbackuploader.server;

/** The server's clock, as its answers tell it: what this computer's clock shows says nothing of what a server writes. */
@FunctionalInterface
public interface ServerClock {

    ServerTime now();

    /**
     * Whether it has gone back since this program knows it: then what the server recorded may bear an earlier date than
     * the moment before which it was not sent.
     */
    default boolean wasSetBack() {
        return false;
    }
}
