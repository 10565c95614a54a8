package feedbackuploader.adaptive;

/** Names for the status codes that this program distinguishes (RFC 9110, 6585, 8470). */
final class HttpStatus {

    static final int CREATED = 201;
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    static final int REQUEST_TIMEOUT = 408;
    static final int TOO_EARLY = 425;
    static final int TOO_MANY_REQUESTS = 429;
    static final int NOT_IMPLEMENTED = 501;
    static final int BAD_GATEWAY = 502;
    static final int SERVICE_UNAVAILABLE = 503;
    static final int GATEWAY_TIMEOUT = 504;

    private static final int CLASS_SIZE = 100;
    private static final int SUCCESS_CLASS = 2;
    private static final int REDIRECT_CLASS = 3;
    private static final int CLIENT_ERROR_CLASS = 4;
    private static final int SERVER_ERROR_CLASS = 5;

    /** 520 to 529: what CDNs answer when the server behind them does not. */
    private static final int FIRST_CDN_ERROR = 520;

    private static final int LAST_CDN_ERROR = 529;

    private HttpStatus() {}

    static boolean isSuccess(int status) {
        return status / CLASS_SIZE == SUCCESS_CLASS;
    }

    static boolean isRedirect(int status) {
        return status / CLASS_SIZE == REDIRECT_CLASS;
    }

    static boolean isClientError(int status) {
        return status / CLASS_SIZE == CLIENT_ERROR_CLASS;
    }

    static boolean isServerError(int status) {
        return status / CLASS_SIZE == SERVER_ERROR_CLASS;
    }

    /** Answered by something in front of the deployment because the deployment itself did not. */
    static boolean isGatewayError(int status) {
        return status == BAD_GATEWAY
                || status == GATEWAY_TIMEOUT
                || (status >= FIRST_CDN_ERROR && status <= LAST_CDN_ERROR);
    }
}
