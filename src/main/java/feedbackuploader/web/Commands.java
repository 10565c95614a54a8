package feedbackuploader.web;

import feedbackuploader.upload.UnusableException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line, as far as the page needs it. Any thread. */
public interface Commands {

    PageSession session();

    /**
     * Takes this API key in place of the environment's, in memory alone; null takes the environment's again.
     *
     * @throws UnusableException when it cannot be a key; the message does not repeat it
     */
    void useKey(@Nullable String key) throws UnusableException;

    /** The options that can be chosen, in the order of the help. */
    List<UploadOption> options();

    /** The ready mappings, and the mapping files in {@code folder}. */
    List<MappingName> mappings(@Nullable Path folder);

    /**
     * What {@code upload FILE} with these choices would do. Nothing is read but what the choices name.
     *
     * @throws UnusableException when they are wrong, as the terminal would say it
     */
    PreparedCommand prepare(Path file, List<Choice> choices) throws UnusableException;

    /** The command itself, to be pasted; also where {@link #prepare} refuses it. */
    String typed(Path file, List<Choice> choices);

    /**
     * An {@code upload} that was typed somewhere, to be pasted into a shell in the working directory.
     *
     * @param folder in which it was typed; null when it is not known
     */
    String typed(List<String> words, @Nullable String folder);

    /**
     * The choices in the words of an {@code upload} that was typed somewhere; none when they cannot be read any more.
     *
     * @param words with the command and its file
     */
    List<Choice> choices(List<String> words);

    /** The file of the memory of sent rows. */
    Path memory();

    /** Whether the API key stands in {@code text}, which is then to be kept nowhere. */
    boolean holdsKey(String text);

    /** What the terminal would say of this failure; never with a key in it. */
    String sentence(Throwable failure);
}
