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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise, proved by killing: kill the program at any moment, run the same command again, and no row is lost and
 * none is recorded twice. The server takes from 5 ms to 2 s for a request, goes on with those of a killed client, and
 * keeps some answers to itself.
 */
class PromiseIT {

    /** Another one each time, unless it is given. */
    private static final long SEED = Long.getLong("seed", System.nanoTime() % 1_000_000);

    @TempDir
    private Path folder;

    @Test
    void a_killed_upload_that_is_run_again_records_every_row_exactly_once() throws Exception {
        Jdk jdk = Jdk.running();

        List<Toll> tolls = prove(List.of(
                new KillLane.Orders(jdk, 1, 6, 5, 12, SEED),
                new KillLane.Orders(jdk, 8, 40, 6, 80, SEED + 1),
                new KillLane.Orders(jdk, 64, 250, 7, 500, SEED + 2),
                new KillLane.Orders(jdk, 64, 250, 7, 500, SEED + 3)));

        assertThat(tolls.stream().mapToInt(Toll::allKills).sum()).isGreaterThanOrEqualTo(25);
    }

    /** {@code -Dkills} and {@code -Drows} say how many at least on each JDK, {@code -Dlanes} how many at a time. */
    @Test
    @Tag("long")
    void a_thousand_kills_on_every_jdk() throws Exception {
        int kills = Integer.getInteger("kills", 1_000);
        int rows = Integer.getInteger("rows", 100_000);
        int lanes = Integer.getInteger("lanes", 6);
        List<Toll> tolls = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            tolls.addAll(prove(orders(jdk, kills, rows, lanes)));
            System.out.println("Seed " + SEED + "\n" + Toll.table(tolls));
        }
        assertThat(tolls).allSatisfy(toll -> assertThat(toll.foundSending()).isPositive());
        for (KillMoment moment : KillMoment.values()) {
            assertThat(tolls.stream()
                            .mapToInt(toll -> toll.kills().getOrDefault(moment, 0))
                            .sum())
                    .as("killed while %s", moment)
                    .isPositive();
        }
    }

    /**
     * With faults mixed in: answers that say neither yes nor no, a deployment that shows something else than it was sent,
     * runs killed before anything is known of it, identical rows, files that grow between kills and come back under
     * another name. Nothing is asked of the program that a user would not type. {@code -Dkills} says how many at least.
     */
    @Test
    @Tag("long")
    void hundreds_of_kills_on_deployments_that_cannot_be_believed() throws Exception {
        int kills = Integer.getInteger("kills", 400);
        Twist[] twists = Twist.values();
        List<KillLane.Orders> orders = new ArrayList<>();
        for (int i = 0; i < twists.length; i++) {
            int rowsPerFile = i % 2 == 0 ? 24 : 60;
            orders.add(new KillLane.Orders(
                    Jdk.running(), 0, rowsPerFile, 1 + kills / twists.length, rowsPerFile, SEED + i, twists[i]));
        }
        List<Toll> tolls = prove(orders);

        System.out.println("Seed " + SEED + "\n" + Toll.table(tolls));
        assertThat(tolls.stream().mapToInt(Toll::allKills).sum()).isGreaterThanOrEqualTo(kills);
        assertThat(tolls).allSatisfy(toll -> {
            assertThat(toll.odd()).as("odd answers, %s", toll.twist()).isPositive();
            assertThat(toll.twisted() > 0).as("twisted, %s", toll.twist()).isEqualTo(toll.twist() != Twist.NONE);
        });
    }

    /** With more in flight, more rows go in the same time. */
    private static List<KillLane.Orders> orders(Jdk jdk, int kills, int rows, int lanes) {
        int[] concurrencies = {1, 8, 64};
        int[] rowsPerFile = {10, 90, 900};
        int times = Math.max(1, lanes / concurrencies.length);
        List<KillLane.Orders> orders = new ArrayList<>();
        for (int lane = 0; lane < times * concurrencies.length; lane++) {
            int kind = lane % concurrencies.length;
            orders.add(new KillLane.Orders(
                    jdk,
                    concurrencies[kind],
                    rowsPerFile[kind],
                    1 + kills / concurrencies.length / times,
                    1 + (int) ((long) rows * rowsPerFile[kind] / 1_000 / times),
                    SEED + lane));
        }
        return orders;
    }

    /** @return what each number of requests in flight came to */
    private List<Toll> prove(List<KillLane.Orders> orders) throws Exception {
        List<Callable<Toll>> lanes = new ArrayList<>();
        for (KillLane.Orders one : orders) {
            lanes.add(new KillLane(one, Files.createTempDirectory(folder, "lane")));
        }
        List<Toll> tolls = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
        try {
            for (Future<Toll> lane : threads.invokeAll(lanes)) {
                tolls.add(lane.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError("with -Dseed=" + SEED + ": " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
        List<Toll> summed = Toll.summed(tolls);
        summed.forEach(toll -> check(toll, summed));
        assertThat(summed.stream().mapToLong(Toll::dropped).sum())
                .as("answers that the server kept to itself, with -Dseed=%d:\n%s", SEED, Toll.table(summed))
                .isPositive();
        assertThat(summed.stream().mapToLong(Toll::foundSending).sum())
                .as("rows in flight when the program was killed, with -Dseed=%d:\n%s", SEED, Toll.table(summed))
                .isPositive();
        return summed;
    }

    private static void check(Toll toll, List<Toll> all) {
        Reckoning reckoning = toll.reckoning();
        assertThat(List.of(reckoning.twice(), reckoning.lost(), reckoning.wrong()))
                .as(
                        "recorded twice, lost and wrong, %d in flight, with -Dseed=%d:\n%s\n%s",
                        toll.concurrency(), SEED, String.join("\n", reckoning.findings()), Toll.table(all))
                .containsOnly(0L);
    }
}
