package feedbackuploader.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each guard of the promise is taken out of the program, one at a time, and a test turns red for it. */
class GuardRemovalTest {

    @ParameterizedTest
    @MethodSource("guards")
    @Tag("long")
    void a_test_turns_red_without(Guard guard, @TempDir Path folder) throws Exception {
        List<String> red = Weakened.by(guard, folder).redTests(guard.tests());

        System.out.println(
                guard + ": " + red.size() + " red, " + red.stream().findFirst().orElse("none"));
        assertThat(red).isNotEmpty();
    }

    /** The control: it is the guard that makes the difference, and not how its tests are run. */
    @Test
    @Tag("long")
    void no_test_turns_red_with_all_of_them(@TempDir Path folder) throws Exception {
        List<String> tests = guards().stream()
                .flatMap(guard -> guard.tests().stream())
                .distinct()
                .toList();

        assertThat(Weakened.byNothing(folder).redTests(tests)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("guards")
    void the_guard_stands_in_the_program(Guard guard) throws Exception {
        assertThat(Weakened.source(guard)).contains(guard.words());
    }

    static List<Guard> guards() {
        return Guards.all();
    }
}
