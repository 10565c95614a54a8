package feedbackuploader.guards;

import java.util.List;

/** What keeps the local page for the one who started it. */
final class PageGuards {

    private static final String SECURITY = "web.local.LocalServerSecurityTest";
    private static final String SERVER = "web.local.LocalServerTest";

    private PageGuards() {}

    static List<Guard> all() {
        return List.of(
                new Guard(
                        "a page that other computers reach",
                        "web/local/LocalServer.java",
                        "new byte[] {127, 0, 0, 1}",
                        "new byte[] {0, 0, 0, 0}",
                        SECURITY),
                new Guard(
                        "a web page that reads the local page by a name of its own",
                        "web/local/Gate.java",
                        "if (!names.hasOurs(headers.get(\"Host\"))) {",
                        "if (headers.get(\"Host\") == null) {",
                        SECURITY),
                new Guard(
                        "a request with two hosts, of which one is ours",
                        "web/local/LoopbackNames.java",
                        "&& hosts.size() == 1",
                        "&& !hosts.isEmpty()",
                        SECURITY),
                new Guard(
                        "a link that opens the page twice",
                        "web/local/PageAccess.java",
                        "            token = null;\n",
                        "            token = given;\n",
                        SECURITY),
                new Guard(
                        "a link with any token, opening the page",
                        "web/local/PageAccess.java",
                        "token != null && isEqual(given, token)",
                        "token != null && !given.isEmpty()",
                        SECURITY),
                new Guard(
                        "a link that was replaced by a newer one",
                        "web/local/PageAccess.java",
                        "        token = secrets.get();\n",
                        "        token = token == null ? secrets.get() : token;\n",
                        SECURITY),
                new Guard(
                        "secrets that can be guessed",
                        "web/local/PageAccess.java",
                        "SECRET_BYTES = 32",
                        "SECRET_BYTES = 2",
                        SERVER),
                new Guard(
                        "a page without the cookie",
                        "web/local/Gate.java",
                        "access.below(path) != null && access.isOpenIn(headers.get(\"Cookie\"))",
                        "access.below(path) != null",
                        SECURITY),
                new Guard(
                        "a cookie of any value",
                        "web/local/PageAccess.java",
                        "named[0].equals(cookieName) && isEqual(named[1], cookie)",
                        "named[0].equals(cookieName)",
                        SECURITY),
                new Guard(
                        "a cookie that scripts read and other sites have sent",
                        "web/local/PageAccess.java",
                        "; HttpOnly; SameSite=Strict",
                        "",
                        SECURITY),
                new Guard(
                        "a cookie that is sent to other users' servers on this computer",
                        "web/local/PageAccess.java",
                        "\"; Path=\" + home()",
                        "\"; Path=/\"",
                        SECURITY),
                new Guard(
                        "a page at a path that others can guess",
                        "web/local/PageAccess.java",
                        "end > 0 && isEqual(asked.substring(1, end), folder)",
                        "end > 0",
                        SECURITY),
                new Guard(
                        "a path that is found by how a wrong one is answered",
                        "web/local/Gate.java",
                        "if (!isOwners && !isOpenToAll(path)) {\n            return new Reply.Problem(403, NOT_OPENED);",
                        "if (!isOwners && !isOpenToAll(path)) {\n            return new Reply.Problem(access.below(path) == null ? 404 : 403, NOT_OPENED);",
                        SECURITY),
                new Guard(
                        "another site that changes something",
                        "web/local/Gate.java",
                        "method.equals(\"POST\") && !names.isOrigin(",
                        "method.equals(\"PUT\") && !names.isOrigin(",
                        SECURITY),
                new Guard(
                        "another site that makes the browser load something",
                        "web/local/Gate.java",
                        "if (!path.equals(access.home()) && isOfAnotherSite(",
                        "if (path.isEmpty() && isOfAnotherSite(",
                        SECURITY),
                new Guard(
                        "a form of another site, taken for JSON",
                        "web/local/Routes.java",
                        "bare(types.get(0)).equalsIgnoreCase(type)",
                        "!types.get(0).isEmpty()",
                        SECURITY),
                new Guard(
                        "a question of another site whether it may ask, answered",
                        "web/local/Gate.java",
                        "if (!METHODS.contains(method)) {",
                        "if (method.isEmpty()) {",
                        SECURITY),
                new Guard(
                        "a page that may load and run anything",
                        "web/local/AnswerWriter.java",
                        "headers.set(\"Content-Security-Policy\", PAGE_POLICY);",
                        "headers.remove(\"Content-Security-Policy\");",
                        SECURITY),
                new Guard(
                        "a page that another site frames",
                        "web/local/AnswerWriter.java",
                        "form-action 'none'; frame-ancestors 'none'\";\n\n    /**",
                        "form-action 'none'\";\n\n    /**",
                        SECURITY),
                new Guard(
                        "an address that is told to other sites",
                        "web/local/AnswerWriter.java",
                        "        headers.set(\"Referrer-Policy\", \"no-referrer\");\n",
                        "",
                        SECURITY),
                new Guard(
                        "answers that stay in the browser's cache",
                        "web/local/AnswerWriter.java",
                        "        headers.set(\"Cache-Control\", \"no-store\");\n",
                        "",
                        SECURITY),
                new Guard(
                        "a cell that a browser takes for a script",
                        "web/local/AnswerWriter.java",
                        "        headers.set(\"X-Content-Type-Options\", \"nosniff\");\n",
                        "",
                        SECURITY),
                new Guard(
                        "a page in the process of another site",
                        "web/local/AnswerWriter.java",
                        "        headers.set(\"Cross-Origin-Opener-Policy\", \"same-origin\");\n",
                        "",
                        SECURITY),
                new Guard(
                        "an answer that another site loads",
                        "web/local/AnswerWriter.java",
                        "        headers.set(\"Cross-Origin-Resource-Policy\", \"same-origin\");\n",
                        "",
                        SECURITY),
                new Guard(
                        "a report that asks the server with the page's rights",
                        "web/local/AnswerWriter.java",
                        "\"sandbox allow-scripts allow-modals",
                        "\"sandbox allow-scripts allow-same-origin allow-modals",
                        SECURITY),
                new Guard(
                        "a file's name that adds a header",
                        "web/local/AnswerWriter.java",
                        "name.replaceAll(\"[^A-Za-z0-9._-]\", \"_\")",
                        "name",
                        SECURITY),
                new Guard(
                        "a body that fills the memory",
                        "web/local/BodyLimit.java",
                        "if (read > longest) {",
                        "if (read < 0) {",
                        SECURITY),
                new Guard(
                        "headers that fill the memory",
                        "web/local/LocalServer.java",
                        "String.valueOf(MOST_HEADERS)",
                        "\"100000\"",
                        SECURITY),
                new Guard(
                        "a path that leads out of the page's files",
                        "web/local/StaticFiles.java",
                        "\"/(?:[a-z0-9-]+/)?[a-z0-9-]+",
                        "\"/(?:.*/)?[a-z0-9-]+",
                        SECURITY),
                new Guard(
                        "a part of an address that is no name",
                        "web/local/Routes.java",
                        "if (wanted.startsWith(\"{\") && path.get(i).matches(\"[A-Za-z0-9_-]+\")) {",
                        "if (wanted.startsWith(\"{\")) {",
                        SECURITY),
                new Guard(
                        "an exception, shown on the page",
                        "web/local/PageHandler.java",
                        "\"This is a bug in the program. What was uploaded",
                        "e + \"This is a bug in the program. What was uploaded",
                        SECURITY),
                new Guard(
                        "one who is slow, keeping others waiting",
                        "web/local/LocalServer.java",
                        "server.setExecutor(request -> started.threads.execute(() -> started.strangers.run(request)));",
                        "server.setExecutor(request -> started.strangers.run(request));",
                        SECURITY),
                new Guard(
                        "strangers who are slow, keeping the owner out",
                        "web/local/Strangers.java",
                        "            oldest.interrupt(); // which closes the connection that it reads from or writes to\n",
                        "",
                        SECURITY),
                new Guard(
                        "an owner who is slow, cut off for strangers",
                        "web/local/PageHandler.java",
                        "            strangers.letIn();\n",
                        "",
                        SECURITY),
                new Guard(
                        "a server that strangers keep from ending",
                        "web/local/PageHandler.java",
                        "        try (exchange) {\n            answer(exchange);\n",
                        "        idleness.begin();\n        try (exchange) {\n            answer(exchange);\n            idleness.end();\n",
                        SERVER),
                new Guard(
                        "those who are slow, filling the memory",
                        "web/local/LocalServer.java",
                        "new ThreadPoolExecutor(0, MOST_REQUESTS, 10,",
                        "new ThreadPoolExecutor(0, 100_000, 10,",
                        SECURITY),
                new Guard(
                        "pages that listen until the browser has no connection left",
                        "web/local/Events.java",
                        "if (streams.size() >= MOST_STREAMS) {",
                        "if (streams.size() >= 1_000) {",
                        SERVER),
                new Guard(
                        "a page that does not listen, filling the memory",
                        "web/local/EventStream.java",
                        "LONGEST_QUEUE = 256",
                        "LONGEST_QUEUE = 100_000",
                        SERVER),
                new Guard(
                        "a server that stays for ever",
                        "web/local/LocalServer.java",
                        "if (idleness.isTooLong()) {",
                        "if (idleness == null) {",
                        SERVER),
                new Guard(
                        "a server that ends while it uploads",
                        "web/local/Idleness.java",
                        "if (running > 0 || isBusy.getAsBoolean()) {",
                        "if (running > 0) {",
                        SERVER));
    }
}
