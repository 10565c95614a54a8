package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise for uploads that create completions, proved by killing: no completion and no rating is created twice, none
 * is lost, and each rating is that of the right text. Where a completion can be found by its label, no row stays unknown.
 */
class CreationPromiseIT {

    /** Another one each time, unless it is given. */
    private static final long SEED = Long.getLong("seed", System.nanoTime() % 1_000_000);

    /** As many uploads at a time do not starve each other. */
    private static final int LANES = Integer.getInteger("lanes", 7);

    @TempDir
    private Path folder;

    @Test
    void completions_of_a_killed_upload_are_created_once() throws Exception {
        check(prove(List.of(
                new CreationLane.Orders(CreationShape.NESTED, ListingHabit.LATE, 24, 3, SEED),
                new CreationLane.Orders(CreationShape.TWO_STEPS, ListingHabit.LYING, 24, 3, SEED + 1),
                new CreationLane.Orders(CreationShape.SIDES, ListingHabit.UNLABELLED, 24, 3, SEED + 2))));
    }

    /** {@code -Dkills} says how many at least, {@code -Dlanes} how many uploads at a time. */
    @Test
    @Tag("long")
    void hundreds_of_kills_while_completions_are_created() throws Exception {
        int kills = Integer.getInteger("kills", 315);
        int lanes = CreationShape.values().length * ListingHabit.values().length;
        List<CreationLane.Orders> orders = new ArrayList<>();
        for (ListingHabit habit : ListingHabit.values()) {
            for (CreationShape shape : CreationShape.values()) {
                orders.add(
                        new CreationLane.Orders(shape, habit, 36, (kills + lanes - 1) / lanes, SEED + orders.size()));
            }
        }
        List<CreationToll> tolls = prove(orders);

        System.out.println("Seed " + SEED + "\n" + CreationToll.table(tolls));
        check(tolls);
        assertThat(sum(tolls, CreationToll::allKills)).isGreaterThanOrEqualTo(kills);
        assertThat(sum(tolls, CreationToll::refused)).as("429 and 503").isPositive();
        assertThat(tolls).allSatisfy(toll -> {
            assertThat(toll.dropped())
                    .as("answers lost, %s %s", toll.shape(), toll.habit())
                    .isPositive();
            assertThat(toll.unlisted() > 0)
                    .as("lies, %s %s", toll.shape(), toll.habit())
                    .isEqualTo(toll.habit().isLying());
        });
    }

    private List<CreationToll> prove(List<CreationLane.Orders> orders) throws Exception {
        List<Callable<CreationToll>> lanes = new ArrayList<>();
        for (CreationLane.Orders one : orders) {
            lanes.add(new CreationLane(one, Files.createTempDirectory(folder, "lane")));
        }
        List<CreationToll> tolls = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(LANES, lanes.size()));
        try {
            for (Future<CreationToll> lane : threads.invokeAll(lanes)) {
                tolls.add(lane.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError("with -Dseed=" + SEED + ": " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
        return tolls;
    }

    private static void check(List<CreationToll> tolls) {
        for (CreationToll toll : tolls) {
            Reckoning reckoning = toll.reckoning();
            assertThat(List.of(reckoning.twice(), reckoning.lost(), reckoning.wrong()))
                    .as(
                            "recorded twice, lost and wrong, %s %s, with -Dseed=%d:\n%s\n%s",
                            toll.shape(),
                            toll.habit(),
                            SEED,
                            String.join("\n", reckoning.findings()),
                            CreationToll.table(tolls))
                    .containsOnly(0L);
            assertThat(reckoning.unknown())
                    .as("unknown, and answers lost, %s %s:\n%s", toll.shape(), toll.habit(), CreationToll.table(tolls))
                    .isLessThanOrEqualTo(2 * (toll.dropped() + toll.foundSending()));
        }
        assertThat(sum(tolls, CreationToll::dropped))
                .as("answers lost, with -Dseed=%d", SEED)
                .isPositive();
        assertThat(sum(tolls, CreationToll::foundSending))
                .as("rows in flight when the program was killed, with -Dseed=%d", SEED)
                .isPositive();
    }

    private static long sum(List<CreationToll> tolls, ToLongFunction<CreationToll> what) {
        return tolls.stream().mapToLong(what).sum();
    }
}
