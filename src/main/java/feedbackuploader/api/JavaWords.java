package feedbackuploader.api;

import feedbackuploader.cli.PreparedUpload;
import java.util.List;
import java.util.regex.Pattern;

/** What the command line would say, without the ways that it alone has: the key and Java's options are its caller's here. */
final class JavaWords {

    private static final String WHERE_THE_KEY_IS = " (ADAPTIVE_API_KEY or --api-key-file)";

    private static final Pattern WHERE_TO_PUT_IT =
            Pattern.compile("Put the (?:API )?key into ADAPTIVE_API_KEY(?:, or into a file for --api-key-file)?\\.");

    private static final String JAVA_OPTIONS = "FEEDBACK_UPLOADER_JAVA_OPTS=";

    private JavaWords() {}

    static String of(String sentence) {
        return WHERE_TO_PUT_IT
                .matcher(sentence.replace(WHERE_THE_KEY_IS, ""))
                .replaceAll("The API key is an argument of its own.")
                .replace(JAVA_OPTIONS, "start Java with ");
    }

    static List<String> of(List<String> sentences) {
        return sentences.stream().map(JavaWords::of).toList();
    }

    static String of(Throwable failure) {
        return of(PreparedUpload.sentence(failure));
    }
}
