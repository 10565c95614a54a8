package feedbackuploader.web.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request that may be answered.
 *
 * @param path as it was asked for, without the query
 * @param parts what stands for the names in braces of its pattern: letters, digits, {@code -} and {@code _}
 * @param query decoded; of a name that is given twice, the first value
 * @param body ends with {@link BadCallException} where it is longer than its route allows; the server closes it
 */
public record Call(String method, String path, Map<String, String> parts, Map<String, String> query, InputStream body) {

    /** @param name stands in braces in the pattern of the route */
    public String part(String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }

    /** @return {@code null} unless it is given */
    public @Nullable String query(String name) {
        return query.get(name);
    }

    /** @throws BadCallException if it is given and no number from 0 on */
    public long number(String name, long unlessGiven) throws BadCallException {
        String given = query.get(name);
        if (given == null) {
            return unlessGiven;
        }
        if (!given.matches("[0-9]{1,18}")) {
            throw new BadCallException(400, "\"" + name + "\" in the address is not a whole number from 0 on.");
        }
        return Long.parseLong(given);
    }

    /**
     * The body, whose names are written in snake_case.
     *
     * @throws BadCallException if it is no JSON or does not have this form
     */
    public <T> T json(Class<T> form) throws IOException {
        return PageJson.read(body, form);
    }
}
