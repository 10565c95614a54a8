package feedbackuploader.cli;

import feedbackuploader.web.Choice;
import feedbackuploader.web.FileState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of the page have in common: a folder with files of ratings, and a page that keeps its own beside them. */
@Timeout(120)
abstract class PageCase {

    static final String KEY = "sk-7f3e9a1b5c8d2046";

    static final Choice METRIC = PageBench.choice("--metric", "quality");

    @TempDir
    Path folder;

    Path ratings(String name, int rows) throws IOException {
        return PageBench.ratings(folder.resolve(name), rows);
    }

    PageBench page(Map<String, String> variables) throws Exception {
        return new PageBench(folder.resolve("state"), variables);
    }

    /** What was uploaded, of a file of which something was. */
    static FileState.Uploaded upload(FileState state) {
        return PageBench.there(state.upload());
    }
}
