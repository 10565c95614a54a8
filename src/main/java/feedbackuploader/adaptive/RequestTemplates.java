package feedbackuploader.adaptive;

import java.net.http.HttpRequest;
import java.util.EnumMap;
import java.util.Map;

/** Requests to one deployment that lack their body: address, key and headers. */
final class RequestTemplates {

    private final Map<Route, HttpRequest.Builder> rows = new EnumMap<>(Route.class);
    private final HttpRequest.Builder query;

    RequestTemplates(Deployment deployment) {
        for (Route route : Route.values()) {
            rows.put(route, template(deployment, route.path()));
        }
        query = template(deployment, CatalogueReader.PATH);
    }

    HttpRequest.Builder of(Route route) {
        HttpRequest.Builder template = rows.get(route);
        if (template == null) {
            throw new AssertionError("every route has its template");
        }
        return template;
    }

    /** Of a GraphQL query. */
    HttpRequest.Builder ofQuery() {
        return query;
    }

    private static HttpRequest.Builder template(Deployment deployment, String path) {
        HttpRequest.Builder template = HttpRequest.newBuilder(
                        deployment.address().at(path))
                .header("Authorization", "Bearer " + deployment.key().secret())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", "feedback-uploader");
        if (deployment.proxy() != null && deployment.proxy().authorization() != null) {
            template.header("Proxy-Authorization", deployment.proxy().authorization()); // goes to the proxy alone
        }
        deployment.headers().forEach(header -> template.header(header.name(), header.value()));
        return template;
    }
}
