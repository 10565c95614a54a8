package feedbackuploader.cli.console;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** A question whose answer does not show on the screen. */
@FunctionalInterface
public interface HiddenQuestion {

    /** Null where nobody can be asked so: Java hides what is typed only where output is a terminal, too. */
    @Nullable
    String answer(String question);

    /** At the terminal of this process. */
    static @Nullable String atTerminal(String question) {
        @Nullable Console console = Surroundings.outputIsTerminal() ? System.console() : null;
        char @Nullable [] answer = console == null ? null : console.readPassword("%s", question);
        return answer == null ? null : new String(answer);
    }
}
