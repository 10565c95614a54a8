package feedbackuploader.api;

import feedbackuploader.adaptive.connection.HttpClientProperties;
import feedbackuploader.cli.PreparedUpload;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.delivery.Time;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Piece;
import feedbackuploader.ledger.RowPieces;
import feedbackuploader.report.DeliveryStats;
import feedbackuploader.report.Progress;
import feedbackuploader.report.RowOutcome;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.OpenedUpload;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.upload.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of the upload of one file. Make another one with the same words to go on after a crash, an interruption or a
 * change of the file: what is recorded is not sent again.
 */
public final class FeedbackUpload {

    private static final String KEY_FILE = "--api-key-file";
    private static final String SANDBOX = "--sandbox";

    private final PreparedUpload prepared;
    private final Surroundings surroundings;
    private final AtomicBoolean isBegun = new AtomicBoolean();
    private final CompletableFuture<Void> interruption = new CompletableFuture<>();
    private volatile @Nullable Upload running;
    private volatile @Nullable DeliveryStats stats;

    private FeedbackUpload(PreparedUpload prepared, Surroundings surroundings) {
        this.prepared = prepared;
        this.surroundings = surroundings;
    }

    /**
     * Nothing is sent before {@link #run}.
     *
     * @param url the deployment's root URL
     * @param apiKey stands in no message, file or log; null, as of a variable that is not set, is refused
     * @param options of the command {@code upload}, each name and each value a word: {@code "--use-case", "support"}
     * @throws UploadException when an option is wrong, or a file that it names cannot be read
     */
    public static FeedbackUpload toDeployment(String url, @Nullable String apiKey, Path file, String... options)
            throws UploadException {
        return toDeployment(url, apiKey, file, System.getenv(), options);
    }

    static FeedbackUpload toDeployment(
            String url, @Nullable String apiKey, Path file, Map<String, String> environment, String... options)
            throws UploadException {
        if (apiKey == null || apiKey.isBlank()) {
            throw new UploadException(ExitStatus.UNUSABLE, "The API key is missing: it is null or blank.", null);
        }
        if (HttpClientProperties.repeatsPosts()) {
            throw new UploadException(
                    ExitStatus.UNUSABLE,
                    "This Java sends a request again by itself, so that rows could be recorded twice. Start it without"
                            + " -Djdk.httpclient.enableAllMethodRetry, and without that line in conf/net.properties.",
                    null);
        }
        List<String> words = new ArrayList<>(List.of("--url=" + url));
        words.addAll(List.of(options));
        return of(
                file,
                words,
                Set.of(KEY_FILE, SANDBOX),
                surroundings(environment).withKey(apiKey));
    }

    /**
     * To a sandbox on this computer, which runs as long as {@link #run} and keeps its data in the run folder.
     *
     * @param options as for a deployment
     * @throws UploadException when an option is wrong, or a file that it names cannot be read
     */
    public static FeedbackUpload toSandbox(Path file, String... options) throws UploadException {
        List<String> words = new ArrayList<>(List.of(SANDBOX));
        words.addAll(List.of(options));
        return of(file, words, Set.of(KEY_FILE), surroundings(System.getenv()));
    }

    private static FeedbackUpload of(Path file, List<String> words, Set<String> refused, Surroundings surroundings)
            throws UploadException {
        Set<String> all = new HashSet<>(refused);
        all.addAll(PreparedUpload.FOR_A_TERMINAL);
        try {
            String path = file.toAbsolutePath().toString();
            return new FeedbackUpload(PreparedUpload.of(path, words, all, surroundings), surroundings);
        } catch (UnusableException e) {
            throw failed(e);
        }
    }

