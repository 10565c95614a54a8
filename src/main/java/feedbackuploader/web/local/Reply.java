package feedbackuploader.web.local;

import java.nio.file.Path;

/** What a request is answered with. */
public sealed interface Reply {

    /** @param value a record, map or list; the names of records are written in snake_case */
    record Json(Object value) implements Reply {}

    /**
     * {@code {"error": sentence}}.
     *
     * @param status from 400 on
     * @param sentence what is wrong and what to do, for a person
     */
    record Problem(int status, String sentence) implements Reply {}

    /**
     * A file.
     *
     * @param name under which the browser keeps it
     * @param inline whether the browser shows it, as a page that belongs to no site and can ask this server nothing
     * @param isTemporary whether it was made for this answer alone, and is deleted after it
     */
    record Download(Path file, String name, String contentType, boolean inline, boolean isTemporary) implements Reply {}
}
