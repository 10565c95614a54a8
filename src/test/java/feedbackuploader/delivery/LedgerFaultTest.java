package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.FaultyDisk;
import feedbackuploader.ledger.FaultyDisk.Fault;
import feedbackuploader.ledger.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An upload of which any one write to the ledger fails, whichever it is: nothing more is sent, and the same run again
 * brings every row to its right end.
 */
class LedgerFaultTest {

    private final Path folder;

    LedgerFaultTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** A file that is uploaded in part, edited, and uploaded again. */
    private static final class Story {

        private final WordUpload upload = new WordUpload();
        private final Path folder;
        private final String[] before;
        private final String[] after;
        private int requestsAtFault;

        Story(Path folder, int rows) throws IOException {
            this.folder = Files.createDirectory(folder);
            this.after = WordUpload.words(rows);
            this.before = Arrays.copyOfRange(after, rows / 4, rows / 4 + rows / 2);
        }

        void happens(FaultyDisk disk, Fault fault) throws Exception {
            upload.server.refusesTheKeyAfter(before.length / 2);
            upload.server.cannotBeReadBackForNow();
            var unused = runs(disk, fault, before);
            upload.server.isWellAgain();
            upload.isRight(runs(disk, fault, after), after);
        }

        /** A run that meets the fault is run again, as a user would. */
        private List<Entry> runs(FaultyDisk disk, Fault fault, String... words) throws Exception {
            if (!disk.hasFailed()) {
                try {
                    List<Entry> entries = upload.run(() -> disk.open(folder), words);
                    assertThat(disk.hasFailed())
                            .as("a fault that went unnoticed")
                            .isFalse();
                    return entries;
                } catch (LedgerException e) {
                    assertThat(disk.hasFailed()).as(e.getMessage()).isTrue();
                    assertThat(e).hasMessageContaining("ledger.db").hasMessageContaining(fault.words());
                    assertThat(upload.server.requests())
                            .as("requests after the failure")
                            .isEqualTo(requestsAtFault);
                }
            }
            return upload.run(() -> FaultyDisk.sound().open(folder), words);
        }

        void noteFault() {
            requestsAtFault = upload.server.requests();
        }
    }

    private void failsAt(int rows, int write, Fault fault) throws Exception {
        String name = fault + " at write " + write + " of " + rows + " rows";
        Story story = new Story(folder.resolve(name), rows);
        FaultyDisk disk = FaultyDisk.failingAt(write, fault, story::noteFault);
        try {
            story.happens(disk, fault);
        } catch (AssertionError | LedgerException e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
        }
        assertThat(disk.hasFailed()).as(name).isTrue();
    }

    private FaultyDisk soundStory(int rows) throws Exception {
        FaultyDisk disk = FaultyDisk.sound();
        new Story(folder.resolve("sound"), rows).happens(disk, Fault.FULL);
        assertThat(disk.writes()).isGreaterThan(4 * rows);
        return disk;
    }

    @Test
    void every_write_of_twelve_rows_fails_and_every_commit_after_it_took_effect() throws Exception {
        FaultyDisk sound = soundStory(12);
        List<Fault> faults = List.of(Fault.FULL, Fault.IO_ERROR, Fault.BUSY);
        for (int write = 1; write <= sound.writes(); write++) {
            failsAt(12, write, faults.get(write % faults.size()));
        }
        assertThat(sound.commits()).hasSizeGreaterThan(20);
        for (int commit : sound.commits()) {
            failsAt(12, commit, Fault.COMMITTED_AFTER_ALL);
        }
    }

    @Test
    @Tag("long")
    void every_write_of_five_hundred_rows_fails_in_every_way() throws Exception {
        int writes = soundStory(500).writes();
        for (int write = 1; write <= writes; write++) {
            for (Fault fault : Fault.values()) {
                failsAt(500, write, fault);
            }
        }
    }

    @Test
    void a_disk_that_is_full_sooner_or_later_leaves_a_ledger_to_go_on_from() throws Exception {
        int fits = 0;
        for (int pages = 1; fits < 3; pages++) {
            Story story = new Story(folder.resolve("pages " + pages), 50);
            FaultyDisk disk = FaultyDisk.ofPages(pages, story::noteFault);
            story.happens(disk, Fault.FULL);
            fits += disk.hasFailed() ? 0 : 1;
            assertThat(pages).as("pages").isLessThan(100);
        }
    }
}
