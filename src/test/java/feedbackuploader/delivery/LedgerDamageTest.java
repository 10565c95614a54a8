package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.FaultyDisk;
import feedbackuploader.ledger.LedgerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A ledger that something has happened to between two runs. The next run either comes to the right end all the same, or
 * refuses the ledger by name and sends nothing. A bit that flipped within a value is not found: then that value is wrong
 * in the reports, but nothing is sent twice.
 */
class LedgerDamageTest {

    private static final String[] WORDS = WordUpload.words(50);

    /** A damage that leaves everything as it was is none; the test does not try it. */
    private enum Damage {
        BIT_FLIPPED,
        CUT,
        DELETED,
        OLDER_COPY
    }

    private static final List<Damage> MOSTLY_BITS_AND_CUTS = List.of(
            Damage.BIT_FLIPPED,
            Damage.CUT,
            Damage.BIT_FLIPPED,
            Damage.CUT,
            Damage.OLDER_COPY,
            Damage.BIT_FLIPPED,
            Damage.CUT,
            Damage.DELETED);

    /** A run folder at some moment between two runs, and what the server knows by then. */
    private record Moment(String name, Path folder, WordUpload upload) {}

    private final Path folder;
    private final List<Moment> moments = new ArrayList<>();
    private final Map<Damage, Integer> refused = new EnumMap<>(Damage.class);
    private final Map<Damage, Integer> recovered = new EnumMap<>(Damage.class);
    private final Map<String, Integer> files = new TreeMap<>();

    LedgerDamageTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void moments() throws Exception {
        WordUpload upload = new WordUpload();
        Path live = Files.createDirectory(folder.resolve("live"));
        String[] before = Arrays.copyOfRange(WORDS, 10, 40);
        upload.server.refusesTheKeyAfter(0);
        run(upload, live, before);
        keep("planned", live, upload);

        upload.server.runsAt(12, () -> keep("killed in the first run", live, upload));
        upload.server.refusesTheKeyAfter(18);
        upload.server.cannotBeReadBackForNow();
        run(upload, live, before);
        keep("in mid-run", live, upload);

        upload.server.isWellAgain();
        upload.server.runsAt(9, () -> keep("killed in the second run", live, upload));
        upload.server.refusesTheKeyAfter(25);
        run(upload, live, WORDS);
        upload.server.isWellAgain();
        upload.isRight(run(upload, live, WORDS), WORDS);
        keep("done", live, upload);
        assertThat(moments).hasSize(5);
    }

    private static List<Entry> run(WordUpload upload, Path folder, String... words) throws Exception {
        return upload.run(() -> FaultyDisk.sound().open(folder), words);
    }

