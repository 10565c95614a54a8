import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** Sends each line of a file with HttpClient as the program sets it up, and does nothing else: java BareLoop.java URL FILE N. */
public final class BareLoop {

    private BareLoop() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "2");
        int inFlight = Integer.parseInt(args[2]);
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Runnable::run)
                .build();
        HttpRequest.Builder template = HttpRequest.newBuilder(URI.create(args[0]))
                .header("Authorization", "Bearer key")
                .header("Content-Type", "application/json");
        Semaphore permits = new Semaphore(inFlight);
        LongAdder created = new LongAdder();
        long rows = 0;
        try (var lines = Files.lines(Path.of(args[1]))) {
            for (Iterator<String> line = lines.iterator(); line.hasNext(); rows++) {
                HttpRequest request = template.copy()
                        .POST(HttpRequest.BodyPublishers.ofString(line.next()))
                        .build();
                permits.acquire();
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).whenComplete((answer, failure) -> {
                    if (failure == null && answer.statusCode() == 201) {
                        created.increment();
                    }
                    permits.release();
                });
            }
        }
        permits.acquire(inFlight);
        if (created.sum() != rows) {
            throw new IllegalStateException(created.sum() + " of " + rows + " were created");
        }
        Runtime.getRuntime().halt(0);
    }
}
