package feedbackuploader.web.local;

import java.io.IOException;

/** Answers the requests of one route, on any of several threads at once. */
@FunctionalInterface
public interface Endpoint {

    /** @throws IOException shown on the page as a sentence without details, which the log has */
    Reply answer(Call call) throws IOException;
}
