package feedbackuploader.adaptive;

import feedbackuploader.adaptive.connection.Address;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Exceptions in words that a user can act on. HttpClient's own messages are often null, or speak of parsers and
 * channels.
 */
final class FaultWords {

    /** How a record of TLS 1.x begins that says what is wrong (RFC 8446, 5.1). */
    private static final String TLS_ALERT = "\u0015\u0003";

    /** What Java says of bytes that are no TLS record. */
    private static final String PLAIN_HTTP = "unrecognized ssl message";

    private final String peer;
    private final String host;
    private final Optional<String> proxy;
    private final boolean isTls;
    private final Duration connectTimeout;
    private final Duration timeout;

    /** @param proxy host and port of the proxy on the way, which may be the one that fails */
    FaultWords(Address address, Optional<String> proxy, Duration connectTimeout, Duration timeout) {
        this.peer = address.hostAndPort()
                + proxy.map(name -> " (by way of the proxy " + name + ")").orElse("");
        this.host = address.root().getHost();
        this.proxy = proxy;
        this.isTls = "https".equals(address.root().getScheme());
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
    }

    /** One or two sentences; the messages of the exceptions in them are not safe to print yet. */
    String of(ExchangeResult.Unanswered fault) {
        Throwable cause = fault.cause();
        if (cause instanceof TimeoutException) {
            return timedOut(fault);
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return proxy.isPresent()
                    ? theProxy() + " did not accept a connection within " + spell(connectTimeout) + "." + checkProxy()
                    : noConnection();
        }
        if (find(cause, UnresolvedAddressException.class).isPresent()
                || find(cause, UnknownHostException.class).isPresent()) {
            return proxy.isPresent()
                    ? "The host of the proxy " + proxy.get() + " was not found." + checkProxy()
                    : "The host of " + peer + " was not found. Check the spelling of the URL, and the network or VPN.";
        }
        if (cause instanceof ConnectException) {
            return notConnected(cause);
        }
        if (find(cause, SSLException.class).isPresent()) {
            return tls(cause);
        }
        return broken(cause);
    }

    /** A question that is open for {@code past}; its time is not over. */
    String waiting(Duration past) {
        return "No answer from " + peer + " for " + spell(past) + ". Waiting, up to " + spell(timeout) + " in all.";
    }

    /** Whether the two do not agree on TLS, which another try does not change. */
    boolean isOfTls(ExchangeResult.Unanswered fault) {
        Throwable cause = fault.cause();
        String said = find(cause, SSLException.class)
                .map(FaultWords::message)
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return find(cause, CertificateException.class).isPresent()
                || said.contains(PLAIN_HTTP)
                || asksForACertificate(said)
                || isTlsAlert(message(cause));
    }

    private static boolean asksForACertificate(String said) {
        return said.contains("certificate_required") || said.contains("bad_certificate");
    }

    private boolean isTlsAlert(String said) {
        return !isTls && said.contains(TLS_ALERT);
    }

    /** Of TLS it is not known whether the connection or the handshake took too long. */
    private String noConnection() {
        return isTls
                ? "No secure connection to " + peer + " within " + spell(connectTimeout)
                        + ". If it speaks plain http, begin the URL with http://. If not, check the URL, the network"
                        + " and any firewall or VPN."
                : peer + " did not accept a connection within " + spell(connectTimeout)
                        + ". Check the URL, the network and any firewall or VPN.";
    }

    private String timedOut(ExchangeResult.Unanswered fault) {
        if (fault.subscriptions() == 0) {
            return "No connection to " + peer + " within " + spell(timeout)
                    + ". Check the URL, the network and any firewall or VPN.";
        }
        return fault.provedIncomplete()
                ? peer + " did not read the whole request within " + spell(timeout) + "."
                : peer + " took the request but did not answer within " + spell(timeout) + ".";
    }

