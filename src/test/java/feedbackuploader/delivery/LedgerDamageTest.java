package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.FaultyDisk;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.MemoryFolder;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A ledger that something has happened to between two runs. The next run either comes to the right end all the same, or
 * refuses the ledger by name and sends nothing.
 */
class LedgerDamageTest {

    private static final String[] WORDS = WordUpload.words(50);

    private enum Damage {
        BIT_FLIPPED,
        CUT,
        DELETED,
        OLDER_COPY
    }

    /** A run folder at some moment between two runs, and what the server knows by then. */
    private record Moment(String name, Path folder, WordUpload upload) {}

    private final Path folder;
    private final List<Moment> moments = new ArrayList<>();
    private final Map<Damage, Integer> refused = new EnumMap<>(Damage.class);
    private int harmless;

    LedgerDamageTest(@TempDir(factory = MemoryFolder.class) Path folder) {
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
    void sixty_damages_are_harmless_or_refused() throws Exception {
        isRecoveredOrRefused(60, 20_260_101);
    }

    @Test
    @Tag("long")
    void a_thousand_damages_are_harmless_or_refused() throws Exception {
        isRecoveredOrRefused(1_000, System.nanoTime());
    }

    private void isRecoveredOrRefused(int places, long seed) throws Exception {
        for (int place = 0; place < places; place++) {
            Moment moment = moments.get(place % moments.size());
            Path damaged = folder.resolve("damaged " + place);
            copy(moment.folder(), damaged);
            Random random = new Random(seed + place);
            Damage kind = kindOf(random);
            String name =
                    moment.name() + ", " + damage(moment, damaged, kind, random) + " (seed " + (seed + place) + ")";
            try {
                runs(moment.upload().copy(), damaged, kind);
            } catch (AssertionError | Exception e) {
                throw new AssertionError(name + ": " + e.getMessage(), e);
            }
        }
        assertThat(refused).as("refused, by damage").containsOnlyKeys(Damage.values());
        assertThat(harmless).as("harmless").isGreaterThan(0);
    }

    private static Damage kindOf(Random random) {
        List<Damage> kinds = List.of(
                Damage.BIT_FLIPPED,
                Damage.BIT_FLIPPED,
                Damage.BIT_FLIPPED,
                Damage.CUT,
                Damage.CUT,
                Damage.DELETED,
                Damage.OLDER_COPY);
        return kinds.get(random.nextInt(kinds.size()));
    }

    private void runs(WordUpload upload, Path damaged, Damage kind) throws Exception {
        int requests = upload.server.requests();
        for (int attempt = 1; attempt <= 2; attempt++) {
            try {
                upload.isRight(run(upload, damaged, WORDS), WORDS);
                harmless++;
                return;
            } catch (LedgerException e) {
                assertThat(e).hasMessageContaining("ledger.db is damaged");
                assertThat(upload.server.requests())
                        .as("requests of a refused run")
                        .isEqualTo(requests);
                refused.merge(kind, 1, Integer::sum);
            }
        }
    }

    /** What was done, in words. */
    private String damage(Moment moment, Path damaged, Damage kind, Random random) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(damaged)) {
            files = all.filter(one -> one.getFileName().toString().startsWith("ledger.db"))
                    .sorted()
                    .toList();
        }
        Path file = files.get(random.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(file);
        switch (kind) {
            case BIT_FLIPPED -> {
                int bit = random.nextInt(Math.max(1, 8 * bytes.length));
                if (bytes.length > 0) {
                    bytes[bit / 8] ^= (byte) (1 << bit % 8);
                }
                Files.write(file, bytes);
                return "bit " + bit + " flipped in " + file.getFileName();
            }
            case CUT -> {
                int length = random.nextInt(Math.max(1, bytes.length));
                Files.write(file, Arrays.copyOf(bytes, length));
                return file.getFileName() + " cut to " + length + " of " + bytes.length;
            }
            case DELETED -> {
                Files.delete(file);
                return file.getFileName() + " deleted";
            }
            case OLDER_COPY -> {
                Moment older = moments.get(random.nextInt(1 + moments.indexOf(moment)));
                Files.copy(
                        older.folder().resolve("ledger.db"),
                        damaged.resolve("ledger.db"),
                        StandardCopyOption.REPLACE_EXISTING);
                return "ledger.db of " + older.name();
            }
        }
        throw new AssertionError(kind);
    }
}
