package feedbackuploader.web;

/**
 * A mapping that can be chosen with {@code --mapping}.
 *
 * @param name of a ready mapping, or the path of a file
 * @param about what it is for; empty when nothing is said
 */
public record MappingName(String name, String about) {}