    private String notConnected(Throwable cause) {
        String said = message(cause);
        boolean refused = said.isEmpty() || said.toLowerCase(Locale.ROOT).contains("refused");
        if (proxy.isPresent()) {
            return theProxy()
                    + (refused ? " refused the connection." : " was not reached: " + said + ".")
                    + checkProxy();
        }
        return refused
                ? peer + " refused the connection. Check the URL and its port, and that the server runs."
                : "No connection to " + peer + ": " + said + ". Check the URL, the network and any firewall or VPN.";
    }

    private String theProxy() {
        return "The proxy " + proxy.orElse("");
    }

    /** Whoever is connected to, by way of a proxy, is the proxy. */
    private String checkProxy() {
        return " Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY, and that the proxy runs. To go without it, set NO_PROXY="
                + host + ".";
    }

    private String tls(Throwable fault) {
        String said = find(fault, SSLException.class).map(FaultWords::message).orElse("");
        String start = "No secure connection to " + peer + ": ";
        if (find(fault, CertificateExpiredException.class).isPresent()) {
            return start
                    + "its certificate has expired. Check this computer's clock, or tell the operator of the server.";
        }
        if (find(fault, CertificateNotYetValidException.class).isPresent()) {
            return start + "its certificate is not valid yet. Check this computer's clock.";
        }
        if (said.contains("PKIX path building") || said.contains("trustAnchors")) {
            return start + "this computer does not trust the issuer of its certificate. If your organisation"
                    + " has its own certificate authority, give its certificate with --ca-file.";
        }
        if (said.contains("No subject alternative") || said.contains("No name matching")) {
            return start + "its certificate is for another host, not " + host + ". Check the host in the URL.";
        }
        if (said.toLowerCase(Locale.ROOT).contains(PLAIN_HTTP)) {
            return start + "the URL begins with https://, but the server speaks plain http on this port. Begin the URL"
                    + " with http://, or correct the port.";
        }
        if (asksForACertificate(said)) {
            return start + "the server requires a client certificate that it trusts (" + said
                    + "). Give one with --client-cert and --client-key.";
        }
        // The latter where the channel's end is read before the handshake's.
        if (said.contains("terminated the handshake") || said.contains("closed the channel")) {
            return start + "the server closed the connection during the TLS handshake. Check the port and any proxy. If"
                    + " the server speaks plain http there, begin the URL with http://.";
        }
        return start + (said.isEmpty() ? "the TLS handshake failed." : said + ".");
    }

    private String broken(Throwable cause) {
        String said = message(cause);
        if (said.startsWith("Tunnel failed")) {
            return "The proxy did not connect to " + peer + ": " + said + ".";
        }
        if (isTlsAlert(said)) {
            return "The URL begins with http://, but " + peer
                    + " speaks https on this port. Begin the URL with https://.";
        }
        if (cause instanceof ProtocolException || said.contains("Invalid status line")) {
            return peer + " did not send an HTTP answer" + (said.isEmpty() ? "." : ": " + said + ".");
        }
        if (said.startsWith("parsing HTTP/1.1")) {
            return peer + " closed the connection in the middle of its answer.";
        }
        if (said.contains("received no bytes") || said.contains("EOF reached") || said.contains("Connection reset")) {
            return peer + " closed the connection without an answer.";
        }
        return "The request to " + peer + " failed: " + cause.getClass().getSimpleName()
                + (said.isEmpty() ? "." : ", " + said + ".");
    }

    private static <T extends Throwable> Optional<T> find(Throwable fault, Class<T> type) {
        Throwable cause = fault;
        while (!type.isInstance(cause)) {
            if (cause.getCause() == null) {
                return Optional.empty();
            }
            cause = cause.getCause();
        }
        return Optional.of(type.cast(cause));
    }

    /** Never null, and without the full stop that some have. */
    private static String message(Throwable cause) {
        String message = cause.getMessage();
        if (message == null) {
            return "";
        }
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static String spell(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
