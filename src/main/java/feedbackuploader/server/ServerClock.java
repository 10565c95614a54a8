package feedbackuploader.server;

/** The server's clock, by the dates of its answers. This computer's clock says nothing about the dates a server writes. */
@FunctionalInterface
public interface ServerClock {

    ServerTime now();

    /**
     * Whether it has gone back since this program knows it: then feedback may carry a date before the time at which it
     * was sent.
     */
    default boolean wasSetBack() {
        return false;
    }
}
