package feedbackuploader.guards;

import java.util.List;

/** What keeps the promise, and the key secret, where another Java program uploads. */
final class ApiGuards {

    private ApiGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "a Java that sends a POST again by itself",
                        "api/FeedbackUpload.java",
                        "if (HttpClientProperties.repeatsPosts()) {",
                        "if (HttpClientProperties.repeatsPosts() && url.isEmpty()) {",
                        "api.FeedbackUploadRefusalsTest"),
                new Guard(
                        "a Java that does so by its settings alone",
                        "adaptive/connection/HttpClientProperties.java",
                        "value = all.getProperty(RETRY_POST);",
                        "value = null;",
                        "adaptive.connection.HttpClientPropertiesTest"),
                new Guard(
                        "the key in the log of a run, where the calling program hears the HTTP client",
                        "report/RunLog.java",
                        "if (logger != null && logger.startsWith(HTTP_CLIENT.getName())) {",
                        "if (logger != null && logger.isEmpty()) {",
                        "report.RunLogTest"),
                new Guard(
                        "an interruption before anything is sent, that is lost",
                        "api/FeedbackUpload.java",
                        "            upload.interrupt();\n        }\n    }",
                        "        }\n    }",
                        "api.FeedbackUploadTest"));
    }
}
