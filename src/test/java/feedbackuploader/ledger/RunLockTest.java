package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.server.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

    private final Path folder;

    RunLockTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private String whatASecondProcessIsTold() throws Exception {
        try (LedgerProcess second = LedgerProcess.start(folder, LedgerProcess.Task.TRY, 0)) {
            return second.line();
        }
    }

    @Test
    void the_same_process_cannot_open_a_ledger_twice() throws LedgerException {
        try (Ledger first = Ledger.open(folder, WordFile.OWNER)) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> Ledger.open(folder.resolve("."), WordFile.OWNER))
                    .withMessageContaining("The run folder " + folder + " is in use by another upload in this process");
            assertThat(first.counts().total()).isZero();
        }
    }

    @Test
    void another_process_is_told_who_holds_it() throws Exception {
        try (Ledger first = Ledger.open(folder, WordFile.OWNER)) {
            assertThat(whatASecondProcessIsTold())
                    .contains("process " + ProcessHandle.current().pid())
                    .contains("run the same command again");
            assertThat(first.plan()).isEmpty();
        }
        assertThat(whatASecondProcessIsTold()).isEqualTo("held");
    }

    @Test
    void a_refusal_in_this_process_does_not_let_another_process_in() throws Exception {
        try (Ledger first = Ledger.open(folder, WordFile.OWNER)) {
            assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> Ledger.open(folder, WordFile.OWNER));
            assertThat(whatASecondProcessIsTold()).contains("in use by another process");
            assertThat(first.plan()).isEmpty();
        }
    }

    @Test
    void the_lock_goes_with_a_killed_process() throws Exception {
        try (LedgerProcess holder = LedgerProcess.start(folder, LedgerProcess.Task.HOLD, 0)) {
            assertThat(holder.line()).isEqualTo("held");
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> Ledger.open(folder, WordFile.OWNER))
                    .withMessageContaining("process " + holder.pid());
            holder.kill();
        }
        try (Ledger next = Ledger.open(folder, WordFile.OWNER)) {
            assertThat(next.plan()).isEmpty();
        }
    }

    @Test
    void looking_works_while_another_process_holds_it_and_does_not_free_it() throws Exception {
        try (LedgerProcess holder = LedgerProcess.start(folder, LedgerProcess.Task.HOLD, 0)) {
            assertThat(holder.line()).isEqualTo("held");
            try (Ledger reader = Ledger.openToRead(folder)) {
                assertThat(reader.owner()).isEqualTo(WordFile.OWNER);
            }
            assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> Ledger.open(folder, WordFile.OWNER));
        }
    }

    @Test
    void a_closed_ledger_can_be_opened_again_and_so_can_one_that_was_refused_for_another_reason()
            throws LedgerException {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "sent");
            WordFile.deliver(ledger, word -> new Outcome.Recorded(201, "id"));
        }
        Owner other = new Owner(WordFile.OWNER.input(), "https://elsewhere.test", null);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> Ledger.open(folder, other))
                    .withMessageContaining("elsewhere");
        }
        Ledger.open(folder, WordFile.OWNER).close();
        assertThat(Files.exists(folder.resolve("lock"))).isTrue();
    }
}
