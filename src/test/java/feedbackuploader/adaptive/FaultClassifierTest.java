package feedbackuploader.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be brought about on this machine: firewalls, proxies, a client that sends twice. */
class FaultClassifierTest {

    private static final Deployment DEPLOYMENT = Given.deployment("https://a.example", Given.LONG);
    private static final FaultClassifier FAULTS = new FaultClassifier(
            new FaultWords(DEPLOYMENT.address(), Optional.empty(), Given.SHORT, Given.LONG), new SafeText(DEPLOYMENT));

    private static Outcome classify(Throwable cause, int subscriptions, boolean provedIncomplete) {
        return FAULTS.classify(new ExchangeResult.Unanswered(cause, subscriptions, provedIncomplete));
    }

    @Test
    void a_firewall_that_drops_everything() {
        assertThat(classify(new HttpConnectTimeoutException("HTTP connect timed out"), 0, true))
                .isEqualTo(new Outcome.NotSent("No secure connection to a.example:443 within 1 s. If it speaks"
                        + " plain http, begin the URL with http://. If not, check the URL, the network and any firewall"
                        + " or VPN."));
        assertThat(classify(new TimeoutException(), 0, true).toString())
                .startsWith("NotSent")
                .contains("No connection to a.example:443 within 20 s.");
        assertThat(classify(new ConnectException("No route to host"), 0, true).toString())
                .contains("No connection to a.example:443: No route to host.");
        assertThat(classify(new ConnectException(), 0, true).toString())
                .contains("a.example:443 refused the connection.");
    }

    @Test
    void a_proxy_that_makes_no_tunnel() {
        assertThat(classify(new IOException("Tunnel failed, got: 502"), 0, true))
                .isEqualTo(new Outcome.NotSent("The proxy did not connect to a.example:443: Tunnel failed, got: 502."));
    }

    /** It may have been a second handshake, after the request. */
    @Test
    void a_handshake_that_failed_although_all_bytes_were_handed_over() {
        Throwable handshake = new IOException(new SSLHandshakeException("Remote host terminated the handshake"));
        assertThat(classify(handshake, 1, false)).isInstanceOf(Outcome.Ambiguous.class);
        assertThat(classify(handshake, 1, true)).isInstanceOf(Outcome.NotSent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Remote host terminated the handshake", "Remote host closed the channel"})
    void a_handshake_that_the_server_ends(String said) {
        assertThat(classify(new SSLHandshakeException(said), 0, true).toString())
                .contains("the server closed the connection during the TLS handshake");
    }

    @Test
    void a_certificate_out_of_its_time() {
        assertThat(classify(badCertificate(new CertificateExpiredException()), 0, true)
                        .toString())
                .contains("its certificate has expired");
        assertThat(classify(badCertificate(new CertificateNotYetValidException()), 0, true)
                        .toString())
                .contains("its certificate is not valid yet");
    }

    private static Throwable badCertificate(Throwable why) {
        String message = "PKIX path validation failed";
        return new SSLHandshakeException(message).initCause(new CertPathValidatorException(message, why));
    }

    @Test
    void a_client_that_sent_twice() {
        for (Throwable cause : List.of(new ConnectException(), new SSLHandshakeException("x"), new IOException())) {
            Outcome outcome = classify(cause, 2, false);
            assertThat(outcome).isInstanceOf(Outcome.Ambiguous.class);
            assertThat(outcome.toString()).contains("sent twice");
        }
    }

    @Test
    void exceptions_without_a_message_still_read_as_sentences() {
        assertThat(classify(new IOException(), 1, false))
                .isEqualTo(new Outcome.Ambiguous(
                        null,
                        "The request to a.example:443 failed: IOException. It is unknown whether the server recorded"
                                + " this row."));
        assertThat(classify(new IllegalStateException("sent " + Given.KEY), 1, false)
                        .toString())
                .doesNotContain(Given.KEY);
    }
}
