package feedbackuploader.endtoend;

import feedbackuploader.SecretForms;
import java.io.IOException;
import java.nio.file.Path;

/** The API key of every test is a word that stands nowhere else: where it turns up, it was let out. */
final class Canary {

    /** The one file that holds the key on purpose. */
    static final String CAGE = "api-key.txt";

    private static final SecretForms KEY = SecretForms.of(PackagedProgram.KEY);

    private Canary() {}

    static void isNowhereBelow(Path folder) throws IOException {
        KEY.areNowhereBelow(folder, CAGE);
    }

    static void isNotIn(String text, String where) {
        KEY.areNotIn(text, where);
    }

    /** In every form in which it must not be let out. */
    static String inEveryForm() {
        return KEY.all();
    }
}
