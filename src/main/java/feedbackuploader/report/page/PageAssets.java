package feedbackuploader.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The one style and the one script of a page, which stand in it, since it fetches nothing. The page names their digests,
 * and a browser runs nothing else.
 */
record PageAssets(Block style, Block script) {

    private static final String PLACE = "/feedbackuploader/page/";

    /** @param content none of it can end the element that it stands in */
    record Block(String content) {
        /** As a content security policy names it. */
        String hash() {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
                return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java has SHA-256", e);
            }
        }
    }

    /** @param withPlots whether anything is to be plotted */
    static PageAssets read(boolean withPlots) throws IOException {
        String style = text("base.css") + text("report.css");
        String script = text("report.js");
        if (withPlots) {
            style = text("lib/uplot.css") + style;
            // a module of the local page; without its exports a script as any other
            script = text("lib/uplot.js") + text("traffic.js").replaceAll("(?m)^export ", "") + script;
        }
        return new PageAssets(new Block(style), new Block(script));
    }

    /** Nothing is fetched, sent, framed or run but what stands here. */
    String policy() {
        return "default-src 'none'; style-src " + style.hash() + "; script-src " + script.hash()
                + "; base-uri 'none'; form-action 'none'";
    }

    private static String text(String name) throws IOException {
        try (InputStream in = PageAssets.class.getResourceAsStream(PLACE + name)) {
            if (in == null) {
                throw new IOException(
                        "The program is not whole: it lacks " + PLACE + name + ". Build it again with Maven.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "\n";
        }
    }
}
