package feedbackuploader.server;

import feedbackuploader.feedback.Kind;

/**
 * One request as it will leave: its kind decides the route.
 *
 * @param body a JSON object, without lone surrogates, so that it has exactly one form in UTF-8
 */
public record Submission(Kind kind, String body) {}
