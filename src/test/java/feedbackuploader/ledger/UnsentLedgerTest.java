package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.server.ServerTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ledger of which no row was ever claimed has nothing to lose: whatever has become of it, it is begun again. */
class UnsentLedgerTest {

    @TempDir
    private Path folder;

    /** What a kill, a power cut or a full disk may leave of a ledger. */
    private enum Left {
        NOTHING {
            @Override
            void of(Path ledger) throws IOException {
                Files.delete(ledger);
            }
        },
        AN_EMPTY_FILE {
            @Override
            void of(Path ledger) throws IOException {
                Files.write(ledger, new byte[0]);
            }
        },
        HALF_A_HEADER {
            @Override
            void of(Path ledger) throws IOException {
                Files.write(ledger, Arrays.copyOf(Files.readAllBytes(ledger), 50));
            }
        },
        A_HEADER {
            @Override
            void of(Path ledger) throws IOException {
                Files.write(ledger, Arrays.copyOf(Files.readAllBytes(ledger), 100));
            }
        },
        A_PAGE {
            @Override
            void of(Path ledger) throws IOException {
                Files.write(ledger, Arrays.copyOf(Files.readAllBytes(ledger), 4096));
            }
        },
        A_PAGE_AND_A_HALF {
            @Override
            void of(Path ledger) throws IOException {
                Files.write(ledger, Arrays.copyOf(Files.readAllBytes(ledger), 6000));
            }
        },
        ZEROS {
            @Override
            void of(Path ledger) throws IOException {
                Files.write(ledger, new byte[8192]);
            }
        },
        GARBAGE {
            @Override
            void of(Path ledger) throws IOException {
                Files.writeString(ledger, "row,score\n1,2\n".repeat(1_000));
            }
        },
        A_BROKEN_PAGE {
            @Override
            void of(Path ledger) throws IOException {
                byte[] bytes = Files.readAllBytes(ledger);
                bytes[2 * 4096] ^= 1;
                Files.write(ledger, bytes);
            }
        };

        abstract void of(Path ledger) throws IOException;
    }

    private void leave(Left left, boolean claimed) throws Exception {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, WordFile.numbered(50));
        }
        if (claimed) {
            try (Ledger ledger = Ledger.open(folder, WordFile.OWNER);
                    Outbox outbox = ledger.outbox()) {
                assertThat(outbox.exchange(List.of(), List.of(), 1, Long.MAX_VALUE, ServerTime.UNKNOWN))
                        .hasSize(1);
            }
        }
        left.of(folder.resolve("ledger.db"));
    }

    @ParameterizedTest
    @EnumSource
    void is_begun_again(Left left) throws Exception {
        leave(left, false);

        for (int run = 1; run <= 2; run++) {
            try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
                assertThat(ledger.plan()).isEmpty();
            }
        }
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "a", "b");
            assertThat(WordFile.deliver(ledger, WordFile::recorded)).containsExactly("a", "b");
        }
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            assertThat(WordFile.states(ledger)).containsExactly(State.RECORDED, State.RECORDED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_refused_once_a_row_was_claimed(Left left) throws Exception {
        leave(left, true);

        for (int run = 1; run <= 2; run++) {
            assertThatExceptionOfType(DamagedLedgerException.class)
                    .isThrownBy(() -> Ledger.open(folder, WordFile.OWNER))
                    .withMessageContaining("ledger.db is damaged");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
    void is_not_cleared_away_by_whoever_only_looks(Left left) throws Exception {
        leave(left, false);
        byte[] before = Files.readAllBytes(folder.resolve("ledger.db"));

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.openToRead(folder))
                .withMessageContaining("nothing was sent from there. Run the upload again");
        assertThat(folder.resolve("ledger.db")).hasBinaryContent(before);
    }

    /** The counter says so before the first claim can be on the disk, so that no kill leaves a claim without it. */
    @Test
    void is_one_no_more_as_soon_as_rows_may_be_claimed() throws Exception {
        Path file = folder.resolve("ledger.db");
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "a");
            assertThat(CommitCounter.isUnsent(file)).isTrue();
            try (Outbox outbox = ledger.outbox()) {
                assertThat(outbox.exchange(List.of(), List.of(), 0, Long.MAX_VALUE, ServerTime.UNKNOWN))
                        .isEmpty();
                assertThat(CommitCounter.isUnsent(file))
                        .as("nothing was claimed")
                        .isTrue();
                assertThat(outbox.exchange(List.of(), List.of(), 1, Long.MAX_VALUE, ServerTime.UNKNOWN))
                        .hasSize(1);
                assertThat(CommitCounter.isUnsent(file)).isFalse();
            }
        }
        assertThat(CommitCounter.isUnsent(file)).isFalse();
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "b");
        }
        assertThat(CommitCounter.isUnsent(file)).as("after another plan").isFalse();
    }
}
