package feedbackuploader.adaptive;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What stands between this program and the deployment: a proxy, a load balancer, a CDN. It answers in the deployment's
 * place when it has lost touch with it, which may be after the row was recorded.
 */
final class Intermediary {

    /** Beginnings of names, as proxies and CDNs add them (RFC 9110, 7.6.3, and the makers' own manuals). */
    private static final List<String> HEADERS = List.of(
            "via",
            "x-envoy-",
            "cf-",
            "x-amz",
            "x-varnish",
            "x-served-by",
            "x-cache",
            "x-kong-",
            "x-azure-",
            "x-akamai-",
            "x-iinfo",
            "x-sucuri-",
            "x-vercel-",
            "fly-request-id",
            "x-nginx-",
            "x-traefik-",
            "x-squid-");

    /** What they call themselves in {@code Server}; awselb is Amazon's load balancer, vegur and cowboy are Heroku's. */
    private static final Pattern SERVERS = Pattern.compile("envoy|nginx|openresty|tengine|cloudflare|cloudfront|awselb"
            + "|varnish|haproxy|heroku|vegur|cowboy|akamai|ghost|google frontend|gws|gfe|application-gateway|azure|kong"
            + "|traefik|caddy|squid|litespeed|apache|bigip|netlify|vercel|fly/|imperva|sucuri|istio");

    /** What they write where it is no web page. H10 to H99 are Heroku's codes. */
    private static final Pattern WORDS =
            Pattern.compile("upstream|gateway|\\bproxy|heroku|\\bh[1-9][0-9]\\b|application error"
                    + "|guru meditation|error code: 1\\d\\d\\d|no server is available|nginx|cloudflare|varnish|backend fetch"
                    + "|awselb|load balancer");

    private Intermediary() {}

    /** Whether {@code answer} carries such a mark, or is a web page, which the API answers nothing with. */
    static boolean mayHaveWritten(HttpAnswer answer) {
        return answer.isHtml()
                || answer.headerNames().stream().anyMatch(Intermediary::isOfOne)
                || answer.header("Server")
                        .map(Intermediary::lower)
                        .filter(SERVERS.asPredicate())
                        .isPresent()
                || WORDS.matcher(lower(answer.words())).find();
    }

    private static boolean isOfOne(String header) {
        return HEADERS.stream().anyMatch(lower(header)::startsWith);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
