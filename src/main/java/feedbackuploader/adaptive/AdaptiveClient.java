package feedbackuploader.adaptive;

import feedbackuploader.adaptive.connection.Address;
import feedbackuploader.adaptive.connection.ClosableHttpClient;
import feedbackuploader.adaptive.connection.HttpClientProperties;
import feedbackuploader.adaptive.connection.TlsFiles;
import feedbackuploader.feedback.CompletionKey;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.server.Allowance;
import feedbackuploader.server.CatalogueAnswer;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.Server;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.StopReason;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import feedbackuploader.server.Traces;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A deployment, over HTTP/1.1. Sends each row once and never again on its own, follows no redirect (17.0.15 would take
 * the key along) and keeps no cookie. How many requests run at once is the caller's to bound: each takes a connection.
 *
 * <p>Why not HTTP/2: on a graceful GOAWAY 17.0.15 throws although the server goes on to answer 201, and later releases
 * silently send a POST twice.
 *
 * <p>Certificates are those of {@link javax.net.ssl.SSLContext#getDefault}, unless {@link TlsFiles} name others; a proxy is
 * the deployment's, or that of {@link java.net.ProxySelector#getDefault}.
 */
public final class AdaptiveClient implements Server, AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** An answer to a row is some fifty bytes; an error page may have a few thousand. */
    private static final int ROW_ANSWER_CAP = 64 * 1024;

    /** Some ten thousand metrics, or as many pieces of feedback on one completion. */
    private static final int GRAPHQL_CAP = 4 * 1024 * 1024;

    private final ClosableHttpClient client;
    private final Duration timeout;
    private final ScheduledThreadPoolExecutor timer = timer();
    private final RequestTemplates templates;
    private final MetricRoute metricRoute;
    private final AnswerClassifier answers;
    private final FaultClassifier faults;
    private final CatalogueReader catalogues;
    private final FaultWords words;
    private final SlowAnswers slow;
    private final boolean canReadBack;
    private final CompletionReader completions;
    private final SafeText safe;
    private final DateClock serverClock;
    private final Clock clock;

    /** What the server said last with an answer to a row, until it is asked for. */
    private final AtomicReference<@Nullable Allowance> allowance = new AtomicReference<>();

    /** What {@link #metrics} learnt last; null as long as it learnt nothing. */
    private volatile @Nullable MetricCatalogue catalogue;

    private AdaptiveClient(Deployment deployment, HttpClient.Builder builder, Clock clock) {
        timeout = deployment.timeout();
        metricRoute = deployment.metricRoute();
        this.clock = clock;
        serverClock = new DateClock(System::nanoTime, clock);
        if (deployment.proxy() != null) {
            builder.proxy(deployment.proxy().selector());
        }
        Duration connectTimeout = timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT;
        client = ClosableHttpClient.build(builder.version(HttpClient.Version.HTTP_1_1)
                .executor(Runnable::run) // measured: faster than any pool, since the callbacks only hand over
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout));
        templates = new RequestTemplates(deployment);
        safe = new SafeText(deployment);
        words = new FaultWords(
                deployment.address(), proxy(client.http(), deployment.address()), connectTimeout, timeout);
        slow = new SlowAnswers(timer, words::waiting);
        answers = new AnswerClassifier(deployment.address(), safe, clock);
        faults = new FaultClassifier(words, safe);
        catalogues = new CatalogueReader(answers, safe, deployment.address());
        canReadBack = deployment.project() != null;
        completions = new CompletionReader(
                deployment.project(),
                new ReadBackReader(answers, safe, clock),
                this::query,
                fault -> safe.of(words.of(fault)));
    }

    /** {@link #connect(Deployment, TlsFiles)} for a server whom Java trusts by itself. */
    public static AdaptiveClient connect(Deployment deployment) {
        return connect(deployment, TlsFiles.NONE);
    }

    /**
     * A client that has sent nothing yet; close it when no more rows are to be sent.
     *
     * @throws IllegalArgumentException when one of {@code tls} does not hold what it should
     */
    public static AdaptiveClient connect(Deployment deployment, TlsFiles tls) {
        HttpClientProperties.apply();
        HttpClient.Builder builder = HttpClient.newBuilder();
        if (!tls.isNone()) {
            builder.sslContext(tls.context());
        } else if (!deployment.address().isEncrypted()) {
            builder.sslContext(TlsFiles.unused());
        }
        return connect(deployment, builder, Clock.systemUTC());
    }

    /** @param builder with whatever a test needs besides: certificates, a proxy */
    static AdaptiveClient connect(Deployment deployment, HttpClient.Builder builder, Clock clock) {
        return new AdaptiveClient(deployment, builder, clock);
    }

    /** The proxy that HttpClient will choose, by the same rule. */
    private static Optional<String> proxy(HttpClient http, Address address) {
        return http.proxy()
                .or(() -> Optional.ofNullable(ProxySelector.getDefault()))
                .flatMap(selector -> selector.select(address.root()).stream()
                        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                        .findFirst())
                .map(Proxy::address)
                .map(InetSocketAddress.class::cast)
                .map(proxy -> proxy.getHostString() + ":" + proxy.getPort());
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "feedback-uploader time-outs");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true); // or each answered row would stay in memory until its time-out
        return timer;
    }

    /** {@inheritDoc} Looking up the host's name, when the JDK has forgotten it, happens on the calling thread. */
    @Override
    public CompletableFuture<Outcome> record(Submission submission) {
        Route route = Route.of(submission.kind(), metricRoute);
        String body =
                route == Route.DIRECT_FEEDBACK ? DirectFeedback.of(submission.body(), catalogue) : submission.body();
        long sentNanos = System.nanoTime();
        return send(templates.of(route), body, ROW_ANSWER_CAP)
                .thenApply(ending -> outcomeOf(route, ending, Duration.ofNanos(System.nanoTime() - sentNanos)))
                .exceptionally(bug -> new Outcome.Ambiguous(
                        null, safe.of("This program failed to read the answer to this row (" + bug + ").")));
    }

    private Outcome outcomeOf(Route route, ExchangeResult ending, Duration took) {
        if (ending instanceof ExchangeResult.Answered answered) {
            RateLimitHeaders.of(answered.answer(), clock).ifPresent(allowance::set);
            return answers.classify(route, answered.answer(), took);
        }
        return faults.classify((ExchangeResult.Unanswered) ending);
    }

    @Override
    public Optional<Allowance> newAllowance() {
        return Optional.ofNullable(allowance.getAndSet(null));
    }

    @Override
    public void gaveIdsBefore() {
        answers.gaveIdsBefore();
    }

    /** {@code listener} hears, on any thread, in a sentence that a question to the server waits for its answer. */
    public void tellWhenSlow(Consumer<String> listener) {
        slow.tell(listener);
    }

    /** Asks for the deployment's metrics and waits for the answer, at most for the time-out. Records nothing. */
    public CatalogueAnswer metrics() {
        return askForMetrics().join();
    }

    @Override
    public CompletableFuture<CatalogueAnswer> askForMetrics() {
        return query(CatalogueReader.QUERY).thenApply(this::catalogueOf);
    }

    /** To show the metrics in full and to register one. */
    public MetricRegistry registry() {
        return new MetricRegistry(answers, safe, this::query, words::of);
    }

    private CatalogueAnswer catalogueOf(ExchangeResult ending) {
        if (ending instanceof ExchangeResult.Answered answered) {
            CatalogueAnswer answer = catalogues.read(answered.answer());
            if (answer instanceof CatalogueAnswer.Known known) {
                catalogue = known.catalogue();
            }
            return answer;
        }
        ExchangeResult.Unanswered fault = (ExchangeResult.Unanswered) ending;
        String why = safe.of(words.of(fault));
        return words.isOfTls(fault)
                ? new CatalogueAnswer.Stopped(new Outcome.Stopped(null, StopReason.NO_SECURE_CONNECTION, why))
                : new CatalogueAnswer.Unreachable(why);
    }

    @Override
    public Trace traceOf(Submission submission) {
        return canReadBack || submission.kind() == Kind.OUTCOME
                ? Traces.of(submission, catalogue)
                : new Trace.Nowhere(CompletionReader.NEEDS_PROJECT);
    }

    @Override
    public @Nullable Object lookOf(Submission submission) {
        return Traces.lookOf(submission);
    }

    @Override
    public CompletableFuture<ReadBack.Answer> read(Kind kind, UUID completion) {
        return completions
                .read(kind, completion)
                .exceptionally(bug -> new ReadBack.Answer.Hidden(
                        safe.of("This program failed to read what the server showed (" + bug + ").")));
    }

    @Override
    public CompletableFuture<ReadBack.Answer> find(String label, List<String> values) {
        return listed(completions.find(label, values));
    }

    @Override
    public CompletableFuture<ReadBack.Answer> find(List<CompletionKey> keys) {
        return listed(completions.find(keys));
    }

    private CompletableFuture<ReadBack.Answer> listed(CompletableFuture<ReadBack.Answer> answer) {
        return answer.exceptionally(bug -> new ReadBack.Answer.Hidden(
                safe.of("This program failed to read what the server listed (" + bug + ").")));
    }

    @Override
    public ServerTime now() {
        return serverClock.now();
    }

    @Override
    public boolean wasSetBack() {
        return serverClock.wasSetBack();
    }

    private CompletableFuture<ExchangeResult> query(String body) {
        return slow.watch(send(templates.ofQuery(), body, GRAPHQL_CAP));
    }

    private CompletableFuture<ExchangeResult> send(HttpRequest.Builder template, String body, int cap) {
        DateClock.Moment asked = serverClock.moment();
        return Exchange.start(client.http(), template, body.getBytes(StandardCharsets.UTF_8), cap, timer, timeout)
                .thenApply(ending -> {
                    if (ending instanceof ExchangeResult.Answered answered) {
                        serverClock.observe(answered.answer(), asked);
                    }
                    return ending;
                });
    }

    /** What is still on its way comes to its outcome at its time-out: whether the server gets it is open. */
    @Override
    public void close() {
        timer.shutdown();
        client.close();
    }
}