    /** What a process that dies now leaves behind. */
    private void keep(String name, Path live, WordUpload upload) {
        Moment moment = new Moment(name, folder.resolve(name), upload.copy());
        copy(live, moment.folder());
        moments.add(moment);
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectory(to);
            for (Path file :
                    files.filter(one -> !one.toString().endsWith("-shm")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void undamaged_every_moment_goes_on() throws Exception {
        for (Moment moment : moments) {
            WordUpload upload = moment.upload().copy();
            upload.isRight(run(upload, moment.folder(), WORDS), WORDS);
        }
    }

    @Test
    void four_hundred_damages_are_recovered_from_or_refused() throws Exception {
        areRecoveredOrRefused(400, 20_260_101);
    }

    @Test
    @Tag("long")
    void a_thousand_damages_are_recovered_from_or_refused() throws Exception {
        areRecoveredOrRefused(Integer.getInteger("damages", 1_000), Long.getLong("seed", System.nanoTime()));
    }

    private void areRecoveredOrRefused(int damages, long seed) throws Exception {
        for (int i = 0; i < damages; i++) {
            Moment moment = moments.get(i % moments.size());
            Path damaged = folder.resolve("damaged " + i);
            copy(moment.folder(), damaged);
            int round = i / moments.size();
            Damage kind = kindOf(moment, round);
            String name = moment.name() + ", " + damage(moment, damaged, kind, round, new Random(seed + i)) + " (seed "
                    + seed + ")";
            try {
                runs(moment.upload().copy(), damaged, kind);
            } catch (AssertionError | Exception e) {
                throw new AssertionError(name + ": " + e.getMessage(), e);
            }
        }
        assertThat(refused).as("refused, by damage").containsOnlyKeys(Damage.values());
        assertThat(recovered).as("recovered, by damage").containsKey(Damage.BIT_FLIPPED);
        assertThat(files).as("damaged files").containsOnlyKeys("ledger.db", "ledger.db-commits", "ledger.db-wal");
    }

    private Damage kindOf(Moment moment, int round) throws IOException {
        Damage kind = MOSTLY_BITS_AND_CUTS.get(round % MOSTLY_BITS_AND_CUTS.size());
        byte[] database = Files.readAllBytes(moment.folder().resolve("ledger.db"));
        return kind == Damage.OLDER_COPY && olderThan(moment, database).isEmpty() ? Damage.CUT : kind;
    }

    /** A refused run is refused again, and neither time is anything sent. */
    private void runs(WordUpload upload, Path damaged, Damage kind) throws Exception {
        int requests = upload.server.requests();
        try {
            List<Entry> entries = run(upload, damaged, WORDS);
            if (kind == Damage.BIT_FLIPPED) {
                upload.nothingIsThereTwice(WORDS);
            } else {
                upload.isRight(entries, WORDS);
            }
            recovered.merge(kind, 1, Integer::sum);
        } catch (LedgerException e) {
            isRefused(upload, requests, e);
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> run(upload, damaged, WORDS))
                    .satisfies(again -> isRefused(upload, requests, again));
            refused.merge(kind, 1, Integer::sum);
        }
    }

    private static void isRefused(WordUpload upload, int requests, LedgerException e) {
        assertThat(e)
                .hasMessageContaining("ledger.db is damaged")
                .hasMessageContaining("Restore its complete folder from a copy");
        assertThat(upload.server.requests()).as("requests of a refused run").isEqualTo(requests);
    }

    /** What was done, in words. */
    private String damage(Moment moment, Path damaged, Damage kind, int round, Random random) throws IOException {
        List<Path> present = ledgerFiles(damaged);
        Path file = kind == Damage.OLDER_COPY
                ? damaged.resolve("ledger.db")
                : present.get((round + random.nextInt(2)) % present.size());
        byte[] before = Files.readAllBytes(file);
        String how = damage(moment, file, before.clone(), kind, random);
        if (Files.exists(file)) {
            assertThat(Files.readAllBytes(file)).as(how).isNotEqualTo(before);
        }
        files.merge(file.getFileName().toString(), 1, Integer::sum);
        return file.getFileName() + " " + how;
    }

    private static List<Path> ledgerFiles(Path run) throws IOException {
        try (Stream<Path> all = Files.list(run)) {
            return all.filter(one -> one.getFileName().toString().startsWith("ledger.db"))
                    .filter(one -> one.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
    }

    private String damage(Moment moment, Path file, byte[] bytes, Damage kind, Random random) throws IOException {
        return switch (kind) {
            case BIT_FLIPPED -> {
                int bit = random.nextInt(8 * bytes.length);
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(file, bytes);
                yield "with bit " + bit + " flipped";
            }
            case CUT -> {
                int length = random.nextInt(bytes.length);
                Files.write(file, Arrays.copyOf(bytes, length));
                yield "cut to " + length + " of " + bytes.length;
            }
            case DELETED -> {
                Files.delete(file);
                yield "deleted";
            }
            case OLDER_COPY -> {
                Moment older = olderThan(moment, bytes).get(0);
                Files.copy(older.folder().resolve("ledger.db"), file, StandardCopyOption.REPLACE_EXISTING);
                yield "of " + older.name();
            }
        };
    }

    private List<Moment> olderThan(Moment moment, byte[] database) throws IOException {
        List<Moment> older = new ArrayList<>();
        for (Moment one : moments.subList(0, moments.indexOf(moment))) {
            if (!Arrays.equals(Files.readAllBytes(one.folder().resolve("ledger.db")), database)) {
                older.add(0, one);
            }
        }
        return older;
    }
}
