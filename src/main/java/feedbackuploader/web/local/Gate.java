package feedbackuploader.web.local;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which requests are answered at all: the rules, in the order in which a request meets them. */
final class Gate {

    /** Where a link with a token leads. */
    static final String ENTRY = "/open";

    /** How a page looks that says why someone is not let in. */
    static final String LOOK = "/base.css";

    /** Where the page is, if this browser has opened it before; for the same page. */
    static final String WAY_BACK = "/again.js";

    private static final List<String> OPEN_TO_ALL = List.of(LOOK, WAY_BACK);

    static final String NOT_OPENED = "This page opens with the link that the program printed, in one browser, once."
            + " For a new link press Enter in the program's window, or start it again.";

    private static final List<String> METHODS = List.of("GET", "POST");

    /** Of requests that this server's own page makes, or that someone types; browsers say it, other programs may not. */
    private static final List<String> OWN_SITE = List.of("same-origin", "none");

    private final LoopbackNames names;
    private final PageAccess access;

    Gate(LoopbackNames names, PageAccess access) {
        this.names = names;
        this.access = access;
    }

    /** @return why it is not answered; {@code null} if it is */
    Reply.@Nullable Problem refusal(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        if (!names.hasOurs(headers.get("Host"))) {
            return new Reply.Problem(403, names.refusal());
        }
        if (!METHODS.contains(method)) {
            return new Reply.Problem(405, "Only GET and POST are answered here.");
        }
        if (path.equals(ENTRY)) {
            return null;
        }
        boolean isOwners = access.below(path) != null && access.isOpenIn(headers.get("Cookie"));
        if (!isOwners && !isOpenToAll(path)) {
            return new Reply.Problem(403, NOT_OPENED);
        }
        if (!path.equals(access.home()) && isOfAnotherSite(headers.get("Sec-Fetch-Site"))) {
            return new Reply.Problem(403, "Another site may not ask this page for anything.");
        }
        if (method.equals("POST") && !names.isOrigin(headers.get("Origin"), headers.getFirst("Host"))) {
            return new Reply.Problem(403, "Only this page itself may send something here: the Origin is another.");
        }
        return null;
    }

    static boolean isOpenToAll(String path) {
        return OPEN_TO_ALL.contains(path);
    }

    private static boolean isOfAnotherSite(@Nullable List<String> sites) {
        return sites != null && !OWN_SITE.containsAll(sites);
    }
}
