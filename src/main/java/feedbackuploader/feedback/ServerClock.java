package feedbackuploader.feedback;

/** The server's clock, as its answers tell it: what this computer's clock shows says nothing of what a server writes. */
@FunctionalInterface
public interface ServerClock {

    ServerTime now();
}
