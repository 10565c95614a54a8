package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two ledgers with the same rows and one memory. */
class MemoryTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    /** Of two runs that look at the same time, the second to note its rows must look again. */
    @Test
    void what_another_run_notes_between_a_look_and_a_note_is_found() throws Exception {
        try (Ledger first = ledger("first");
                Ledger second = ledger("second")) {
            Memory early = memory(first);
            Memory late = memory(second);
            assertThat(recall(early, first).pieces()).isZero();
            assertThat(recall(late, second).pieces()).isZero();

            assertThat(late.note(true)).isTrue();

            assertThat(early.note(true)).isFalse();
            assertThat(recall(early, first).pieces()).isEqualTo(2);
            assertThat(early.note(true)).isTrue();
        }
    }

    private static SentBefore recall(Memory memory, Ledger ledger) throws Exception {
        return memory.recall(ledger.plan().orElseThrow().generation(), Set.of());
    }

    private Memory memory(Ledger ledger) throws Exception {
        Memory memory = ledger.memory(folder.resolve("memory.db"), NOON);
        assertThat(memory.begin()).isEqualTo(Memory.Standing.NEW);
        return memory;
    }

    private Ledger ledger(String name) throws Exception {
        Ledger ledger = Ledger.open(Files.createDirectory(folder.resolve(name)), WordFile.OWNER);
        var unused = WordFile.plan(ledger, "one", "two");
        return ledger;
    }
}
