package feedbackuploader.web;

import org.jspecify.annotations.Nullable;

/**
 * What every file of the page has in common.
 *
 * @param version name and version of the program
 * @param url of the deployment that the environment names; null for none
 * @param folder the working directory, which paths are relative to
 */
public record Session(String version, Key key, @Nullable String url, String folder, boolean tokenOk) {

    /**
     * The API key, of which nothing else is told.
     *
     * @param from {@code environment} or {@code page}; null without one
     */
    public record Key(boolean given, @Nullable String from) {}
}