    /** Nobody to ask, and nothing to print on: a program hears by other ways. */
    private static Surroundings surroundings(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.keySet().removeAll(Set.of("ADAPTIVE_URL", "ADAPTIVE_BASE_URL", Surroundings.KEY_VARIABLE));
        return new Surroundings(
                Map.copyOf(variables),
                InputStream.nullInputStream(),
                false,
                nowhere(),
                nowhere(),
                false,
                "feedback-uploader",
                Time.system());
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    /** {@link #run(UploadObserver)} with nobody who observes. */
    public UploadResult run() throws UploadException, InterruptedException {
        return run(new UploadObserver() {});
    }

    /**
     * Checks the file, sends what is to be sent, and writes the report, all on the calling thread; whatever it opens is
     * closed when it returns or throws.
     *
     * @return what it came to, also when it stopped early; the report says what became of each row
     * @throws UploadException when it came to no report; the ledger holds what was sent, and the next run goes on
     * @throws InterruptedException when the calling thread was interrupted, which leaves open what a kill would leave open;
     *     {@link #interrupt} waits for the answers
     * @throws IllegalStateException when it was run before
     */
    public UploadResult run(UploadObserver observer) throws UploadException, InterruptedException {
        if (!isBegun.compareAndSet(false, true)) {
            throw new IllegalStateException("One FeedbackUpload is one run. Make another one with the same words.");
        }
        Heard heard = new Heard(observer, its -> stats = its);
        try (OpenedUpload opened = prepared.open(heard, interruption::isDone)) {
            running = opened.upload();
            if (interruption.isDone()) {
                opened.upload().interrupt(); // it came before the upload could hear of it
            }
            UploadResult result =
                    UploadResult.of(opened.run(planned -> {}, heard::why, heard::status), folder(), prepared.command());
            if (result.status() == ExitStatus.INTERRUPTED && !interruption.isDone()) {
                Thread.currentThread().interrupt(); // it was, and the upload came to a report even so
            }
            return result;
        } catch (InterruptedException e) {
            if (!interruption.isDone()) {
                throw e;
            }
            throw new UploadException(ExitStatus.INTERRUPTED, "Interrupted before anything was sent.", e);
        } catch (IOException | UncheckedIOException | UnusableException | LedgerException e) {
            if (isByInterrupt(e)) {
                boolean unused = Thread.interrupted(); // told by the exception
                throw (InterruptedException) new InterruptedException().initCause(e);
            }
            throw failed(e);
        } finally {
            running = null;
        }
    }

    /** Takes no more rows, waits for the answers of those that are on their way, and lets {@link #run} report. Any thread. */
    public void interrupt() {
        interruption.complete(null);
        @Nullable Upload upload = running;
        if (upload != null) {
            upload.interrupt();
        }
    }

    /** How the sending goes; empty before the first row is sent. Any thread. */
    public Optional<Progress> progress() {
        return Optional.ofNullable(stats)
                .map(now -> now.progress(surroundings.time().nanos()));
    }

    /** Where the ledger, the report and the log are kept. */
    public Path folder() {
        return prepared.folder().path();
    }

    /**
     * What is known of each row, in the order of the file, one at a time; also of an earlier run. Not while one goes on. None
     * as long as every run ended before the file was checked.
     *
     * @throws UploadException when there was no run, with the status UNUSABLE, or the ledger cannot be read
     */
    public void eachRow(Consumer<RowResult> row) throws UploadException {
        if (!Ledger.existsIn(folder())) {
            throw new UploadException(
                    ExitStatus.UNUSABLE, "There was no run yet: there is no ledger in " + folder() + ".", null);
        }
        try (Ledger ledger = Ledger.openToRead(folder())) {
            if (ledger.plan().isEmpty()) {
                return;
            }
            try (RowPieces rows = ledger.entries()) {
                for (List<Piece> pieces = rows.next(); !pieces.isEmpty(); pieces = rows.next()) {
                    row.accept(RowResult.of(RowOutcome.of(pieces)));
                }
            }
        } catch (LedgerException e) {
            throw failed(e);
        }
    }

    /** Whether a file was closed because its thread was interrupted (java.nio.channels.InterruptibleChannel). */
    private static boolean isByInterrupt(Exception e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClosedByInterruptException) {
                return true;
            }
        }
        return false;
    }

    private static UploadException failed(Exception e) {
        return new UploadException(ExitStatus.of(e), JavaWords.of(e), e);
    }
}
